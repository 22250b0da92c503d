import { z } from 'zod';
import { type MirrorName, mirrorKey, type ReferenceRows } from '../accounting/reference-data';
import {
  dateColumn,
  decimalColumn,
  flagColumn,
  integerColumn,
  presentTextColumn,
  requiredDateColumn,
  textColumn,
} from './columns';
import {
  apInvoices,
  currencies,
  type EntitySet,
  fiscalPeriods,
  glAccounts,
  purchaseOrders,
  purchaseTerms,
  segments,
  segmentValues,
  vendors,
} from './entity-sets';
import { anyOf, compared, day, eq, type Filter } from './filter';
import { toVendor, vendorColumns } from './vendor-columns';

/** One table of reference data: what is read of it, and what each of its rows says. */
export interface ReferenceTable<M extends MirrorName> {
  readonly set: EntitySet;
  readonly columns: z.ZodObject;
  /** The columns by which rows are told apart; read alone where only keys are compared. */
  readonly keyColumns: z.ZodObject;
  keyOf(columns: Record<string, unknown>): string;
  rowOf(columns: unknown): ReferenceRows[M];
  /** The table's date of the last change (EPICOR.md 2.4): a date, so a whole day is read again. */
  readonly changeDate?: string;
  /** Which rows are wanted at all, where not every one: of tables that grow with every document. */
  wanted?(from: string): Filter;
  /** Rows that are kept only while they say so. */
  keeps?(row: ReferenceRows[M]): boolean;
}

/** Ties what is read of a table to what is made of it; beyond this function tables are alike. */
function table<M extends MirrorName, S extends z.ZodRawShape>(definition: {
  set: EntitySet;
  columns: z.ZodObject<S>;
  key: readonly (keyof S & string)[];
  rowOf(columns: z.output<z.ZodObject<S>>): ReferenceRows[M];
  changeDate?: string;
  wanted?(from: string): Filter;
  keeps?(row: ReferenceRows[M]): boolean;
}): ReferenceTable<M> {
  const { key, columns, rowOf, ...rest } = definition;
  return {
    ...rest,
    columns,
    keyColumns: z.object(Object.fromEntries(key.map((name) => [name, columns.shape[name] as z.ZodType]))),
    keyOf: (row) => mirrorKey(...key.map((name) => row[name] as string | number)),
    rowOf: (row) => rowOf(row as z.output<z.ZodObject<S>>),
  };
}

/**
 * Every table that is mirrored (EPICOR.md 2.4, 2.7, 5, 6), by the mirror's name. AP invoices and purchase orders
 * have a date of change, the others their row version only.
 */
export const referenceTables: { readonly [M in MirrorName]: ReferenceTable<M> } = {
  accounts: table({
    set: glAccounts,
    // in OData the column named like its table carries a 1 (EPICOR.md 2.6)
    columns: z.object({
      COACode: textColumn,
      GLAccount1: textColumn,
      AccountDesc: textColumn,
      Active: flagColumn,
      EffFrom: dateColumn,
      EffTo: dateColumn,
    }),
    key: ['COACode', 'GLAccount1'],
    rowOf: (row) => ({
      coaCode: row.COACode,
      account: row.GLAccount1,
      description: row.AccountDesc,
      active: row.Active,
      effectiveFrom: row.EffFrom,
      effectiveTo: row.EffTo,
    }),
  }),
  segments: table({
    set: segments,
    columns: z.object({
      COACode: textColumn,
      SegmentNbr: integerColumn,
      SegmentName: textColumn,
      Dynamic: flagColumn,
    }),
    key: ['COACode', 'SegmentNbr'],
    rowOf: (row) => ({
      coaCode: row.COACode,
      segment: row.SegmentNbr,
      name: row.SegmentName,
      dynamic: row.Dynamic,
    }),
  }),
  segmentValues: table({
    set: segmentValues,
    columns: z.object({
      COACode: textColumn,
      SegmentNbr: integerColumn,
      SegmentCode: textColumn,
      SegmentName: textColumn,
      SegmentDesc: textColumn,
      ActiveFlag: flagColumn,
      EffectiveFrom: dateColumn,
      EffectiveTo: dateColumn,
    }),
    key: ['COACode', 'SegmentNbr', 'SegmentCode'],
    rowOf: (row) => ({
      coaCode: row.COACode,
      segment: row.SegmentNbr,
      code: row.SegmentCode,
      name: row.SegmentName,
      description: row.SegmentDesc,
      active: row.ActiveFlag,
      effectiveFrom: row.EffectiveFrom,
      effectiveTo: row.EffectiveTo,
    }),
  }),
  vendors: table({ set: vendors, columns: vendorColumns, key: ['VendorNum'], rowOf: toVendor }),
  terms: table({
    set: purchaseTerms,
    columns: z.object({ TermsCode: textColumn, Description: textColumn }),
    key: ['TermsCode'],
    rowOf: (row) => ({ code: row.TermsCode, description: row.Description }),
  }),
  currencies: table({
    set: currencies,
    columns: z.object({ CurrencyCode: textColumn, CurrDesc: textColumn, Inactive: flagColumn }),
    key: ['CurrencyCode'],
    rowOf: (row) => ({ code: row.CurrencyCode, description: row.CurrDesc, active: !row.Inactive }),
  }),
  periods: table({
    set: fiscalPeriods,
    columns: z.object({
      FiscalCalendarID: textColumn,
      FiscalYear: integerColumn,
      FiscalYearSuffix: textColumn,
      FiscalPeriod: integerColumn,
      StartDate: requiredDateColumn,
      EndDate: requiredDateColumn,
    }),
    key: ['FiscalCalendarID', 'FiscalYear', 'FiscalYearSuffix', 'FiscalPeriod'],
    rowOf: (row) => ({
      calendarId: row.FiscalCalendarID,
      year: row.FiscalYear,
      yearSuffix: row.FiscalYearSuffix,
      period: row.FiscalPeriod,
      start: row.StartDate,
      end: row.EndDate,
    }),
  }),
  orders: table({
    set: purchaseOrders,
    columns: z.object({
      PONum: integerColumn,
      VendorNum: integerColumn,
      OpenOrder: flagColumn,
      VoidOrder: flagColumn,
    }),
    key: ['PONum'],
    rowOf: (row) => ({
      poNum: row.PONum,
      vendorNum: row.VendorNum,
      open: row.OpenOrder && !row.VoidOrder,
    }),
    changeDate: 'ChangeDate',
    wanted: () => eq('OpenOrder', true),
    keeps: ({ open }) => open,
  }),
  invoices: table({
    set: apInvoices,
    columns: z.object({
      VendorNum: integerColumn,
      InvoiceNum: z.string(),
      InvoiceDate: dateColumn,
      CurrencyCode: textColumn,
      DocInvoiceAmt: decimalColumn,
      ExternalID: presentTextColumn,
      Posted: flagColumn,
      GroupID: textColumn,
      EntryPerson: textColumn,
    }),
    key: ['VendorNum', 'InvoiceNum'],
    rowOf: (row) => ({
      vendorNum: row.VendorNum,
      invoiceNum: row.InvoiceNum,
      invoiceDate: row.InvoiceDate,
      currency: row.CurrencyCode,
      total: row.DocInvoiceAmt,
      marker: row.ExternalID,
      posted: row.Posted,
      groupId: row.GroupID,
      entryPerson: row.EntryPerson,
    }),
    changeDate: 'ChangeDate',
    wanted: (from) =>
      anyOf(compared('InvoiceDate', 'ge', day(from)), compared('ChangeDate', 'ge', day(from))),
  }),
};
