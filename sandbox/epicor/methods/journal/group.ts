import { closedReason, fiscalColumns, requireOpen } from '../../calendar';
import { type Context, today } from '../../context';
import { duplicate, notFound, refuse } from '../../errors';
import { openGroup, requireGroupId, requireUnlocked } from '../../groups';
import { postJournalGroup } from '../../posting';
import { blankRow, type Dataset, type Row, text } from '../../rows';
import { currentRow, marked, merged, requireCurrent, rowsOf, withRow } from '../datasets';
import { getList } from '../lists';
import { type Method, type MethodReply, method, readMethod } from '../method';
import { getRows } from '../reading';

const table = 'GLJrnGrp';

const defaults = (context: Context, date: string): Row =>
  blankRow(table, {
    Company: context.company,
    BookMode: 'S',
    BookID: context.bookId,
    COACode: context.coaCode,
    CurrencyCode: context.baseCurrency,
    RateGrpCode: 'MAIN',
    JournalCode: 'GJ',
    CreatedBy: context.user,
    JEDate: date,
    ...fiscalColumns(context, date),
  });

function newGroup(context: Context, ds: Dataset, activeUser: string): MethodReply {
  const row = { ...defaults(context, today(context)), ActiveUserID: activeUser, RowMod: 'A' };
  return { parameters: { ds: withRow(ds, table, row) } };
}

/** Sets a group's date with its fiscal period, or says that the date is closed. */
function checkFiscalYear(context: Context, ds: Dataset, groupId: string, date: string): MethodReply {
  const row =
    rowsOf(ds, table).find((candidate) => text(candidate, 'GroupID') === groupId) ?? currentRow(ds, table);
  const reason = closedReason(context, date);
  if (reason && context.behaviour.closedPeriodAnswer === 'error') throw refuse(reason, table, 'JEDate');
  if (reason) return { parameters: { ds, opMessage: reason } };
  Object.assign(row, { JEDate: date, ...fiscalColumns(context, date) });
  return { parameters: { ds, opMessage: '' } };
}

function changeEntryMode(ds: Dataset, mode: string): MethodReply {
  if (mode !== 'S' && mode !== 'M') throw refuse('Entry Mode is not valid.', table, 'BookMode');
  Object.assign(currentRow(ds, table), { BookMode: mode });
  return { parameters: { ds } };
}

function changeBook(context: Context, ds: Dataset, bookId: string): MethodReply {
  Object.assign(currentRow(ds, table), bookColumns(context, bookId));
  return { parameters: { ds } };
}

function bookColumns(context: Context, bookId: string): Row {
  const book = context.db.table('GLBook').get(bookId);
  if (!book) throw refuse('Book ID is not valid.', table, 'BookID');
  return { BookID: bookId, COACode: text(book, 'COACode'), BookIDCurrencyCode: text(book, 'CurrencyCode') };
}

function save(context: Context, ds: Dataset): MethodReply {
  const groups = context.db.table(table);
  const saved: Row[] = [];
  for (const sent of marked(ds, table, 'D')) {
    remove(context, requireCurrent(context, table, groups.get(text(sent, 'GroupID')), sent));
  }
  for (const sent of marked(ds, table, 'A')) {
    const groupId = text(sent, 'GroupID');
    requireGroupId(table, groupId);
    if (groups.get(groupId)) throw duplicate(context.behaviour.duplicateStatus, `group ${groupId}`);
    const row = merged(defaults(context, today(context)), sent, ['PostErrorLog', 'HasDetails', 'Posted']);
    saved.push(groups.insert(checked(context, row)));
  }
  for (const sent of marked(ds, table, 'U')) {
    const stored = requireCurrent(context, table, groups.get(text(sent, 'GroupID')), sent);
    requireUnlocked(context, table, stored);
    const row = merged(stored, sent, ['PostErrorLog', 'HasDetails', 'Posted', 'CreatedBy']);
    saved.push(groups.update(checked(context, row)));
  }
  return { parameters: { ds: { [table]: saved } } };
}

