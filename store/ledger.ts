import { sql, type UpdateObject } from 'kysely';
import { type LedgerState, ledgerStates, mayFollow, writtenStates } from '../accounting/ledger-states';
import type { Db } from './database';
import { jsonText } from './json';
import { createBacklog } from './ledger-backlog';
import { LedgerConflict } from './ledger-conflict';
import { createLeases } from './ledger-lease';
import { toRow } from './ledger-record';
import { refusedByDatabase } from './ledger-refusals';
import type { LedgerPatch, LedgerRow } from './ledger-row';
import type { RecordKey } from './record-key';
import type { Database } from './tables';
import type { Ledger } from './types';

/** Rows of one statement; PostgreSQL takes 65,535 values in one. */
const mostAtOnce = 1_000;

type Expectation = { readonly from?: readonly LedgerState[]; readonly lease?: number };

export function createLedger(db: Db): Ledger {
  const get = (key: RecordKey) => findRow(db, key);
  return {
    ...createLeases(db),
    ...createBacklog(db),
    get,

    async see({ connectionId, recordId, source, version = null }) {
      const row = await db
        .insertInto('ledger')
        .values({ connectionId, recordId, source, version, seenVersion: version })
        .onConflict((conflict) =>
          conflict.columns(['connectionId', 'recordId']).doUpdateSet({
            lastSeenAt: sql`now()`,
            seenVersion: sql`greatest(ledger.seen_version, excluded.seen_version)`,
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRow(row);
    },

    async seeAll(connectionId, recordIds, source) {
      // in one order everywhere, so that two deliveries of the same records do not wait for each other in a circle
      const ids = [...new Set(recordIds)].sort();
      for (let start = 0; start < ids.length; start += mostAtOnce)
        await db
          .insertInto('ledger')
          .values(
            ids.slice(start, start + mostAtOnce).map((recordId) => ({ connectionId, recordId, source })),
          )
          .onConflict((conflict) => conflict.columns(['connectionId', 'recordId']).doNothing())
          .execute();
    },

    async transition(key, to, patch = {}, expect = {}) {
      const from = allowedBefore(to, expect);
      if (from.length === 0) throw conflict(key, to, from, expect, await get(key));
      const row = await db
        .updateTable('ledger')
        .set({
          state: to,
          ...columnsOf(patch),
          // what was proven absent is in no group
          ...(to === 'voided' ? { documentGroup: null } : {}),
          updatedAt: sql`now()`,
        })
        .where('connectionId', '=', key.connectionId)
        .where('recordId', '=', key.recordId)
        .where('state', 'in', from)
        .$if(expect.lease !== undefined, (query) =>
          query.where('lease', '=', expect.lease ?? 0).where('leaseOwner', 'is not', null),
        )
        .returningAll()
        .executeTakeFirst()
        .catch((error: unknown) => Promise.reject(refusedByDatabase(key, to, error)));
      if (!row) throw conflict(key, to, from, expect, await get(key));
      return toRow(row);
    },

    async note(key, reason) {
      const { numUpdatedRows } = await db
        .updateTable('ledger')
        .set({ reason, updatedAt: sql`now()` })
        .where('connectionId', '=', key.connectionId)
        .where('recordId', '=', key.recordId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new LedgerConflict(key.recordId, 'a row to note on', 'no row');
    },

    async byStates(connectionId, states, limit) {
      if (states.length === 0) return [];
      const rows = await db
        .selectFrom('ledger')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .where('state', 'in', states)
        .orderBy('updatedAt')
        .orderBy('recordId')
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute();
      return rows.map(toRow);
    },

    async counts(connectionId) {
      const found = await db
        .selectFrom('ledger')
        .select((select) => ['state', select.fn.countAll<number>().as('count')])
        .where('connectionId', '=', connectionId)
        .groupBy('state')
        .execute();
      const countOf = new Map(found.map(({ state, count }) => [state, count]));
      return Object.fromEntries(ledgerStates.map((state) => [state, countOf.get(state) ?? 0])) as Record<
        LedgerState,
        number
      >;
    },

    async findTwin(connectionId, { type, sourceId, amount, currency }, notRecordId) {
      const row = await db
        .selectFrom('ledger')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .where('sourceId', '=', sourceId)
        .where('recordType', '=', type)
        .where('amount', '=', amount)
        .where('currency', '=', currency)
        .where('recordId', '<>', notRecordId)
        .where('state', 'in', writtenStates)
        .orderBy('createdAt')
        .limit(1)
        .executeTakeFirst();
      return row ? toRow(row) : null;
    },

    async findByEpicorKey(connectionId, epicorKey, marker = '') {
      const row = await db
        .selectFrom('ledger')
        .selectAll()
        .where('epicorScope', '=', (select) =>
          select.selectFrom('connection').select('epicorScope').where('id', '=', connectionId),
        )
        .where('epicorKey', '=', sql<never>`${jsonText(epicorKey)}::jsonb`)
        .orderBy(sql`coalesce(marker, '') = ${marker}`, 'desc')
        .orderBy('updatedAt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toRow(row) : null;
    },
  };
}

async function findRow(db: Db, { connectionId, recordId }: RecordKey): Promise<LedgerRow | null> {
  const row = await db
    .selectFrom('ledger')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('recordId', '=', recordId)
    .executeTakeFirst();
  return row ? toRow(row) : null;
}

function allowedBefore(to: LedgerState, { from = ledgerStates }: Expectation): LedgerState[] {
  return from.filter((state) => mayFollow(state, to));
}

function columnsOf({ epicorKey, ...patch }: Partial<LedgerPatch>): UpdateObject<Database, 'ledger'> {
  if (epicorKey === undefined) return patch;
  return { ...patch, epicorKey: epicorKey === null ? null : jsonText(epicorKey) };
}

function conflict(
  { recordId }: RecordKey,
  to: LedgerState,
  from: readonly LedgerState[],
  { lease }: Expectation,
  found: LedgerRow | null,
): LedgerConflict {
  const wanted = `${from.join(' or ') || 'no state'} before ${to}`;
  if (!found) return new LedgerConflict(recordId, wanted, 'no row');
  if (lease === undefined || !from.includes(found.state))
    return new LedgerConflict(recordId, wanted, found.state);
  return new LedgerConflict(recordId, `lease ${lease}`, leaseOf(found));
}

function leaseOf({ lease, leaseOwner }: LedgerRow): string {
  return leaseOwner === null ? `lease ${lease}, given back` : `lease ${lease} of ${leaseOwner}`;
}
