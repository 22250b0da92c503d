import { sql } from 'kysely';
import type { Db } from './database';
import type { RecordKey } from './record-key';
import { deletedIfAny } from './record-keys';
import type { ParkedCauses } from './types';

export function createParkedCauses(db: Db): ParkedCauses {
  const waiting = (connectionId: string) =>
    db
      .selectFrom('parkedCause')
      .selectAll()
      .where('connectionId', '=', connectionId)
      .orderBy('since')
      .orderBy('recordId');
  const update = ({ connectionId, recordId }: RecordKey, cause: string) =>
    db
      .updateTable('parkedCause')
      .where('connectionId', '=', connectionId)
      .where('recordId', '=', recordId)
      .where('cause', '=', cause);
  return {
    async register({ connectionId, recordId }, cause, workflowId) {
      await db
        .insertInto('parkedCause')
        .values({ connectionId, recordId, cause, workflowId: workflowId ?? null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    clear: deletedIfAny(db, 'parkedCause'),

    async clearOthers({ connectionId, recordId }, cause) {
      await db
        .deleteFrom('parkedCause')
        .where('connectionId', '=', connectionId)
        .where('recordId', '=', recordId)
        .where('cause', '<>', cause)
        .execute();
    },

    waitingFor: (connectionId, cause) => waiting(connectionId).where('cause', '=', cause).execute(),
    list: (connectionId) => waiting(connectionId).execute(),

    withPrefix: (connectionId, prefix) =>
      waiting(connectionId).where(sql<boolean>`starts_with(cause, ${prefix})`).execute(),

    async woken(key, cause, by) {
      await update(key, cause).set({ wokenAt: sql`clock_timestamp()`, wokenBy: by }).execute();
    },

    async takenBack(key, cause) {
      await update(key, cause).set({ wokenBy: null }).execute();
    },

    async gone(connectionId, causes) {
      if (causes.length === 0) return;
      await db
        .insertInto('causeGone')
        .values(causes.map((cause) => ({ connectionId, cause, at: sql`clock_timestamp()` })))
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'cause']).doUpdateSet({ at: sql`clock_timestamp()` }),
        )
        .execute();
    },

    async wentAt(connectionId, cause) {
      const row = await db
        .selectFrom('causeGone')
        .select((select) => select.fn.max('at').as('at'))
        .where('connectionId', '=', connectionId)
        .where(sql<boolean>`cause = ${cause} or (right(cause, 1) = ':' and starts_with(${cause}, cause))`)
        .executeTakeFirst();
      return row?.at ?? null;
    },
  };
}
