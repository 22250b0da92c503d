import { z } from 'zod';
import type { InvoiceDraft, NewInvoice } from './api';
import { exactNumber, integerColumn, textColumn } from './columns';
import { type DataSet, type Row, withColumns } from './dataset';
import { refusedDuring } from './errors';
import { writeJson } from './json';
import { marks, oneLine } from './line-identity';
import type { Service } from './service';

const table = 'APInvHed';
const vendorColumns = z.object({ VendorNum: integerColumn, CurrencyCode: textColumn });
const messages = z.object({ confirmMsg: textColumn, cMessageText: textColumn });

/**
 * Lets Epicor fill a new header as its screen does, step by step, the returned data set replacing ours each
 * time (EPICOR.md 3.2). The vendor brings its currency and the invoice date may move the apply date: so the
 * currency comes after the vendor, and the apply date last.
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
  ds = await refusedDuring('vendor', () =>
    step('ChangeVendorID', { ProposedVendorID: invoice.vendorId, confirmCheck: false, ds }),
  );
  const vendor = service.read('ChangeVendorID', vendorColumns, service.first('ChangeVendorID', ds, table));
  await refusedDuring('vendor', async () => requireVendor(service, invoice, vendor.VendorNum));
  ds = withColumns(ds, table, { InvoiceNum: invoice.invoiceNum });
  if (vendor.CurrencyCode !== invoice.currency) {
    ds = await refusedDuring('currency', () =>
      step('ChangeCurrency', { ProposedCurrencyCode: invoice.currency, ds }),
    );
  }
  ds = await refusedDuring('invoice-date', () =>
    step('ChangeInvoiceDateEx', { ProposedInvoiceDate: invoice.invoiceDate, recalcAmts: '', ds }),
  );
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
  ds = withColumns(ds, table, { ApplyDate: midnight(invoice.applyDate) });
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

/** The control total goes into the screen's column, which is positive for a debit memo. */
function entries(invoice: NewInvoice): Row {
  return {
    Description: oneLine(invoice.description),
    ExternalID: marks(invoice.marker),
    ExtSysURL: invoice.recordUrl,
    ScrDocInvoiceVendorAmt: exactNumber(invoice.total),
    ...(invoice.dueDate === null ? {} : { DueDate: midnight(invoice.dueDate) }),
  };
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
