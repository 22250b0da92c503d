import { type Context, today } from './context';
import { type InvoiceView, type JournalView, listInvoices, listJournals } from './documents';
import { enterByHand } from './hand-entry';
import { headerTable, invoiceTables } from './methods/ap-invoice/columns';
import { removeInvoice } from './methods/ap-invoice/save-header';
import { type PostingResult, postInvoiceGroup, postJournalGroup } from './posting';
import { blankRow, integer, type Row, type Value } from './rows';
import { accountRow, segmentValueRow } from './seed';
import type { EpicorSeedAccount, EpicorSeedInvoice, EpicorSeedSegmentValue } from './seed-type';

/** What people do at the screens of this Epicor, and what they see there. */
export interface Hands {
  /** Every AP invoice with lines, accounts, amounts and marker, oldest first. */
  invoices(): InvoiceView[];
  /** Every journal, unposted and posted, with its lines. */
  journals(): JournalView[];
  /** Posts an invoice or journal group by its id. Throws for an unknown one. */
  postGroup(groupId: string): PostingResult;
  /** A person opens a group (`user`) or leaves it (null). */
  lockGroup(groupId: string, user: string | null): void;
  /** A clerk types an invoice; its group is created where it is missing. */
  enterInvoice(invoice: EpicorSeedInvoice): void;
  /** Changes columns of an unposted invoice's header, e.g. { InvoiceHeld: true }. Throws for an unknown one. */
  changeInvoice(vendorNum: number, invoiceNum: string, columns: Row): void;
  /** Gives an unposted invoice another number (ChangeInvoiceNumber, EPICOR.md 3.2). */
  renumberInvoice(vendorNum: number, from: string, to: string): void;
  /** Deletes an unposted invoice. */
  deleteInvoice(vendorNum: number, invoiceNum: string): void;
  /** Changes columns of a vendor, e.g. { Inactive: true }. Throws for an unknown one. */
  changeVendor(vendorNum: number, columns: Row): void;
  /** Adds a vendor with these columns and answers its number. */
  addVendor(columns: Row): number;
  /** Adds an account, or changes it where it exists. */
  setAccount(account: EpicorSeedAccount): void;
  /** Adds a code of a segment, or changes it where it exists. */
  setSegmentValue(value: EpicorSeedSegmentValue): void;
  /** Adds a row of any table, or changes columns of the one with its key. Throws where a key column is missing. */
  setRow(table: string, columns: Row): void;
  /** Deletes the row of this key, in the key's order; nothing tells of it. Throws where there is none. */
  removeRow(table: string, key: readonly Value[]): void;
  /** Closes what lies before this day (YYYY-MM-DD), opens what does not. */
  setEarliestApplyDate(day: string): void;
}

export interface HandsParts {
  contextFor(user: string): Context;
  changed(): void;
  setEarliestApplyDate(day: string): void;
}

export function createHands(parts: HandsParts): Hands {
  const manager = (): Context => parts.contextFor('manager');
  /** All or nothing, then saved. */
  const doing = <T>(work: (context: Context) => T): T => {
    const context = manager();
    const result = context.db.transaction(() => work(context));
    parts.changed();
    return result;
  };
  return {
    invoices: () => listInvoices(manager()),
    journals: () => listJournals(manager()),
    postGroup: (groupId) =>
      doing((context) =>
        context.db.table('GLJrnGrp').get(groupId)
          ? postJournalGroup(context, groupId)
          : postInvoiceGroup(context, groupId),
      ),
    lockGroup: (groupId, user) => doing((context) => lockGroup(context, groupId, user)),
    enterInvoice: (invoice) => {
      doing((context) => enterByHand(context, invoice));
    },
    changeInvoice: (vendorNum, invoiceNum, columns) =>
      doing((context) => {
        context.db.table(headerTable).update({ ...invoiceOf(context, vendorNum, invoiceNum), ...columns });
      }),
    renumberInvoice: (vendorNum, from, to) => doing((context) => renumber(context, vendorNum, from, to)),
    deleteInvoice: (vendorNum, invoiceNum) =>
      doing((context) => removeInvoice(context, invoiceOf(context, vendorNum, invoiceNum))),
    changeVendor: (vendorNum, columns) => doing((context) => changeVendor(context, vendorNum, columns)),
    addVendor: (columns) => doing((context) => addVendor(context, columns)),
    setAccount: (account) => doing((context) => setAccount(context, account)),
    setSegmentValue: (value) => doing((context) => setSegmentValue(context, value)),
    setRow: (table, columns) => doing((context) => setRow(context, table, columns)),
    removeRow: (table, key) => doing((context) => removeRow(context, table, key)),
    setEarliestApplyDate: (day) => {
      parts.setEarliestApplyDate(day);
      parts.changed();
    },
  };
}

