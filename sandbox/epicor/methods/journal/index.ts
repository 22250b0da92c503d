import type { Context } from '../../context';
import { notFound } from '../../errors';
import { openGroup } from '../../groups';
import { type Dataset, integer, type Row, text } from '../../rows';
import { datasetTables } from '../../tables';
import { rowsOf, withRow } from '../datasets';
import { getList } from '../lists';
import { type Given, type Method, method, type ParameterType, readMethod } from '../method';
import { getRows } from '../reading';
import { headerTable, journalDataset, lineTable, storedJournal } from './rows';
import { newJournal, newJournalLine, removeJournal, saveJournals } from './save';

const ds: Record<string, ParameterType> = { ds: 'ds:GLJournalEntry' };

const keyParameters: Record<string, ParameterType> = {
  bookID: 'text',
  fiscalYear: 'integer',
  fiscalYearSuffix: 'text',
  journalCode: 'text',
  journalNum: 'integer',
};

/** The journal that a call's key parameters name; 404 where there is none. */
function journalOf(context: Context, given: Given): Row {
  const header = storedJournal(context, {
    BookID: given.text('bookID'),
    FiscalYear: given.integer('fiscalYear'),
    FiscalYearSuffix: given.text('fiscalYearSuffix'),
    JournalCode: given.text('journalCode'),
    JournalNum: given.integer('journalNum'),
  });
  if (!header) throw notFound();
  return header;
}

/** A new line of a saved journal, or of the one that is being entered in the same dataset. */
function newLine(context: Context, sent: Dataset, given: Given): Dataset {
  const unsaved = rowsOf(sent, headerTable).find(
    (row) => row.RowMod === 'A' && integer(row, 'JournalNum') === 0,
  );
  const header = given.integer('journalNum') === 0 && unsaved ? unsaved : journalOf(context, given);
  return withRow(sent, lineTable, newJournalLine(context, header));
}

function byGroup(context: Context, groupId: string): Dataset {
  const headers = context.db
    .table(headerTable)
    .all()
    .filter((header) => text(header, 'GroupID') === groupId);
  const journals = headers.map((header) => journalDataset(context, header));
  return {
    [headerTable]: journals.flatMap((journal) => rowsOf(journal, headerTable)),
    [lineTable]: journals.flatMap((journal) => rowsOf(journal, lineTable)),
  };
}

/** Erp.BO.GLJournalEntrySvc (EPICOR.md 4). */
export const journalMethods: Readonly<Record<string, Method>> = {
  GetNewGlJrnHedTran: method({ ...ds, GroupID: 'text' }, (context, given) => {
    const row = newJournal(context, openGroup(context, 'GLJrnGrp', given.text('GroupID')));
    return { parameters: { ds: withRow(given.ds(), headerTable, row) } };
  }),
  GetNewGLJrnDtlMnl: method({ ...ds, ...keyParameters, journalLine: 'integer' }, (context, given) => ({
    parameters: { ds: newLine(context, given.ds(), given) },
  })),
  PreUpdate: method(ds, (_context, given) => ({ parameters: { ds: given.ds(), RequiresUserInput: false } })),
  Update: method(ds, (context, given) => ({ parameters: { ds: saveJournals(context, given.ds()) } })),
  GetByID: readMethod({ ...keyParameters, fiscalCalendarID: 'text' }, (context, given) => ({
    returnObj: journalDataset(context, journalOf(context, given)),
  })),
  GetByGroupID: method({ GroupID: 'text' }, (context, given) => ({
    returnObj: byGroup(context, given.text('GroupID')),
  })),
  GetList: getList(headerTable),
  GetRows: getRows(
    (datasetTables.GLJournalEntry ?? []).filter((table) => table !== 'ExtensionTables'),
    headerTable,
    journalDataset,
  ),
  DeleteByID: method({ ...keyParameters, fiscalCalendarID: 'text' }, (context, given) => {
    removeJournal(context, journalOf(context, given));
    return {};
  }),
};
