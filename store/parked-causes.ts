import type { Db } from './database';
import type { ParkedCauses } from './types';

export function createParkedCauses(db: Db): ParkedCauses {
  const waiting = (connectionId: string) =>
    db.selectFrom('parkedCause').selectAll().where('connectionId', '=', connectionId).orderBy('since');
  return {
    async register({ connectionId, recordId }, cause, workflowId) {
      await db
        .insertInto('parkedCause')
        .values({ connectionId, recordId, cause, workflowId: workflowId ?? null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async clear({ connectionId, recordId }) {
      await db
        .deleteFrom('parkedCause')
        .where('connectionId', '=', connectionId)
        .where('recordId', '=', recordId)
        .execute();
    },

    waitingFor: (connectionId, cause) => waiting(connectionId).where('cause', '=', cause).execute(),
    list: (connectionId) => waiting(connectionId).execute(),
  };
}
