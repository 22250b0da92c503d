import { fiscalColumns, requireOpen } from '../../calendar';
import { type Context, today } from '../../context';
import { notFound, refuse } from '../../errors';
import { openGroup } from '../../groups';
import { blankRow, type Dataset, dayOf, integer, type Row, text } from '../../rows';
import { cut, marked, merged, requireCurrent } from '../datasets';
import {
  headerTable,
  journalKey,
  lineFigures,
  linesOf,
  lineTable,
  ofJournal,
  storedJournal,
  totalJournal,
} from './rows';

const systemColumns = ['Posted', 'TotDebit', 'TotCredit', 'Balance', 'EnteredBy', 'JournalNum', 'PostedDate'];

/** Saves the marked rows of a journal dataset and answers the journals concerned (EPICOR.md 4). */
export function saveJournals(context: Context, ds: Dataset): Dataset {
  const touched = new Map<string, Row>();
  const touch = (header: Row): void => {
    touched.set(JSON.stringify(journalKey(header)), header);
  };
  for (const sent of marked(ds, lineTable, 'D')) touch(removeLine(context, sent));
  for (const sent of marked(ds, headerTable, 'D')) {
    removeJournal(context, requireCurrent(context, headerTable, storedJournal(context, sent), sent));
  }
  for (const sent of marked(ds, headerTable, 'A')) touch(addHeader(context, sent));
  for (const sent of marked(ds, headerTable, 'U')) touch(changeHeader(context, sent));
  for (const sent of marked(ds, lineTable, 'A'))
    touch(addLine(context, newHeaderOf(ds, touched, sent), sent));
  for (const sent of marked(ds, lineTable, 'U')) touch(changeLine(context, sent));
  const totalled = [...touched.values()]
    .map((header) => storedJournal(context, header))
    .filter((header) => header !== null)
    .map((header) => totalJournal(context, header));
  return { [headerTable]: totalled, [lineTable]: totalled.flatMap((header) => linesOf(context, header)) };
}

/** A line may name the one new header of its own dataset by number 0. */
function newHeaderOf(ds: Dataset, touched: ReadonlyMap<string, Row>, line: Row): Row | null {
  const isNew = integer(line, 'JournalNum') === 0 && marked(ds, headerTable, 'A').length === 1;
  return isNew ? ([...touched.values()].at(-1) ?? null) : null;
}

/** JournalNum is the system's, per fiscal year and journal code. */
function addHeader(context: Context, sent: Row): Row {
  const group = openGroup(context, 'GLJrnGrp', text(sent, 'GroupID'));
  const base = { ...newJournal(context, group), RowMod: '' };
  const row = withDate(context, group, merged(base, sent, systemColumns));
  return context.db
    .table(headerTable)
    .insert(cut(context, headerTable, { ...row, JournalNum: nextNumber(context, row) }));
}

/** What GetNewGlJrnHedTran answers: a journal with its group's defaults. */
export function newJournal(context: Context, group: Row): Row {
  return blankRow(headerTable, {
    Company: context.company,
    GroupID: text(group, 'GroupID'),
    BookID: text(group, 'BookID'),
    JournalCode: text(group, 'JournalCode'),
    CurrencyCode: text(group, 'CurrencyCode'),
    RateGrpCode: text(group, 'RateGrpCode'),
    JEDate: group.JEDate ?? null,
    FiscalYear: integer(group, 'FiscalYear'),
    FiscalYearSuffix: text(group, 'FiscalYearSuffix'),
    FiscalPeriod: integer(group, 'FiscalPeriod'),
    DspFiscalPeriod: integer(group, 'FiscalPeriod'),
    FiscalCalendarID: text(group, 'FiscalCalendarID'),
    EnteredBy: context.user,
    CreateDate: today(context),
    RowMod: 'A',
  });
}

