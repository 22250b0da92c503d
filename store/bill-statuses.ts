import { sql } from 'kysely';
import type { Db } from './database';
import type { BillStatuses } from './types';

export function createBillStatuses(db: Db): BillStatuses {
  return {
    async saw(connectionId, bills) {
      for (const { recordId, status } of bills) {
        await db
          .insertInto('billStatus')
          .values({ connectionId, recordId, status })
          .onConflict((conflict) =>
            conflict.columns(['connectionId', 'recordId']).doUpdateSet({ status, seenAt: sql`now()` }),
          )
          .execute();
      }
    },

    async counts(connectionId) {
      const rows = await db
        .selectFrom('billStatus')
        .select((select) => ['status', select.fn.countAll<number>().as('count')])
        .where('connectionId', '=', connectionId)
        .groupBy('status')
        .orderBy('status')
        .execute();
      return new Map(rows.map(({ status, count }) => [status, count]));
    },
  };
}
