import { type QueryCreator, sql, type UpdateObject } from 'kysely';
import { type LedgerState, ledgerStates, mayFollow } from '../accounting/ledger-states';
import type { Db } from './database';
import { putDraft } from './drafts';
import { jsonText } from './json';
import { LedgerConflict } from './ledger-conflict';
import { toRow } from './ledger-record';
import { refusedByDatabase } from './ledger-refusals';
import type { LedgerPatch, LedgerRow } from './ledger-row';
import type { RecordKey } from './record-key';
import type { Database, LedgerRecord } from './tables';
import type { Expectation, Ledger } from './types';

interface Move {
  readonly key: RecordKey;
  readonly to: LedgerState;
  readonly patch: Partial<LedgerPatch>;
  readonly expect: Expectation;
}

/** Moves records from state to state, each by one compare-and-set. */
export function createMoves(db: Db, get: Ledger['get']): Pick<Ledger, 'transition' | 'reserve'> {
  async function moved(move: Move, statement: () => Promise<LedgerRecord | undefined>): Promise<LedgerRow> {
    const row = mayMoveFrom(move).length === 0 ? undefined : await orConflict(move, statement);
    if (!row) throw conflict(move, await get(move.key));
    return toRow(row);
  }

  return {
    async transition(key, to, patch = {}, expect = {}) {
      const move = { key, to, patch, expect };
      return moved(move, () => update(db, move).executeTakeFirst());
    },

    async reserve(key, draft, pins) {
      const move: Move = { key, to: 'reserved', patch: pins, expect: {} };
      const row = sql`select connection_id, record_id, ${jsonText(draft)}::jsonb from moved`;
      return moved(move, () =>
        db
          .with('moved', (query) => update(query, move))
          .with('drafted', (query) => putDraft(query, row))
          .selectFrom('moved')
          .selectAll()
          .executeTakeFirst(),
      );
    },
  };
}

function mayMoveFrom({ to, expect }: Move): LedgerState[] {
  return (expect.from ?? ledgerStates).filter((state) => mayFollow(state, to));
}

function update(query: QueryCreator<Database>, move: Move) {
  const { key, to, patch, expect } = move;
  return query
    .updateTable('ledger')
    .set({
      state: to,
      ...columnsOf(patch),
      // what was proven absent is in no group
      ...(to === 'voided' ? { documentGroup: null } : {}),
      ...(expect.release ? { leaseOwner: null, leaseUntil: null } : {}),
      updatedAt: sql`now()`,
    })
    .where('connectionId', '=', key.connectionId)
    .where('recordId', '=', key.recordId)
    .where('state', 'in', mayMoveFrom(move))
    .$if(expect.lease !== undefined, (limited) =>
      limited.where('lease', '=', expect.lease ?? 0).where('leaseOwner', 'is not', null),
    )
    .returningAll();
}

async function orConflict<T>({ key, to }: Move, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    throw refusedByDatabase(key, to, error);
  }
}

function columnsOf({ epicorKey, ...patch }: Partial<LedgerPatch>): UpdateObject<Database, 'ledger'> {
  if (epicorKey === undefined) return patch;
  return { ...patch, epicorKey: epicorKey === null ? null : jsonText(epicorKey) };
}

function conflict(move: Move, found: LedgerRow | null): LedgerConflict {
  const { key, to, expect } = move;
  const from = mayMoveFrom(move);
  const wanted = `${from.join(' or ') || 'no state'} before ${to}`;
  if (!found) return new LedgerConflict(key.recordId, wanted, 'no row');
  if (expect.lease === undefined || !from.includes(found.state))
    return new LedgerConflict(key.recordId, wanted, found.state);
  return new LedgerConflict(key.recordId, `lease ${expect.lease}`, leaseOf(found));
}

function leaseOf({ lease, leaseOwner }: LedgerRow): string {
  return leaseOwner === null ? `lease ${lease}, given back` : `lease ${lease} of ${leaseOwner}`;
}