function changeHeader(context: Context, sent: Row): Row {
  const stored = requireCurrent(context, headerTable, storedJournal(context, sent), sent);
  const group = openGroup(context, 'GLJrnGrp', text(stored, 'GroupID'));
  const fixed = [...systemColumns, 'BookID', 'JournalCode', 'GroupID', 'FiscalYear', 'FiscalYearSuffix'];
  const row = withDate(context, group, merged(stored, sent, fixed));
  return context.db.table(headerTable).update(cut(context, headerTable, row));
}

/** A journal's date must be open and lie in its group's period. */
function withDate(context: Context, group: Row, row: Row): Row {
  const date = text(row, 'JEDate');
  if (date === '') throw refuse('Journal Date is required.', headerTable, 'JEDate');
  requireOpen(context, date, headerTable, 'JEDate');
  const fiscal = fiscalColumns(context, date);
  if (fiscal.FiscalYear !== group.FiscalYear || fiscal.FiscalPeriod !== group.FiscalPeriod) {
    throw refuse(
      `Journal Date ${dayOf(date)} is not in the fiscal period of the group.`,
      headerTable,
      'JEDate',
    );
  }
  return { ...row, ...fiscal };
}

function nextNumber(context: Context, row: Row): number {
  const counted = context.behaviour.journalNumbers === 'counted-on' ? context.db.table('GLJrnDtl').all() : [];
  const taken = [...context.db.table(headerTable).all(), ...counted]
    .filter((other) => other.FiscalYear === row.FiscalYear && other.JournalCode === row.JournalCode)
    .map((other) => integer(other, 'JournalNum'));
  return 1 + taken.reduce((highest, number) => Math.max(highest, number), 0);
}

function requireJournal(context: Context, row: Row): Row {
  const header = storedJournal(context, row);
  if (!header) throw notFound('Journal record not found.');
  openGroup(context, 'GLJrnGrp', text(header, 'GroupID'));
  return header;
}

function addLine(context: Context, newHeader: Row | null, sent: Row): Row {
  const header = requireJournal(context, newHeader ?? sent);
  const number = 1 + Math.max(0, ...linesOf(context, header).map((line) => integer(line, 'JournalLine')));
  const row = { ...merged(newJournalLine(context, header), sent), ...ofJournal(header), JournalLine: number };
  const saved = { ...row, ...lineFigures(context, header, row) };
  context.db.table(lineTable).insert(cut(context, lineTable, saved));
  return header;
}

/** What GetNewGLJrnDtlMnl answers: texts come from the header. */
export function newJournalLine(context: Context, header: Row): Row {
  return blankRow(lineTable, {
    Company: context.company,
    ...ofJournal(header),
    Description: text(header, 'Description'),
    CommentText: text(header, 'CommentText'),
    COACode: context.coaCode,
    SourceModule: 'GL',
    RowMod: 'A',
  });
}

function changeLine(context: Context, sent: Row): Row {
  const header = requireJournal(context, sent);
  const stored = requireCurrent(context, lineTable, storedLine(context, header, sent), sent);
  const row = {
    ...merged(stored, sent, ['Posted']),
    ...ofJournal(header),
    JournalLine: integer(stored, 'JournalLine'),
  };
  context.db
    .table(lineTable)
    .update(cut(context, lineTable, { ...row, ...lineFigures(context, header, row) }));
  return header;
}

function removeLine(context: Context, sent: Row): Row {
  const header = requireJournal(context, sent);
  context.db
    .table(lineTable)
    .remove(requireCurrent(context, lineTable, storedLine(context, header, sent), sent));
  return header;
}

const storedLine = (context: Context, header: Row, sent: Row): Row | null =>
  linesOf(context, header).find((line) => integer(line, 'JournalLine') === integer(sent, 'JournalLine')) ??
  null;

export function removeJournal(context: Context, header: Row): void {
  openGroup(context, 'GLJrnGrp', text(header, 'GroupID'));
  for (const line of linesOf(context, header)) context.db.table(lineTable).remove(line);
  context.db.table(headerTable).remove(header);
}
