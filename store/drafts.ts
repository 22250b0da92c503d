import { type Expression, type Insertable, type QueryCreator, type RawBuilder, sql } from 'kysely';
import { coalescedWrites } from './coalesced';
import type { Db } from './database';
import { jsonText } from './json';
import type { RecordKey } from './record-key';
import type { Database } from './tables';
import type { DraftRepository, StoredParts } from './types';

/** Where each part is, as it was saved last. */
const newest: Readonly<Record<keyof StoredParts, (key: RecordKey) => RawBuilder<unknown>>> = {
  snapshot: ({ connectionId, recordId }) => sql`(select snapshot from record_snapshot
    where connection_id = ${connectionId} and record_id = ${recordId} order by id desc limit 1)`,
  plan: ({ connectionId, recordId }) => sql`(select plan from document_plan
    where connection_id = ${connectionId} and record_id = ${recordId} order by id desc limit 1)`,
  draft: ({ connectionId, recordId }) => sql`(select draft from document_draft
    where connection_id = ${connectionId} and record_id = ${recordId})`,
  state: ({ connectionId, recordId }) => sql`(select state from ledger
    where connection_id = ${connectionId} and record_id = ${recordId})`,
  asked: ({ connectionId, recordId }) => sql`exists (select from vendor_question
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

  // of a delivery's records many are read at the same time
  const saveSnapshot = coalescedWrites((rows: readonly Insertable<Database['recordSnapshot']>[]) =>
    db.insertInto('recordSnapshot').values(rows).execute(),
  );

  return {
    parts,

    async saveSnapshot({ connectionId, recordId }, version, snapshot) {
      await saveSnapshot({ connectionId, recordId, version, snapshot: jsonText(snapshot) });
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
      await putDraft(db, sql`select ${connectionId}, ${recordId}, ${jsonText(draft)}::jsonb`).execute();
    },

    draft: async (key) => (await parts(key, 'draft')).draft,
  };
}

/** Writes Epicor's defaults, a row of key and draft, over those that are there. */
export function putDraft(query: QueryCreator<Database>, row: Expression<unknown>) {
  return query
    .insertInto('documentDraft')
    .columns(['connectionId', 'recordId', 'draft'])
    .expression(row)
    .onConflict((conflict) =>
      conflict
        .columns(['connectionId', 'recordId'])
        .doUpdateSet((set) => ({ draft: set.ref('excluded.draft'), savedAt: sql`now()` })),
    );
}
