import { fiscalColumns, requireOpen } from '../../calendar';
import { type Context, today } from '../../context';
import { duplicate, refuse } from '../../errors';
import { openGroup } from '../../groups';
import { blankRow, flag, integer, type Row, text } from '../../rows';
import { cut, merged, requireCurrent } from '../datasets';
import {
  controlTotal,
  currencyColumns,
  entered,
  headerTable,
  invoiceTables,
  isZero,
  signOf,
  termsColumns,
  vendorColumns,
  vendorOf,
} from './columns';

/** What the server fills in itself. */
const systemColumns = [
  'Posted',
  'GLPosted',
  'OpenPayable',
  'EntryPerson',
  'HeadNum',
  'InvoiceAmt',
  'DocInvoiceAmt',
  'InvoiceVariance',
  'DocInvoiceVariance',
  'TaxAmt',
  'DocTaxAmt',
  'InvoiceBal',
  'DocInvoiceBal',
];

/** Saves a new header (RowMod A). Vendor and number together are unique, also after posting (EPICOR.md 3.7). */
export function addHeader(context: Context, sent: Row): Row {
  const headers = context.db.table(headerTable);
  const base = blankRow(headerTable, { Company: context.company, RateGrpCode: 'MAIN', OpenPayable: true });
  const vendor = vendorOf(context, sent);
  const row = { ...merged(base, sent, systemColumns), ...vendorColumns(vendor) };
  const invoiceNum = text(row, 'InvoiceNum');
  if (invoiceNum.trim() === '') throw refuse('Invoice Number is required.', headerTable, 'InvoiceNum');
  if (invoiceNum.length > 50) throw refuse('Invoice Number is too long.', headerTable, 'InvoiceNum');
  openGroup(context, 'APInvGrp', text(row, 'GroupID'));
  if (headers.get(integer(row, 'VendorNum'), invoiceNum)) {
    throw duplicate(
      context.behaviour.duplicateStatus,
      `invoice ${invoiceNum} of vendor ${text(vendor, 'VendorID')}`,
    );
  }
  const checked = withChecks(context, row, base, sent);
  return headers.insert(
    cut(context, headerTable, {
      ...checked,
      EntryPerson: context.user,
      HeadNum: 1000 + headers.size(),
      ChangedBy: context.user,
      ChangeDate: today(context),
    }),
  );
}

/** Saves a changed header (RowMod U); a stale or a posted one is refused. */
export function changeHeader(context: Context, sent: Row): Row {
  const headers = context.db.table(headerTable);
  const found = headers.get(integer(sent, 'VendorNum'), text(sent, 'InvoiceNum'));
  const stored = requireCurrent(context, headerTable, found, sent);
  requireOpenInvoice(context, stored);
  const row = merged(stored, sent, [...systemColumns, 'DebitMemo', 'VendorNum', 'InvoiceNum', 'GroupID']);
  const checked = withChecks(context, row, stored, sent);
  return headers.update(
    cut(context, headerTable, { ...checked, ChangedBy: context.user, ChangeDate: today(context) }),
  );
}

function withChecks(context: Context, row: Row, before: Row, sent: Row): Row {
  const invoiceDate = text(row, 'InvoiceDate');
  if (invoiceDate === '') throw refuse('Invoice Date is required.', headerTable, 'InvoiceDate');
  const applyDate = text(row, 'ApplyDate') || invoiceDate;
  requireOpen(context, applyDate, headerTable, 'ApplyDate');
  const terms = termsColumns(context, text(row, 'TermsCode'), invoiceDate);
  const dated = {
    ...row,
    ...terms,
    DueDate: row.DueDate ?? terms.DueDate ?? null,
    ApplyDate: applyDate,
    ...fiscalColumns(context, applyDate),
    ...currencyColumns(context, text(row, 'CurrencyCode') || context.baseCurrency),
  };
  const total = entered(sent, before, 'ScrDocInvoiceVendorAmt', 'DocInvoiceVendorAmt', signOf(row));
  if (context.behaviour.refuseZeroTotals && isZero(total)) {
    throw refuse('Invoice Amount may not be zero.', headerTable, 'DocInvoiceVendorAmt');
  }
  return { ...dated, ...controlTotal(context, dated, total) };
}

/** Refuses changes to a posted invoice and to one whose group another user has open. */
export function requireOpenInvoice(context: Context, header: Row): void {
  if (flag(header, 'Posted'))
    throw refuse('Invoice has been posted, it cannot be changed.', headerTable, 'Posted');
  openGroup(context, 'APInvGrp', text(header, 'GroupID'));
}

/** Removes an unposted invoice with all its rows. */
export function removeInvoice(context: Context, header: Row): void {
  requireOpenInvoice(context, header);
  for (const table of [...invoiceTables].reverse()) {
    const rows = context.db.table(table);
    for (const row of rows.under(integer(header, 'VendorNum'), text(header, 'InvoiceNum'))) rows.remove(row);
  }
}