function lockGroup(context: Context, groupId: string, user: string | null): void {
  const table = context.db.table('APInvGrp').get(groupId) ? 'APInvGrp' : 'GLJrnGrp';
  const group = context.db.table(table).get(groupId);
  if (!group) throw new Error(`there is no group ${groupId}`);
  context.db.table(table).update({ ...group, ActiveUserID: user ?? '' });
}

function invoiceOf(context: Context, vendorNum: number, invoiceNum: string): Row {
  const header = context.db.table(headerTable).get(vendorNum, invoiceNum);
  if (!header) throw new Error(`there is no invoice ${vendorNum}/${invoiceNum}`);
  return header;
}

function renumber(context: Context, vendorNum: number, from: string, to: string): void {
  for (const name of invoiceTables) {
    const table = context.db.table(name);
    for (const row of table.under(vendorNum, from)) {
      table.remove(row);
      table.insert({ ...row, InvoiceNum: to });
    }
  }
}

function changeVendor(context: Context, vendorNum: number, columns: Row): void {
  const vendor = context.db.table('Vendor').get(vendorNum);
  if (!vendor) throw new Error(`there is no vendor ${vendorNum}`);
  context.db.table('Vendor').update({ ...vendor, ...columns });
}

function addVendor(context: Context, columns: Row): number {
  const vendors = context.db.table('Vendor');
  const highest = vendors.all().reduce((top, vendor) => Math.max(top, integer(vendor, 'VendorNum')), 0);
  const row = blankRow('Vendor', {
    Company: context.company,
    CurrencyCode: context.baseCurrency,
    Approved: true,
    ...columns,
    VendorNum: highest + 1,
  });
  vendors.insert(row);
  return highest + 1;
}

function setRow(context: Context, name: string, columns: Row): void {
  const table = context.db.table(name);
  const { key, columns: known } = table.definition;
  const missing = key.find((column) => columns[column] === undefined);
  if (missing) throw new Error(`a row of ${name} needs its ${missing}`);
  const changed: Row = known.has('ChangeDate') ? { ChangedBy: context.user, ChangeDate: today(context) } : {};
  const existing = table.get(...key.map((column) => columns[column] ?? null));
  if (existing) table.update({ ...existing, ...changed, ...columns });
  else table.insert(blankRow(name, { Company: context.company, ...changed, ...columns }));
}

function removeRow(context: Context, name: string, key: readonly Value[]): void {
  const table = context.db.table(name);
  const row = table.get(...key);
  if (!row) throw new Error(`there is no row ${JSON.stringify(key)} of ${name}`);
  table.remove(row);
}

function setAccount(context: Context, account: EpicorSeedAccount): void {
  const accounts = context.db.table('GLAccount');
  const columns = accountRow(context, account);
  const existing = accounts.get(context.coaCode, account.account);
  if (existing) accounts.update({ ...existing, ...columns });
  else accounts.insert(blankRow('GLAccount', { Company: context.company, ...columns }));
}

function setSegmentValue(context: Context, value: EpicorSeedSegmentValue): void {
  const values = context.db.table('COASegValues');
  const columns = segmentValueRow(context, value);
  const existing = values.get(context.coaCode, value.segment, value.code);
  if (existing) values.update({ ...existing, ...columns });
  else values.insert(blankRow('COASegValues', { Company: context.company, ...columns }));
}
