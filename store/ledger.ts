import { sql } from 'kysely';
import { type LedgerState, ledgerStates, writtenStates } from '../accounting/ledger-states';
import { coalesced } from './coalesced';
import type { Db } from './database';
import { jsonText } from './json';
import { createBacklog } from './ledger-backlog';
import { LedgerConflict } from './ledger-conflict';
import { createLeases } from './ledger-lease';
import { createMoves } from './ledger-moves';
import { toRow } from './ledger-record';
import type { LedgerRow } from './ledger-row';
import type { RecordKey } from './record-key';
import { isOf, textOf } from './record-keys';
import { createSightings } from './sightings';
import type { Ledger } from './types';

export function createLedger(db: Db): Ledger {
  // read together, which waits for nobody's lock: many steps begin by it
  const get = coalesced((keys: readonly RecordKey[]) => rowsOf(db, keys));
  return {
    ...createSightings(db),
    ...createMoves(db, get),
    ...createLeases(db),
    ...createBacklog(db),
    get,

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

async function rowsOf(db: Db, keys: readonly RecordKey[]): Promise<(LedgerRow | null)[]> {
  const rows = await db.selectFrom('ledger').selectAll().where(isOf(keys)).execute();
  const found = new Map(rows.map((row) => [textOf(row), toRow(row)]));
  return keys.map((key) => found.get(textOf(key)) ?? null);
}
