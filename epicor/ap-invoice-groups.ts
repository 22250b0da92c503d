import { z } from 'zod';
import type { Epicor } from './api';
import { textColumn } from './columns';
import { withColumns } from './dataset';
import { apInvoiceGroups } from './entity-sets';
import { EpicorError, refusedDuring } from './errors';
import { createdUnlessThere, groupExists } from './groups';
import type { EpicorHttp } from './http';
import { createService } from './service';

const { service: name, table } = apInvoiceGroups;

/**
 * AP invoice groups, shared by concurrent runs: created by the NoLock variant, so that none holds one open
 * (EPICOR.md 3.1). A group is the same whoever creates it, so a lost answer is simply asked again.
 */
export function createApInvoiceGroups(http: EpicorHttp): Epicor['apInvoiceGroups'] {
  const service = createService(http, name);
  const create = async (groupId: string, applyDate: string): Promise<void> => {
    const fresh = await service.askDataSet('GetNewAPInvGrpNoLock', { ds: {} });
    const named = withColumns(fresh, table, { GroupID: groupId });
    const dated = await refusedDuring('apply-date', () =>
      service.askDataSet('OnChangeofApplyDate', { GroupID: groupId, NewApplyDate: applyDate, ds: named }),
    );
    const saved = await service.askDataSet('Update', { ds: dated });
    const { ActiveUserID } = service.read(
      'Update',
      z.object({ ActiveUserID: textColumn }),
      service.first('Update', saved, table),
    );
    if (ActiveUserID !== '') await service.ask('UnlockGroup', { InGroupID: groupId });
  };
  return {
    exists: (groupId) => groupExists(http, apInvoiceGroups, groupId),
    async checkDate(groupId, date) {
      const method = 'OnChangeofApplyDate';
      const fresh = await service.askDataSet('GetNewAPInvGrpNoLock', { ds: {} });
      const ds = withColumns(fresh, table, { GroupID: groupId });
      try {
        const asked = { GroupID: groupId, NewApplyDate: date, ds };
        const reply = await service.askDataSetAndMore(method, asked);
        const { DateMessage } = service.read(method, z.object({ DateMessage: textColumn }), reply.parameters);
        const said = DateMessage.trim();
        return said === '' ? { ok: true } : { ok: false, said };
      } catch (error) {
        if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
        return { ok: false, said: error.said };
      }
    },

    async ensure({ groupId, applyDate }) {
      if (await groupExists(http, apInvoiceGroups, groupId)) return { created: false };
      return { created: await createdUnlessThere(() => create(groupId, applyDate)) };
    },
  };
}
