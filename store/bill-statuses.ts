import { sql } from 'kysely';
import type { Db } from './database';
import type { BillStatuses } from './types';

/** PostgreSQL takes 65,535 parameters per statement. */
const rowsPerStatement = 1_000;

export function createBillStatuses(db: Db): BillStatuses {
  return {
    async saw(connectionId, bills) {
      for (let start = 0; start < bills.length; start += rowsPerStatement) {
        const some = bills.slice(start, start + rowsPerStatement);
        await db
          .insertInto('billStatus')
          .values(some.map(({ recordId, status }) => ({ connectionId, recordId, status })))
          .onConflict((conflict) =>
            conflict
              .columns(['connectionId', 'recordId'])
              .doUpdateSet((set) => ({ status: set.ref('excluded.status'), seenAt: sql`now()` })),
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
