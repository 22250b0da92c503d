import type { Context } from '../../context';
import { notFound, refuse } from '../../errors';
import { type Dataset, integer, type Row, text } from '../../rows';
import { marked, requireCurrent } from '../datasets';
import { saveAttachments } from './attachments';
import { attachmentTable, codingTable, expenseTable, headerTable, invoiceTables, lineTable } from './columns';
import {
  addAutomatic,
  addCoding,
  addExpense,
  changeCoding,
  changeExpenseRow,
  removeCoding,
  removeExpense,
  storedExpense,
} from './save-distributions';
import { addHeader, changeHeader, removeInvoice } from './save-header';
import { addLine, changeLineRow, removeLine, savedHeader } from './save-lines';
import { recalculate } from './totals';

type SaveMode = Context['behaviour']['invoiceSave'];

/**
 * Saves the marked rows of a dataset, parents first, and answers the invoices concerned as they are then
 * (EPICOR.md 3.3 to 3.6). `namedTable` is UpdateMaster's cTableName.
 */
export function saveInvoices(context: Context, sent: Dataset, namedTable: string | null): Dataset {
  const mode = context.behaviour.invoiceSave;
  refuseMixed(mode, sent);
  refuseAmbiguous(sent);
  const ds = mode === 'header-only' && namedTable !== null ? onlyNewOf(sent, namedTable) : sent;
  removeMarked(context, ds);
  for (const row of marked(ds, headerTable, 'A')) addHeader(context, row);
  for (const row of marked(ds, headerTable, 'U')) changeHeader(context, row);
  for (const row of marked(ds, lineTable, 'U')) changeLineRow(context, row);
  const added = marked(ds, lineTable, 'A').map((row) => ({ sent: row, saved: addLine(context, row) }));
  const expenses = distribute(context, ds, added, mode);
  for (const row of marked(ds, expenseTable, 'U')) changeExpenseRow(context, savedHeader(context, row), row);
  code(context, ds, expenses);
  saveAttachments(context, ds);
  return concerned(context, ds);
}

/** A tenant that takes no new row below a row that is new itself. */
function refuseMixed(mode: SaveMode, ds: Dataset): void {
  if (mode !== 'refused') return;
  const levels = [headerTable, lineTable, expenseTable].filter((table) => marked(ds, table, 'A').length > 0);
  if (levels.length > 1) throw refuse('Save the parent record before its details.', levels[1]);
}

/** Distributions name their new line by its InvoiceLine: two new lines of one number cannot be told apart. */
function refuseAmbiguous(ds: Dataset): void {
  const lines = marked(ds, lineTable, 'A');
  const distributions = [...marked(ds, expenseTable, 'A'), ...marked(ds, codingTable, 'A')];
  for (const row of distributions) {
    if (lines.filter((line) => sameLine(line, row)).length > 1) {
      throw refuse(`Line ${integer(row, 'InvoiceLine')} occurs more than once.`, lineTable, 'InvoiceLine');
    }
  }
}

/** New rows of other tables than the named one are not looked at. */
function onlyNewOf(ds: Dataset, namedTable: string): Dataset {
  return Object.fromEntries(
    Object.entries(ds).map(([table, rows]) => [
      table,
      table === namedTable ? rows : rows.filter((row) => row.RowMod !== 'A'),
    ]),
  );
}

function removeMarked(context: Context, ds: Dataset): void {
  for (const row of marked(ds, codingTable, 'D')) {
    savedHeader(context, row);
    removeCoding(context, row);
  }
  for (const row of marked(ds, expenseTable, 'D')) {
    savedHeader(context, row);
    removeExpense(context, row);
  }
  for (const row of marked(ds, lineTable, 'D')) removeLine(context, row);
  for (const row of marked(ds, headerTable, 'D')) {
    const stored = context.db.table(headerTable).get(integer(row, 'VendorNum'), text(row, 'InvoiceNum'));
    removeInvoice(context, requireCurrent(context, headerTable, stored, row));
  }
}

interface AddedLine {
  /** Its InvoiceLine is the client's: the number that its distributions name. */
  readonly sent: Row;
  readonly saved: Row;
}

/** A saved distribution and the row that it came from, by whose numbers its coding names it. */
interface AddedExpense {
  readonly sent: Row;
  readonly saved: Row;
}

