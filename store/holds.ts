import { sql } from 'kysely';
import type { Db } from './database';
import type { Holds } from './types';

export function createHolds(db: Db): Holds {
  return {
    async hold(connectionId, system, scope, reason) {
      const { first } = await db
        .insertInto('connectionHold')
        .values({ connectionId, system, scope, reason })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'system', 'scope']).doUpdateSet({ reason }),
        )
        // a row that was inserted has no older version
        .returning(sql<boolean>`xmax = 0`.as('first'))
        .executeTakeFirstOrThrow();
      return { first };
    },

    async release(connectionId, system) {
      const { numDeletedRows } = await db
        .deleteFrom('connectionHold')
        .where('connectionId', '=', connectionId)
        .$if(system !== undefined, (query) => query.where('system', '=', system ?? 'brex'))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    current: (connectionId) =>
      db
        .selectFrom('connectionHold')
        .select(['connectionId', 'system', 'scope', 'reason', 'since'])
        .where('connectionId', '=', connectionId)
        .orderBy('since')
        .execute(),

    async claimProbe(connectionId, system, everyMs, scope = '') {
      const { numUpdatedRows } = await db
        .updateTable('connectionHold')
        .set({ probedAt: sql`clock_timestamp()` })
        .where('connectionId', '=', connectionId)
        .where('system', '=', system)
        .where('scope', '=', scope)
        .where('probedAt', '<=', sql<Date>`clock_timestamp() - make_interval(secs => ${everyMs / 1_000})`)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
