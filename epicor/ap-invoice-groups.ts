import { z } from 'zod';
import type { Groups, NewInvoiceGroup } from './api';
import { textColumn } from './columns';
import { asNew, type DataSet, withColumns } from './dataset';
import { apInvoiceGroups } from './entity-sets';
import { EpicorError, refusedDuring } from './errors';
import { createdUnlessThere, findGroup, invoiceGroupColumns, toFoundGroup } from './groups';
import type { EpicorHttp } from './http';
import { postByAgent } from './post-by-agent';
import { createService } from './service';

const name = 'Erp.BO.APInvGrpSvc';
const table = 'APInvGrp';
const prePostColumns = z.object({ ReturnMessage: textColumn, VarianceMessage: textColumn });

/**
 * AP invoice groups, shared by concurrent runs: created by the NoLock variant, so that none holds one open
 * (EPICOR.md 3.1). A group is the same whoever creates it, so a lost answer is simply asked again.
 */
export function createApInvoiceGroups(http: EpicorHttp): Groups<NewInvoiceGroup> {
  const service = createService(http, name);
  /** A new group with its date; saves nothing. A closed period is refused as kind `business`. */
  const dated = async (groupId: string, applyDate: string): Promise<DataSet> => {
    const method = 'OnChangeofApplyDate';
    const fresh = await service.askDataSet('GetNewAPInvGrpNoLock', { ds: {} });
    const named = withColumns(fresh, table, { GroupID: groupId });
    const asked = { GroupID: groupId, NewApplyDate: applyDate, ds: named };
    const { ds, parameters } = await service.askDataSetAndMore(method, asked);
    const { DateMessage } = service.read(method, z.object({ DateMessage: textColumn }), parameters);
    const said = DateMessage.trim();
    if (said !== '' && !mayBeToCome(applyDate)) throw service.error(method, 'business', said);
    return ds;
  };
  const create = async (groupId: string, applyDate: string): Promise<void> => {
    const ds = await refusedDuring('apply-date', () => dated(groupId, applyDate));
    const saved = await service.askDataSet('Update', { ds: asNew(ds, table) });
    const { ActiveUserID } = service.read(
      'Update',
      z.object({ ActiveUserID: textColumn }),
      service.first('Update', saved, table),
    );
    if (ActiveUserID !== '') await service.ask('UnlockGroup', { InGroupID: groupId });
  };
  const find: Groups<NewInvoiceGroup>['find'] = async (groupId) => {
    const row = await findGroup(http, service, apInvoiceGroups, invoiceGroupColumns, groupId);
    return row && toFoundGroup(row);
  };
  return {
    find,

    async checkDate(groupId, date) {
      try {
        await dated(groupId, date);
        return { ok: true };
      } catch (error) {
        if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
        return { ok: false, said: error.said };
      }
    },

    async ensure({ groupId, applyDate }) {
      const group = await find(groupId);
      if (group) return { created: false, group };
      const created = await createdUnlessThere(() => create(groupId, applyDate));
      return { created, group: created ? null : await find(groupId) };
    },

    async unlock(groupId) {
      await service.ask('UnlockGroup', { InGroupID: groupId });
    },

    async objections(groupId) {
      const method = 'PrePostGroupInvoices';
      const { parameters } = await service.ask(method, { PostGroupID: groupId });
      const { ReturnMessage, VarianceMessage } = service.read(method, prePostColumns, parameters);
      return [ReturnMessage, VarianceMessage].filter((text) => text.trim() !== '');
    },

    post: (groupId, agent) =>
      postByAgent(http, { service: 'Erp.PROC.APInvoicePostSvc', table: 'APInvoicePostParam' }, agent, {
        GroupID: groupId,
      }),
  };
}

/**
 * Of a date that is not to come yet, a text of OnChangeofApplyDate can only be a no: what it remarks is that a date is
 * after today (the method's description), which stops nothing. Today differs with the zone, hence a day's doubt.
 */
function mayBeToCome(date: string): boolean {
  return date >= new Date().toISOString().slice(0, 10);
}
