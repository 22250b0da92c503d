import { randomUUID } from 'node:crypto';
import type { EpicorKey } from '../../../accounting/document';
import { type LedgerState, ledgerTransitions } from '../../../accounting/ledger-states';
import type { LedgerPatch, LedgerRow, RecordKey, Store } from '../../../store';

/** What a record is pinned to before its first write. */
export const pins: Partial<LedgerPatch> = {
  digest: 'd1'.repeat(32),
  documentKind: 'ap-invoice',
  vendorNum: 1042,
  documentNumber: 'INV-1',
  marker: 'acme/ar_1',
  amount: '1234.50',
  currency: 'USD',
};

export function invoiceKey(invoiceNum = `BX-${randomUUID()}`): EpicorKey {
  return { kind: 'ap', vendorNum: 1042, invoiceNum };
}

export function journalKey(journalNum: number): EpicorKey {
  return {
    kind: 'journal',
    bookId: 'MAIN',
    fiscalYear: 2026,
    fiscalYearSuffix: '',
    journalCode: 'GJ',
    journalNum,
    fiscalCalendarId: 'MAIN',
  };
}

export async function newRow(store: Store, connectionId = 'acme'): Promise<RecordKey> {
  const key = { connectionId, recordId: `ar_${randomUUID()}` };
  await store.ledger.see({ ...key, source: 'webhook' });
  return key;
}

/** A new row, led to `state` on the shortest way that the state machine offers. */
export async function rowIn(store: Store, state: LedgerState, connectionId = 'acme'): Promise<LedgerRow> {
  const key = await newRow(store, connectionId);
  for (const next of wayTo(state)) await store.ledger.transition(key, next, patchFor(next));
  const row = await store.ledger.get(key);
  if (row?.state !== state) throw new Error(`the row is ${row?.state}, not ${state}`);
  return row;
}

/** What a transition into `state` has to bring along. */
export function patchFor(state: LedgerState): Partial<LedgerPatch> {
  if (state === 'reserved') return pins;
  return state === 'committed' || state === 'linked' ? { epicorKey: invoiceKey() } : {};
}

function wayTo(state: LedgerState): LedgerState[] {
  const ways: LedgerState[][] = [['seen']];
  for (const way of ways) {
    const last = way.at(-1) ?? 'seen';
    if (last === state) return way.slice(1);
    ways.push(...ledgerTransitions[last].filter((next) => !way.includes(next)).map((next) => [...way, next]));
  }
  throw new Error(`no way leads to ${state}`);
}