/**
 * New distributions. A new line gets an automatic one unless the dataset brings its own; in 'doubled' it gets the
 * automatic one as well.
 */
function distribute(
  context: Context,
  ds: Dataset,
  lines: readonly AddedLine[],
  mode: SaveMode,
): AddedExpense[] {
  const sent = marked(ds, expenseTable, 'A');
  const codings = marked(ds, codingTable, 'A');
  const expenses: AddedExpense[] = [];
  for (const line of lines) {
    const header = savedHeader(context, line.saved);
    const own = sent.filter((row) => sameLine(row, line.sent));
    const coding = codings.find((row) => sameLine(row, line.sent));
    if (own.length === 0) addAutomatic(context, header, line.saved, coding ? text(coding, 'GLAccount') : '');
    else if (mode === 'doubled') addAutomatic(context, header, line.saved);
    for (const row of own) {
      const saved = addExpense(context, header, integer(line.saved, 'InvoiceLine'), row);
      expenses.push({ sent: row, saved });
    }
  }
  const ofNewLines = new Set(lines.flatMap((line) => sent.filter((row) => sameLine(row, line.sent))));
  for (const row of sent) {
    if (ofNewLines.has(row)) continue;
    const header = savedHeader(context, row);
    const line = integer(row, 'InvoiceLine');
    if (!context.db.table(lineTable).get(integer(row, 'VendorNum'), text(row, 'InvoiceNum'), line))
      throw notFound();
    expenses.push({ sent: row, saved: addExpense(context, header, line, row) });
  }
  return expenses;
}

/** Accounts: of new distributions, each of which gets a row even where none was sent, and of saved ones. */
function code(context: Context, ds: Dataset, expenses: readonly AddedExpense[]): void {
  const sent = marked(ds, codingTable, 'A');
  const used = new Set<Row>();
  for (const expense of expenses) {
    const coding = sent.find((row) => !used.has(row) && sameExpense(row, expense.sent));
    if (coding) used.add(coding);
    addCoding(context, savedHeader(context, expense.saved), expense.saved, coding ?? {});
  }
  const newLines = marked(ds, lineTable, 'A');
  for (const row of sent) {
    if (used.has(row) || newLines.some((line) => sameLine(row, line))) continue;
    const expense = storedExpense(context, row);
    if (!expense) throw notFound();
    addCoding(context, savedHeader(context, row), expense, row);
  }
  for (const row of marked(ds, codingTable, 'U')) changeCoding(context, savedHeader(context, row), row);
}

const sameInvoice = (a: Row, b: Row): boolean => a.VendorNum === b.VendorNum && a.InvoiceNum === b.InvoiceNum;
const sameLine = (a: Row, b: Row): boolean =>
  sameInvoice(a, b) && integer(a, 'InvoiceLine') === integer(b, 'InvoiceLine');
const sameExpense = (a: Row, b: Row): boolean =>
  sameLine(a, b) && integer(a, 'InvExpSeq') === integer(b, 'InvExpSeq');

function concerned(context: Context, ds: Dataset): Dataset {
  const keys = new Map<string, { vendorNum: number; invoiceNum: string; amounts: boolean }>();
  for (const table of invoiceTables) {
    for (const row of marked(ds, table)) {
      const [vendorNum, invoiceNum] = [vendorNumOf(context, row), text(row, 'InvoiceNum')];
      const key = `${vendorNum}/${invoiceNum}`;
      const amounts = (keys.get(key)?.amounts ?? false) || ![codingTable, attachmentTable].includes(table);
      keys.set(key, { vendorNum, invoiceNum, amounts });
    }
  }
  const result: Dataset = {};
  for (const { vendorNum, invoiceNum, amounts } of keys.values()) {
    if (amounts) recalculate(context, vendorNum, invoiceNum);
    for (const table of invoiceTables) {
      result[table] = [...(result[table] ?? []), ...context.db.table(table).under(vendorNum, invoiceNum)];
    }
  }
  return result;
}

/** A new header may name its vendor by id only. */
function vendorNumOf(context: Context, row: Row): number {
  const number = integer(row, 'VendorNum');
  if (number !== 0) return number;
  const byId = context.db
    .table('Vendor')
    .all()
    .find((vendor) => vendor.VendorID === row.VendorNumVendorID);
  return byId ? integer(byId, 'VendorNum') : 0;
}
