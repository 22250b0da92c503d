import { closedReason } from './calendar';
import type { Context } from './context';
import { changeVendor } from './methods/ap-invoice/change';
import { codingTable, expenseTable, headerTable, lineTable } from './methods/ap-invoice/columns';
import { newHeader } from './methods/ap-invoice/new';
import { saveInvoices } from './methods/ap-invoice/save';
import { currentRow } from './methods/datasets';
import { decimalText, exact } from './money';
import { blankRow, type Row, text } from './rows';
import type { EpicorSeedInvoice } from './seed-type';

/**
 * Enters an invoice as a person in accounts payable does: group, vendor, header, lines and their accounts.
 * Documents of a time that is closed by now were entered while it was open.
 */
export function enterByHand(context: Context, invoice: EpicorSeedInvoice): Row {
  const clerk: Context = {
    ...context,
    user: invoice.entryPerson,
    earliestApplyDate: closedReason(context, invoice.applyDate)
      ? invoice.applyDate
      : context.earliestApplyDate,
    behaviour: {
      ...context.behaviour,
      invoiceSave: 'whole',
      inactiveVendors: 'accepted',
      taxRows: false,
      refuseZeroTotals: false,
      refuseNegativeLines: false,
    },
  };
  ensureGroup(clerk, invoice);
  const { ds } = newHeader(clerk, {}, invoice.groupId, invoice.debitMemo ?? false).parameters as {
    ds: Record<string, Row[]>;
  };
  const vendor = clerk.db.table('Vendor').get(invoice.vendorNum);
  if (!vendor) throw new Error(`there is no vendor ${invoice.vendorNum}`);
  changeVendor(clerk, ds, text(vendor, 'VendorID'));
  const total = invoice.lines.reduce((sum, line) => sum.plus(line.amount), exact(0));
  Object.assign(currentRow(ds, headerTable), {
    InvoiceNum: invoice.invoiceNum,
    InvoiceDate: `${invoice.invoiceDate}T00:00:00`,
    ApplyDate: `${invoice.applyDate}T00:00:00`,
    CurrencyCode: invoice.currency,
    Description: invoice.description,
    ScrDocInvoiceVendorAmt: decimalText(total),
  });
  saveInvoices(clerk, { ...ds, ...linesOf(invoice) }, null);
  const saved = clerk.db.table(headerTable).get(invoice.vendorNum, invoice.invoiceNum);
  if (!saved) throw new Error(`invoice ${invoice.invoiceNum} was not saved`);
  return saved;
}

function ensureGroup(context: Context, invoice: EpicorSeedInvoice): void {
  const groups = context.db.table('APInvGrp');
  if (groups.get(invoice.groupId)) return;
  groups.insert(
    blankRow('APInvGrp', {
      Company: context.company,
      GroupID: invoice.groupId,
      CreatedBy: invoice.entryPerson,
      ApplyDate: `${invoice.applyDate}T00:00:00`,
    }),
  );
}

/** Lines with their distributions, numbered as in the list. */
function linesOf(invoice: EpicorSeedInvoice): Record<string, Row[]> {
  const key = { VendorNum: invoice.vendorNum, InvoiceNum: invoice.invoiceNum, RowMod: 'A' };
  const numbered = invoice.lines.map((line, index) => ({ ...line, InvoiceLine: index + 1 }));
  return {
    [lineTable]: numbered.map((line) => ({
      ...key,
      InvoiceLine: line.InvoiceLine,
      Description: line.description,
      ScrDocExtCost: line.amount,
    })),
    [expenseTable]: numbered.map((line) => ({
      ...key,
      InvoiceLine: line.InvoiceLine,
      InvExpSeq: 1,
      DocScrExpAmt: line.amount,
    })),
    [codingTable]: numbered.map((line) => ({
      ...key,
      InvoiceLine: line.InvoiceLine,
      InvExpSeq: 1,
      GLAccount: line.account,
    })),
  };
}