function checked(context: Context, row: Row): Row {
  requireOpen(context, text(row, 'JEDate'), table, 'JEDate');
  if (text(row, 'JournalCode') === '') throw refuse('Journal Code is required.', table, 'JournalCode');
  if (!context.db.table('Currency').get(text(row, 'CurrencyCode'))) {
    throw refuse('Currency code is not valid.', table, 'CurrencyCode');
  }
  return {
    ...row,
    ...bookColumns(context, text(row, 'BookID')),
    ...fiscalColumns(context, text(row, 'JEDate')),
  };
}

function remove(context: Context, group: Row): void {
  const holds = context.db
    .table('GLJrnHed')
    .all()
    .some((header) => header.GroupID === group.GroupID);
  if (holds) throw refuse('Journals exist for this group, it cannot be deleted.', table, 'GroupID');
  context.db.table(table).remove(group);
}

function unlock(context: Context, groupId: string): Row {
  const group = openGroup(context, table, groupId);
  return context.db.table(table).update({ ...group, ActiveUserID: '' });
}

const linesIn = (context: Context, groupId: string): number =>
  context.db
    .table('GLJrnDtlMnl')
    .all()
    .filter((line) => line.GroupID === groupId).length;

const ds = { ds: 'ds:GLJrnGrp' } as const;

/** Erp.BO.GLJrnGrpSvc (EPICOR.md 4). */
export const journalGroupMethods: Readonly<Record<string, Method>> = {
  GetNewGLJrnGrp: method(ds, (context, given) => newGroup(context, given.ds(), context.user)),
  GetNewGLJrnGrpNoLock: method(ds, (context, given) => newGroup(context, given.ds(), '')),
  CheckFiscalYear: method({ ...ds, cGroupID: 'text', cJEDate: 'date' }, (context, given) =>
    checkFiscalYear(context, given.ds(), given.text('cGroupID'), given.text('cJEDate')),
  ),
  ChangeEntryMode: method({ proposedBookMode: 'text', ...ds }, (_context, given) =>
    changeEntryMode(given.ds(), given.text('proposedBookMode')),
  ),
  ChangeBookID: method({ proposeBookID: 'text', ...ds }, (context, given) =>
    changeBook(context, given.ds(), given.text('proposeBookID')),
  ),
  Update: method(ds, (context, given) => save(context, given.ds())),
  GetByID: readMethod({ groupID: 'text' }, (context, given) => {
    const group = context.db.table(table).get(given.text('groupID'));
    if (!group) throw notFound();
    return { returnObj: { [table]: [group] } };
  }),
  GetList: getList(table),
  GetRows: getRows([table], table, (_context, group) => ({ [table]: [group] })),
  DeleteByID: method({ groupID: 'text' }, (context, given) => {
    remove(context, openGroup(context, table, given.text('groupID')));
    return {};
  }),
  CheckBeforePost: method({ groupID: 'text' }, (context, given) => {
    openGroup(context, table, given.text('groupID'));
    return {};
  }),
  IsNeedAsyncronousPosting: method({ groupID: 'text', maxCountOfLines: 'integer' }, (context, given) => ({
    returnObj:
      context.behaviour.journalsByAgent ||
      linesIn(context, given.text('groupID')) > given.integer('maxCountOfLines'),
  })),
  PostGroupJournals: method({ postGroupID: 'text' }, (context, given) => {
    const { errors } = postJournalGroup(context, given.text('postGroupID'));
    return { parameters: { NotAllPostedMessage: errors.join('\n') } };
  }),
  UnlockGroup: method({ inGroupID: 'text' }, (context, given) => {
    unlock(context, given.text('inGroupID'));
    return {};
  }),
  GroupUnlock: method({ groupID: 'text', ...ds }, (context, given) => ({
    parameters: { ds: { [table]: [unlock(context, given.text('groupID'))] } },
  })),
};
