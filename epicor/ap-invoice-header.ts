import { z } from 'zod';
import type { InvoiceDraft, NewInvoice } from './api';
import { exactNumber, integerColumn, textColumn } from './columns';
import { type DataSet, type Row, withColumns } from './dataset';
import { refusedDuring } from './errors';
import { writeJson } from './json';
import { marks, oneLine } from './line-identity';
import type { Service } from './service';

const table = 'APInvHed';
const vendorColumns = z.object({
  VendorNum: integerColumn,
  CurrencyCode: textColumn,
  /** undefined where the answer leaves it out, which says nothing. */
  TermsCode: z
    .string()
    .nullish()
    .transform((terms) => (terms === null ? '' : terms)),
});
const messages = z.object({ confirmMsg: textColumn, cMessageText: textColumn });

/**
 * Lets Epicor fill a new header as its screen does, step by step, the returned data set replacing ours each
 * time (EPICOR.md 3.2). The vendor brings its terms and currency and the invoice date may move the apply date: so
 * terms and currency come after the vendor, the control total after the currency, and the apply date last.
 */
export async function newHeader(service: Service, invoice: NewInvoice): Promise<InvoiceDraft> {
  const remarks: string[] = [];
  const step = async (method: string, parameters: Row): Promise<DataSet> => {
    const reply = await service.askDataSetAndMore(method, parameters);
    const said = service.read(method, messages, reply.parameters);
    remarks.push(...[said.confirmMsg, said.cMessageText].map(oneLine).filter((text) => text !== ''));
    return reply.ds;
  };

  let ds = await step(getNew[invoice.kind], { ds: {}, cGroupID: invoice.groupId });
  const changed = (confirmCheck: boolean): Promise<DataSet> =>
    refusedDuring('vendor', () =>
      step('ChangeVendorID', { ProposedVendorID: invoice.vendorId, confirmCheck, ds }),
    );
  const vendorIn = (answered: DataSet) =>
    service.read('ChangeVendorID', vendorColumns, service.first('ChangeVendorID', answered, table));
  const asked = await changed(false);
  // it asked something (a hold, a vendor of another company) and may wait for the yes
  const isLeftOpen = remarks.length > 0 && vendorIn(asked).VendorNum === 0;
  ds = isLeftOpen ? await changed(true) : asked;
  const vendor = vendorIn(ds);
  await refusedDuring('vendor', async () => requireVendor(service, invoice, vendor.VendorNum));
  ds = withColumns(ds, table, { InvoiceNum: invoice.invoiceNum });
  if (vendor.TermsCode === '') {
    ds = await refusedDuring('terms', async () =>
      step('ChangeTermsCode', { ProposedTermsCode: requireTerms(service, invoice), ds }),
    );
  }
  if (vendor.CurrencyCode !== invoice.currency) {
    ds = await refusedDuring('currency', () =>
      step('ChangeCurrency', { ProposedCurrencyCode: invoice.currency, ds }),
    );
  }
  ds = await refusedDuring('invoice-date', () =>
    step('ChangeInvoiceDateEx', { ProposedInvoiceDate: invoice.invoiceDate, recalcAmts: '', ds }),
  );
  ds = await step('ChangeInvoiceVendorAmt', { ProposedInvoiceVendorAmt: exactNumber(invoice.total), ds });
  ds = withColumns(ds, table, entries(invoice));
  ds = await refusedDuring('apply-date', () =>
    step('OnChangeofApplyDate', {
      VendorNum: vendor.VendorNum,
      InvoiceNum: invoice.invoiceNum,
      recalcAmts: '',
      NewApplyDate: invoice.applyDate,
      ds,
    }),
  );
  ds = withColumns(ds, table, { ApplyDate: midnight(invoice.applyDate), ...dueDate(invoice) });
  return {
    kind: invoice.kind,
    vendorNum: vendor.VendorNum,
    invoiceNum: invoice.invoiceNum,
    remarks,
    ds: writeJson(ds),
  };
}

const getNew = {
  'ap-invoice': 'GetNewAPInvHedInvoice',
  'ap-debit-memo': 'GetNewAPInvHedDebitMemo',
} as const;

/** The control total stays in the screen's column, which is positive for a debit memo, whatever was made of it. */
function entries(invoice: NewInvoice): Row {
  return {
    Description: oneLine(invoice.description),
    ExternalID: marks(invoice.marker),
    ExtSysURL: invoice.recordUrl,
    ScrDocInvoiceVendorAmt: exactNumber(invoice.total),
  };
}

/** A bill's own due date; without one the terms give it. Entered last, since a change of dates may count it anew. */
function dueDate(invoice: NewInvoice): Row {
  return invoice.dueDate === null ? {} : { DueDate: midnight(invoice.dueDate) };
}

/** Terms are mandatory (EPICOR.md 3.2), yet a vendor may have none (5). */
function requireTerms(service: Service, { termsCode, vendorId }: NewInvoice): string {
  if (termsCode !== undefined) return termsCode;
  throw service.error('ChangeTermsCode', 'business', `Vendor ${vendorId} has no payment terms.`);
}

/** A VendorID can be given to another vendor (EPICOR.md 5): then the document would be booked to a stranger. */
function requireVendor(service: Service, invoice: NewInvoice, found: number): void {
  const wanted = invoice.vendorNum ?? found;
  if (found !== 0 && found === wanted) return;
  const said =
    found === 0
      ? `Epicor found no vendor for Vendor ID ${invoice.vendorId}.`
      : `Vendor ID ${invoice.vendorId} is vendor ${found} in Epicor, not vendor ${wanted}.`;
  throw service.error('ChangeVendorID', 'business', said);
}

function midnight(date: string): string {
  return `${date}T00:00:00`;
}
