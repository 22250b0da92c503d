import { closedReason, fiscalColumns, requireOpen } from '../calendar';
import { type Context, today } from '../context';
import { duplicate, notFound, refuse } from '../errors';
import { openGroup, requireGroupId, requireUnlocked } from '../groups';
import { decimalText, exact } from '../money';
import { blankRow, type Dataset, type Row, text } from '../rows';
import { currentRow, marked, merged, requireCurrent, withRow } from './datasets';
import { getList } from './lists';
import { type Method, method, readMethod } from './method';
import { getRows } from './reading';

const table = 'APInvGrp';

function newGroup(context: Context, ds: Dataset, activeUser: string) {
  const date = today(context);
  const row = blankRow(table, {
    Company: context.company,
    CreatedBy: context.user,
    ActiveUserID: activeUser,
    ApplyDate: date,
    ...fiscalColumns(context, date),
    RowMod: 'A',
  });
  return { parameters: { ds: withRow(ds, table, row) } };
}

function changeApplyDate(context: Context, ds: Dataset, date: string) {
  const reason = closedReason(context, date);
  if (reason && context.behaviour.closedPeriodAnswer === 'error') throw refuse(reason, table, 'ApplyDate');
  if (reason) return { parameters: { DateMessage: reason, ds } };
  Object.assign(currentRow(ds, table), { ApplyDate: date, ...fiscalColumns(context, date) });
  return { parameters: { DateMessage: '', ds } };
}

function save(context: Context, ds: Dataset) {
  const groups = context.db.table(table);
  const saved: Row[] = [];
  for (const row of marked(ds, table, 'D')) {
    remove(context, requireCurrent(context, table, groups.get(text(row, 'GroupID')), row));
  }
  for (const sent of marked(ds, table, 'A')) {
    const groupId = text(sent, 'GroupID');
    requireGroupId(table, groupId);
    if (groups.get(groupId)) throw duplicate(context.behaviour.duplicateStatus, `group ${groupId}`);
    const base = blankRow(table, {
      Company: context.company,
      CreatedBy: context.user,
      ApplyDate: today(context),
    });
    saved.push(groups.insert(withPeriod(context, merged(base, sent, ['BaseTotal', 'PostErrorLog']))));
  }
  for (const sent of marked(ds, table, 'U')) {
    const stored = requireCurrent(context, table, groups.get(text(sent, 'GroupID')), sent);
    requireUnlocked(context, table, stored);
    saved.push(
      groups.update(withPeriod(context, merged(stored, sent, ['BaseTotal', 'PostErrorLog', 'CreatedBy']))),
    );
  }
  return { parameters: { ds: { [table]: saved } } };
}

function withPeriod(context: Context, row: Row): Row {
  requireOpen(context, text(row, 'ApplyDate'), table, 'ApplyDate');
  return { ...row, ...fiscalColumns(context, text(row, 'ApplyDate')) };
}

function remove(context: Context, group: Row): void {
  const holds = context.db
    .table('APInvHed')
    .all()
    .some((header) => header.GroupID === group.GroupID && !header.Posted);
  if (holds) throw refuse('Invoices exist for this group, it cannot be deleted.', table, 'GroupID');
  context.db.table(table).remove(group);
}

/** Sets or clears the lock; only its holder may clear it. */
function lock(context: Context, groupId: string, holder: string): Dataset {
  const group = openGroup(context, table, groupId);
  return { [table]: [context.db.table(table).update({ ...group, ActiveUserID: holder })] };
}

/** Sums the unposted invoices of a group into its BaseTotal and gives the sum. */
export function totalGroup(context: Context, groupId: string): string {
  const total = context.db
    .table('APInvHed')
    .all()
    .filter((header) => header.GroupID === groupId && header.Posted === false)
    .reduce((sum, header) => sum.plus(text(header, 'InvoiceAmt')), exact(0));
  const group = context.db.table(table).get(groupId);
  if (group && !exact(text(group, 'BaseTotal')).equals(total)) {
    context.db.table(table).update({ ...group, BaseTotal: decimalText(total) });
  }
  return decimalText(total);
}

function prePost(context: Context, groupId: string) {
  const group = context.db.table(table).get(groupId);
  if (!group) throw notFound();
  const differing = context.db
    .table('APInvHed')
    .all()
    .filter((header) => header.GroupID === groupId && Number(header.DocInvoiceVariance) !== 0);
  const VarianceMessage = differing
    .map(
      (header) =>
        `Invoice ${text(header, 'InvoiceNum')} has a variance of ${text(header, 'DocInvoiceVariance')}.`,
    )
    .join('\n');
  return {
    parameters: { ReturnMessage: context.behaviour.prePostQuestion, VarianceMessage, TaxCalcFlag: false },
  };
}

/** Erp.BO.APInvGrpSvc (EPICOR.md 3.1). */
export const apGroupMethods: Readonly<Record<string, Method>> = {
  GetNewAPInvGrp: method({ ds: 'ds:APInvGrp' }, (context, given) =>
    newGroup(context, given.ds(), context.user),
  ),
  GetNewAPInvGrpNoLock: method({ ds: 'ds:APInvGrp' }, (context, given) => newGroup(context, given.ds(), '')),
  OnChangeofApplyDate: method(
    { GroupID: 'text', NewApplyDate: 'date', ds: 'ds:APInvGrp' },
    (context, given) => changeApplyDate(context, given.ds(), given.text('NewApplyDate')),
  ),
  Update: method({ ds: 'ds:APInvGrp' }, (context, given) => save(context, given.ds())),
  GetByID: readMethod({ groupID: 'text' }, (context, given) => {
    const group = context.db.table(table).get(given.text('groupID'));
    if (!group) throw notFound();
    return { returnObj: { [table]: [group] } };
  }),
  GetList: getList(table),
  GetRows: getRows([table], table, (_context, group) => ({ [table]: [group] })),
  LockAPGroup: method({ groupID: 'text', ds: 'ds:APInvGrp' }, (context, given) => ({
    parameters: { ds: lock(context, given.text('groupID'), context.user) },
  })),
  UnlockAPGroup: method({ groupID: 'text', ds: 'ds:APInvGrp' }, (context, given) => ({
    parameters: { ds: lock(context, given.text('groupID'), '') },
  })),
  UnlockGroup: method({ InGroupID: 'text' }, (context, given) => {
    lock(context, given.text('InGroupID'), '');
    return {};
  }),
  DeleteByID: method({ groupID: 'text' }, (context, given) => {
    remove(context, openGroup(context, table, given.text('groupID')));
    return {};
  }),
  PrePostGroupInvoices: method({ PostGroupID: 'text' }, (context, given) =>
    prePost(context, given.text('PostGroupID')),
  ),
};
