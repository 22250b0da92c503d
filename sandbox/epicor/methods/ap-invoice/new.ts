import type { Context } from '../../context';
import { notFound } from '../../errors';
import { openGroup } from '../../groups';
import { blankRow, type Dataset, flag, integer, type Row, text } from '../../rows';
import { rowsOf, withRow } from '../datasets';
import type { MethodReply } from '../method';
import { codingTable, currencyColumns, expenseTable, headerTable, lineTable } from './columns';

/** GetNewAPInvHedInvoice and GetNewAPInvHedDebitMemo: a header with its group's dates (EPICOR.md 3.2). */
export function newHeader(context: Context, ds: Dataset, groupId: string, debitMemo: boolean): MethodReply {
  const refusedLater = context.behaviour.unknownGroups === 'refused-on-save';
  const known = !refusedLater || context.db.table('APInvGrp').get(groupId) !== null;
  const group = known ? openGroup(context, 'APInvGrp', groupId) : {};
  const row = blankRow(headerTable, {
    Company: context.company,
    GroupID: groupId,
    DebitMemo: debitMemo,
    InvoiceType: debitMemo ? 'CRD' : 'STD',
    InvoiceDate: group.ApplyDate ?? null,
    ApplyDate: group.ApplyDate ?? null,
    TaxRateDate: group.ApplyDate ?? null,
    FiscalYear: group.FiscalYear ?? 0,
    FiscalPeriod: group.FiscalPeriod ?? 0,
    FiscalYearSuffix: text(group, 'FiscalYearSuffix'),
    FiscalCalendarID: text(group, 'FiscalCalendarID'),
    RateGrpCode: 'MAIN',
    TaxRateGrpCode: 'MAIN',
    BaseCurrencyID: context.baseCurrency,
    ...currencyColumns(context, context.baseCurrency),
    OpenPayable: true,
    EntryPerson: context.user,
    RowMod: 'A',
  });
  return { parameters: { ds: withRow(ds, headerTable, row) } };
}

/** The invoice's header: one still being entered in the dataset, else the saved one. Refuses where neither is. */
export function headerOf(context: Context, ds: Dataset, vendorNum: number, invoiceNum: string): Row {
  const inEntry = rowsOf(ds, headerTable).find(
    (row) =>
      row.RowMod === 'A' && integer(row, 'VendorNum') === vendorNum && text(row, 'InvoiceNum') === invoiceNum,
  );
  const header = inEntry ?? context.db.table(headerTable).get(vendorNum, invoiceNum);
  if (!header) throw notFound('AP Invoice record not found.');
  return header;
}

/** Columns that the rows of an invoice carry of its header. */
export function ofHeader(header: Row): Row {
  return {
    VendorNum: integer(header, 'VendorNum'),
    InvoiceNum: text(header, 'InvoiceNum'),
    GroupID: text(header, 'GroupID'),
    CurrencyCode: text(header, 'CurrencyCode'),
    DebitMemo: flag(header, 'DebitMemo'),
    CurrencySwitch: flag(header, 'CurrencySwitch'),
    VendorNumVendorID: text(header, 'VendorNumVendorID'),
    VendorNumName: text(header, 'VendorNumName'),
  };
}

/** GetNewAPInvDtlMiscellaneous: a line of type "M" (EPICOR.md 3.4). */
export function newLine(context: Context, ds: Dataset, vendorNum: number, invoiceNum: string): MethodReply {
  const header = headerOf(context, ds, vendorNum, invoiceNum);
  return { parameters: { ds: withRow(ds, lineTable, { ...lineDefaults(context, header), RowMod: 'A' }) } };
}

/** What a new line begins with; its 1099 code comes from the vendor. */
export function lineDefaults(context: Context, header: Row): Row {
  const vendor = context.db.table('Vendor').get(integer(header, 'VendorNum'));
  const reported = vendor !== null && flag(vendor, 'Print1099');
  return blankRow(lineTable, {
    Company: context.company,
    ...ofHeader(header),
    LineType: 'M',
    ScrLineType: 'M',
    LineTypeDescription: 'Miscellaneous',
    VendorQty: '1',
    ScrVendorQty: '1',
    PUM: 'EA',
    CostPerCode: 'E',
    TaxRegionCode: text(header, 'TaxRegionCode'),
    Code1099ID: reported ? text(vendor, 'Code1099ID') : '',
    FormTypeID: reported ? text(vendor, 'FormTypeID') : '',
    Print1099: reported,
    BaseCurrencyID: context.baseCurrency,
    AllowGLDistAdd: true,
    AllowGLDistDelete: true,
  });
}

/** GetNewAPInvExp: one more distribution of a line (EPICOR.md 3.5). */
export function newExpense(
  context: Context,
  ds: Dataset,
  vendorNum: number,
  invoiceNum: string,
  line: number,
) {
  const header = headerOf(context, ds, vendorNum, invoiceNum);
  const taken = [
    ...rowsOf(ds, expenseTable),
    ...context.db.table(expenseTable).under(vendorNum, invoiceNum),
  ].filter((row) => integer(row, 'InvoiceLine') === line);
  const sequence = 1 + Math.max(0, ...taken.map((row) => integer(row, 'InvExpSeq')));
  const row = { ...expenseDefaults(context, header, line, sequence), RowMod: 'A' };
  return { parameters: { ds: withRow(ds, expenseTable, row) } };
}

export function expenseDefaults(context: Context, header: Row, line: number, sequence: number): Row {
  return blankRow(expenseTable, {
    Company: context.company,
    ...ofHeader(header),
    InvoiceLine: line,
    InvExpSeq: sequence,
    BookID: context.bookId,
    COACode: context.coaCode,
    AllowUpdate: true,
  });
}

/** GetNewAPInvExpTGLC: the account of a distribution. */
export function newCoding(
  context: Context,
  ds: Dataset,
  vendorNum: number,
  invoiceNum: string,
  line: number,
  seq: number,
) {
  const header = headerOf(context, ds, vendorNum, invoiceNum);
  const row = { ...codingDefaults(context, header, line, seq), RowMod: 'A' };
  return { parameters: { ds: withRow(ds, codingTable, row) } };
}

/** The real values of the Key columns and GLAcctContext are unknown: they are read back and echoed. */
export function codingDefaults(context: Context, header: Row, line: number, sequence: number): Row {
  return blankRow(codingTable, {
    Company: context.company,
    VendorNum: integer(header, 'VendorNum'),
    InvoiceNum: text(header, 'InvoiceNum'),
    GroupID: text(header, 'GroupID'),
    CurrencyCode: text(header, 'CurrencyCode'),
    InvoiceLine: line,
    InvExpSeq: sequence,
    RelatedToFile: expenseTable,
    Key1: String(integer(header, 'VendorNum')),
    Key2: text(header, 'InvoiceNum'),
    Key3: String(line),
    Key4: String(sequence),
    TGLCTranNum: 1,
    GLAcctContext: 'Expense',
    BookID: context.bookId,
    COACode: context.coaCode,
    RecordType: 'A',
    UserCanModify: true,
  });
}
