import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { PlannedDocument } from '../../accounting/document';
import type { LedgerState } from '../../accounting/ledger-states';
import type { LedgerRow, Store } from '../../store';
import type { Draft } from '../writing/drafts';
import type { RecordKey } from './dependencies';

/** What an earlier step stored. Its absence is a fault of ours, never of the record. */
export interface Stored {
  readonly snapshot: RecordSnapshot;
  readonly plan: PlannedDocument;
  readonly draft: Draft;
  /** What the ledger says of the record. */
  readonly state: LedgerState;
  /** Somebody is asked for its vendor. */
  readonly asked: boolean;
}

const inWords: Readonly<Record<keyof Stored, string>> = {
  snapshot: 'what was read from Brex',
  plan: 'the planned document',
  draft: "Epicor's defaults for the document",
  state: 'the ledger row',
  asked: 'whether somebody is asked for its vendor',
};

/** These parts, in one look. */
export async function stored<P extends keyof Stored>(
  store: Store,
  key: RecordKey,
  ...wanted: readonly P[]
): Promise<Pick<Stored, P>> {
  const found = await store.drafts.parts(key, ...wanted);
  for (const part of wanted) present(found[part] ?? null, inWords[part], key);
  return found as Pick<Stored, P>;
}

export async function storedSnapshot(store: Store, key: RecordKey): Promise<RecordSnapshot> {
  return (await stored(store, key, 'snapshot')).snapshot;
}

export async function storedPlan(store: Store, key: RecordKey): Promise<PlannedDocument> {
  return (await stored(store, key, 'plan')).plan;
}

export async function ledgerRow(store: Store, key: RecordKey): Promise<LedgerRow> {
  return present(await store.ledger.get(key), 'the ledger row', key);
}

function present<T>(value: T | null, what: string, { recordId }: RecordKey): T {
  if (value === null)
    throw new Error(`${what} of record ${recordId} is missing in the database: retry the record`);
  return value;
}
