import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { DraftRepository } from './types';

export function createDrafts(db: Db): DraftRepository {
  return {
    async saveSnapshot({ connectionId, recordId }, version, snapshot) {
      await db
        .insertInto('recordSnapshot')
        .values({ connectionId, recordId, version, snapshot: jsonText(snapshot) })
        .execute();
    },

    async snapshot({ connectionId, recordId }) {
      const row = await db
        .selectFrom('recordSnapshot')
        .select('snapshot')
        .where('connectionId', '=', connectionId)
        .where('recordId', '=', recordId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.snapshot ?? null;
    },

    async savePlan({ connectionId, recordId }, plan) {
      await db
        .insertInto('documentPlan')
        .values({ connectionId, recordId, plan: jsonText(plan) })
        .execute();
    },

    async plan({ connectionId, recordId }) {
      const row = await db
        .selectFrom('documentPlan')
        .select('plan')
        .where('connectionId', '=', connectionId)
        .where('recordId', '=', recordId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.plan ?? null;
    },

    async recentSnapshots(connectionId, since, limit) {
      const newest = db
        .selectFrom('recordSnapshot')
        .distinctOn('recordId')
        .select(['id', 'snapshot'])
        .where('connectionId', '=', connectionId)
        .where('savedAt', '>=', since)
        .orderBy('recordId')
        .orderBy('id', 'desc');
      const rows = await db
        .selectFrom(newest.as('newest'))
        .select('snapshot')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ snapshot }) => snapshot);
    },

    async codedTo(connectionId, account, since, limit) {
      const current = db
        .selectFrom('documentPlan')
        .distinctOn('recordId')
        .select(['id', 'recordId', 'plan'])
        .where('connectionId', '=', connectionId)
        .where('savedAt', '>=', since)
        .orderBy('recordId')
        .orderBy('id', 'desc');
      return db
        .selectFrom(current.as('current'))
        .innerJoin('ledger', (join) =>
          join.onRef('ledger.recordId', '=', 'current.recordId').on('ledger.connectionId', '=', connectionId),
        )
        .select(['current.recordId', 'ledger.state', 'current.plan'])
        .where(sql<boolean>`current.plan -> 'lines' @> ${jsonText([{ account }])}::jsonb`)
        .orderBy('current.id', 'desc')
        .limit(limit)
        .execute();
    },

    async saveDraft({ connectionId, recordId }, draft) {
      await db
        .insertInto('documentDraft')
        .values({ connectionId, recordId, draft: jsonText(draft) })
        .onConflict((conflict) =>
          conflict
            .columns(['connectionId', 'recordId'])
            .doUpdateSet((set) => ({ draft: set.ref('excluded.draft'), savedAt: sql`now()` })),
        )
        .execute();
    },

    async draft({ connectionId, recordId }) {
      const row = await db
        .selectFrom('documentDraft')
        .select('draft')
        .where('connectionId', '=', connectionId)
        .where('recordId', '=', recordId)
        .executeTakeFirst();
      return row?.draft ?? null;
    },
  };
}
