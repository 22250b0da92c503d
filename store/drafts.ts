import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { RecordKey } from './record-key';
import type { DraftRepository, StoredParts } from './types';

/** Where each part is, as it was saved last. */
const newest: Readonly<Record<keyof StoredParts, (key: RecordKey) => RawBuilder<unknown>>> = {
  snapshot: ({ connectionId, recordId }) => sql`(select snapshot from record_snapshot
    where connection_id = ${connectionId} and record_id = ${recordId} order by id desc limit 1)`,
  plan: ({ connectionId, recordId }) => sql`(select plan from document_plan
    where connection_id = ${connectionId} and record_id = ${recordId} order by id desc limit 1)`,
  draft: ({ connectionId, recordId }) => sql`(select draft from document_draft
    where connection_id = ${connectionId} and record_id = ${recordId})`,
};

export function createDrafts(db: Db): DraftRepository {
  const parts: DraftRepository['parts'] = async <P extends keyof StoredParts>(
    key: RecordKey,
    ...wanted: readonly P[]
  ) => {
    const columns = wanted.map((part) => sql`${newest[part](key)} as ${sql.id(part)}`);
    const { rows } = await sql<Pick<StoredParts, P>>`select ${sql.join(columns)}`.execute(db);
    const [row] = rows;
    if (!row) throw new Error('PostgreSQL answered a select of values with no row');
    return row;
  };

  return {
    parts,

    async saveSnapshot({ connectionId, recordId }, version, snapshot) {
      await db
        .insertInto('recordSnapshot')
        .values({ connectionId, recordId, version, snapshot: jsonText(snapshot) })
        .execute();
    },

    snapshot: async (key) => (await parts(key, 'snapshot')).snapshot,

    async savePlan({ connectionId, recordId }, plan) {
      await db
        .insertInto('documentPlan')
        .values({ connectionId, recordId, plan: jsonText(plan) })
        .execute();
    },

    plan: async (key) => (await parts(key, 'plan')).plan,

    async recentSnapshots(connectionId, since, limit) {
      const current = db
        .selectFrom('recordSnapshot')
        .distinctOn('recordId')
        .select(['id', 'snapshot'])
        .where('connectionId', '=', connectionId)
        .where('savedAt', '>=', since)
        .orderBy('recordId')
        .orderBy('id', 'desc');
      const rows = await db
        .selectFrom(current.as('current'))
        .select('snapshot')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ snapshot }) => snapshot);
    },

    async codedTo(connectionId, to, since, limit) {
      const line = 'account' in to ? to : { segments: [to] };
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
        .where(sql<boolean>`current.plan -> 'lines' @> ${jsonText([line])}::jsonb`)
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

    draft: async (key) => (await parts(key, 'draft')).draft,
  };
}
