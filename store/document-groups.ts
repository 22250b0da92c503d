import { sql, type Transaction } from 'kysely';
import { bookedStates } from '../accounting/ledger-states';
import type { Db } from './database';
import type { Database, DocumentGroupRecord } from './tables';
import type { DocumentGroup, DocumentGroups, GroupState, NewGroup } from './types';

/** States in which a group may stand in Epicor under its id. */
const standing: readonly GroupState[] = ['open', 'sealed', 'posting'];

export function createDocumentGroups(db: Db): DocumentGroups {
  const ofId = (id: number) => db.updateTable('documentGroup').where('id', '=', id);
  return {
    async open(wanted, ids) {
      const found = await openOne(db, wanted);
      if (found) return found;
      return db.transaction().execute(async (transaction) => {
        const lock = ['document_group', wanted.connectionId, wanted.kind].join('/');
        await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(transaction);
        const made = await openOne(transaction, wanted);
        if (made) return made;
        const groupId = await freeId(transaction, wanted, ids);
        return transaction
          .insertInto('documentGroup')
          .values({ ...wanted, groupId })
          .returningAll()
          .executeTakeFirstOrThrow();
      });
    },

    async confirm(id) {
      await ofId(id).set({ confirmed: true }).execute();
    },

    async get(id) {
      const row = await db.selectFrom('documentGroup').selectAll().where('id', '=', id).executeTakeFirst();
      return row ?? null;
    },

    list: (connectionId) =>
      db
        .selectFrom('documentGroup')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .where('state', 'in', standing)
        .orderBy('id')
        .execute(),

    async enter({ connectionId, recordId }, kind, groupId) {
      // whoever seals the group waits until this is written, and then sees it
      const { numUpdatedRows } = await db
        .with('entered', (query) =>
          query
            .selectFrom('documentGroup')
            .select(['id', 'state'])
            .where('connectionId', '=', connectionId)
            .where('kind', '=', kind)
            .where('groupId', '=', groupId)
            .where('state', 'in', standing)
            .forShare(),
        )
        .updateTable('ledger')
        .from('entered')
        .set((set) => ({ documentGroup: set.ref('entered.id') }))
        .where('ledger.connectionId', '=', connectionId)
        .where('ledger.recordId', '=', recordId)
        .where('ledger.state', '=', 'writing')
        // one that had entered before the group was sealed may finish in it
        .where((is) =>
          is.or([is('entered.state', '=', 'open'), is('ledger.documentGroup', '=', is.ref('entered.id'))]),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async seal(connectionId) {
      await db
        .updateTable('documentGroup')
        .set({ state: 'sealed', sealedAt: sql`now()` })
        .where('connectionId', '=', connectionId)
        .where('state', '=', 'open')
        .where((is) =>
          is.exists(
            is
              .selectFrom('ledger')
              .select('recordId')
              .whereRef('ledger.documentGroup', '=', 'documentGroup.id')
              .where('ledger.state', 'in', bookedStates),
          ),
        )
        .execute();
      return db
        .selectFrom('documentGroup')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .where('state', 'in', ['sealed', 'posting'])
        .orderBy('id')
        .execute();
    },

    async unfinished(id) {
      const rows = await db
        .selectFrom('ledger')
        .select('recordId')
        .where('documentGroup', '=', id)
        .where((is) =>
          is.or([
            is('state', '=', 'writing'),
            is.and([is('lostAnswer', '=', true), is('state', 'in', bookedStates)]),
          ]),
        )
        .orderBy('recordId')
        .execute();
      return rows.map(({ recordId }) => recordId);
    },

    async submitting(id, sysRevId) {
      const { numUpdatedRows } = await ofId(id)
        .set({
          state: 'posting',
          submittedRev: sysRevId,
          submittedAt: sql`clock_timestamp()`,
          answered: false,
        })
        .where('state', '=', 'sealed')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async submitted(id) {
      await ofId(id).set({ answered: true }).where('state', '=', 'posting').execute();
    },

    async again(id) {
      await ofId(id).set({ state: 'sealed' }).where('state', '=', 'posting').execute();
    },

    async troubled(id, problem) {
      const before = await db
        .selectFrom('documentGroup')
        .select('problem')
        .where('id', '=', id)
        .executeTakeFirst();
      await ofId(id)
        .set((set) => ({
          problem,
          state: sql<GroupState>`case when ${set.ref('state')} = 'posting' then 'sealed' else ${set.ref('state')} end`,
        }))
        .execute();
      return { news: before?.problem !== problem };
    },

    async posted(id) {
      await ofId(id)
        .set({ state: 'posted', postedAt: sql`now()`, problem: null })
        .where('state', 'in', ['sealed', 'posting'])
        .execute();
    },

    async taken(id) {
      await ofId(id).set({ state: 'taken' }).where('state', '=', 'open').execute();
    },
  };
}

async function openOne(
  db: Db | Transaction<Database>,
  { connectionId, kind, period, currency }: NewGroup,
): Promise<DocumentGroup | undefined> {
  return db
    .selectFrom('documentGroup')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('kind', '=', kind)
    .where('period', '=', period)
    .where('currency', '=', currency)
    .where('state', '=', 'open')
    .executeTakeFirst();
}

/**
 * An id that no group of ours bears now: one that was never used, else the one whose use is longest ago, since
 * Epicor's agent may still have a task under an id that was used last.
 */
async function freeId(
  transaction: Transaction<Database>,
  { connectionId, kind }: NewGroup,
  ids: readonly string[],
): Promise<string> {
  const used: DocumentGroupRecord[] = await transaction
    .selectFrom('documentGroup')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('kind', '=', kind)
    .where('groupId', 'in', ids)
    .orderBy('id')
    .execute();
  const fresh = ids.find((id) => used.every(({ groupId }) => groupId !== id));
  if (fresh !== undefined) return fresh;
  const inUse = new Set(used.filter(({ state }) => standing.includes(state)).map(({ groupId }) => groupId));
  const lastUsed = new Map(used.map(({ groupId }, index) => [groupId, index]));
  const [oldest] = ids
    .filter((id) => !inUse.has(id))
    .sort((a, b) => (lastUsed.get(a) ?? 0) - (lastUsed.get(b) ?? 0));
  if (oldest !== undefined) return oldest;
  throw new Error(
    `every group id from ${ids[0]} to ${ids.at(-1)} is in use: post or delete groups in Epicor, then retry`,
  );
}
