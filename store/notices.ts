import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { Notices } from './types';

export function createNotices(db: Db): Notices {
  const open = (connectionId: string) =>
    db
      .selectFrom('notice')
      .select(['subject', 'message', 'details', 'raisedAt'])
      .where('connectionId', '=', connectionId)
      .where('settledAt', 'is', null);
  return {
    async raise(connectionId, subject, message, details) {
      const raised = await db
        .insertInto('notice')
        .values({
          connectionId,
          subject,
          message,
          details: details === undefined ? null : jsonText(details),
        })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'subject']).where('settledAt', 'is', null).doNothing(),
        )
        .returning('id')
        .executeTakeFirst();
      return { first: raised !== undefined };
    },

    async settle(connectionId, subject) {
      const { numUpdatedRows } = await db
        .updateTable('notice')
        .set({ settledAt: sql`now()` })
        .where('connectionId', '=', connectionId)
        .where('subject', '=', subject)
        .where('settledAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    open: (connectionId) => open(connectionId).orderBy('raisedAt').orderBy('id').execute(),
  };
}
