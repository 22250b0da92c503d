import { z } from 'zod';
import type { Answer, Groups, NewJournalGroup } from './api';
import { textColumn } from './columns';
import { asNew, type DataSet, rowsOf, withColumns } from './dataset';
import { journalGroups } from './entity-sets';
import { EpicorError, refusedDuring } from './errors';
import { createFiscalPeriods } from './fiscal-periods';
import { createdUnlessThere, findGroup, journalGroupColumns, toFoundGroup } from './groups';
import type { EpicorHttp } from './http';
import { inPeriod, journalDateAnswer } from './journal-dates';
import { postByAgent } from './post-by-agent';
import { createService, type Service } from './service';

const name = 'Erp.BO.GLJrnGrpSvc';
const table = 'GLJrnGrp';
const CheckFiscalYear = 'CheckFiscalYear';
const bookColumns = z.object({ BookID: textColumn });
const messageColumns = z.object({ opMessage: textColumn });
const notPostedColumns = z.object({ NotAllPostedMessage: textColumn });

/** More lines than this are better posted by a task of Epicor's than while a call waits. */
const mostLinesAtOnce = 500;

/**
 * Journal groups, shared by concurrent runs: created by the NoLock variant (EPICOR.md 4). A group is the same
 * whoever creates it, so a lost answer is simply asked again.
 */
export function createJournalGroups(http: EpicorHttp): Groups<NewJournalGroup> {
  const service = createService(http, name);
  const periods = createFiscalPeriods(http);
  const find: Groups<NewJournalGroup>['find'] = async (groupId) => {
    const row = await findGroup(http, service, journalGroups, journalGroupColumns, groupId);
    return row && toFoundGroup(row);
  };
  return {
    find,

    async ensure(wanted) {
      const group = await find(wanted.groupId);
      if (group) return { created: false, group };
      const created = await createdUnlessThere(() => create(service, periods, wanted));
      return { created, group: created ? null : await find(wanted.groupId) };
    },

    async unlock(groupId) {
      await service.ask('UnlockGroup', { inGroupID: groupId });
    },

    async objections(groupId) {
      try {
        // it answers nothing: what it has against the group is its refusal
        await service.ask('CheckBeforePost', { groupID: groupId });
        return [];
      } catch (error) {
        if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
        return [error.said];
      }
    },

    async post(groupId, agent) {
      const { returnObj } = await service.ask('IsNeedAsyncronousPosting', {
        groupID: groupId,
        maxCountOfLines: mostLinesAtOnce,
      });
      if (returnObj === true) {
        const process = { service: 'Erp.PROC.GLJrnAsynchSvc', table: 'GLJrnAsynchParam' };
        return postByAgent(http, process, agent, { GroupID: groupId, BookMode: 'S' });
      }
      const { parameters } = await service.save('PostGroupJournals', { postGroupID: groupId });
      return service.read('PostGroupJournals', notPostedColumns, parameters, true).NotAllPostedMessage;
    },

    async checkDate(groupId, date) {
      const found = await service.getByKey('GetByID', { groupID: groupId });
      if (found) await leave(service, found, groupId);
      const ds = found ?? withColumns(await fresh(service), table, { GroupID: groupId });
      const asked = await askDate(service, ds, groupId, date);
      if (asked.said === undefined) return asked.answer;
      const [row] = rowsOf(asked.ds, table);
      const { BookID } = service.read(CheckFiscalYear, bookColumns, row ?? {});
      // a group that is still to be made is put into the date's period when it is
      const standing = found ? row : undefined;
      return journalDateAnswer(service, asked.said, standing, await periods.of(date, BookID));
    },
  };
}

/**
 * Reading a group may open it for our user (EPICOR.md 4, 7), which would keep people out of it. GroupUnlock gives up
 * the caller's own lock only; where it is not to be had, posting and people's own tools still unlock the group.
 */
async function leave(service: Service, ds: DataSet, groupId: string): Promise<void> {
  const row = service.first('GetByID', ds, table);
  const { ActiveUserID } = service.read('GetByID', z.object({ ActiveUserID: textColumn }), row);
  if (ActiveUserID === '') return;
  await service.ask('GroupUnlock', { groupID: groupId, ds }).catch((error: unknown) => {
    if (!(error instanceof EpicorError)) throw error;
  });
}

const fresh = (service: Service): Promise<DataSet> => service.askDataSet('GetNewGLJrnGrpNoLock', { ds: {} });

async function create(
  service: Service,
  periods: ReturnType<typeof createFiscalPeriods>,
  group: NewJournalGroup,
): Promise<void> {
  let ds = await fresh(service);
  const { BookID } = service.read(
    'GetNewGLJrnGrpNoLock',
    bookColumns,
    service.first('GetNewGLJrnGrpNoLock', ds, table),
  );
  ds = withColumns(ds, table, { GroupID: group.groupId, BookMode: 'S' });
  if (BookID !== group.bookId) {
    ds = await service.askDataSet('ChangeBookID', { proposeBookID: group.bookId, ds });
  }
  ds = withColumns(ds, table, { JournalCode: group.journalCode, CurrencyCode: group.currency });
  const asked = await askDate(service, ds, group.groupId, group.date);
  const answer =
    asked.said === undefined ? asked.answer : journalDateAnswer(service, asked.said, undefined, null);
  await refusedDuring('apply-date', async () => requireOpen(service, answer));
  // a check that only remarks on the date leaves the group in the current period
  const period = asked.said ? await periods.of(group.date, group.bookId) : null;
  ds = withColumns(asked.ds, table, {
    JEDate: `${group.date}T00:00:00`,
    ...(period ? inPeriod(period) : {}),
  });
  const saved = service.first('Update', await service.askDataSet('Update', { ds: asNew(ds, table) }), table);
  const { ActiveUserID } = service.read('Update', z.object({ ActiveUserID: textColumn }), saved);
  if (ActiveUserID !== '') await service.ask('UnlockGroup', { inGroupID: group.groupId });
}

/** CheckFiscalYear's answer: `said`, where it has a text to be judged (`journalDateAnswer`), else its yes or refusal. */
async function askDate(
  service: Service,
  ds: DataSet,
  groupId: string,
  date: string,
): Promise<{ answer: Answer; said?: string; ds: DataSet }> {
  try {
    const reply = await service.askDataSetAndMore(CheckFiscalYear, { ds, cGroupID: groupId, cJEDate: date });
    const { opMessage } = service.read(CheckFiscalYear, messageColumns, reply.parameters);
    const said = opMessage.trim();
    return { answer: { ok: true }, ds: reply.ds, ...(said === '' ? {} : { said }) };
  } catch (error) {
    if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
    return { answer: { ok: false, said: error.said }, ds };
  }
}

function requireOpen(service: Service, answer: Answer): void {
  if (!answer.ok) throw service.error(CheckFiscalYear, 'business', answer.said);
}
