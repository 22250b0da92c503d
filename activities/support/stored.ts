import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { PlannedDocument } from '../../accounting/document';
import type { LedgerRow, Store } from '../../store';
import type { Draft } from '../writing/drafts';
import type { RecordKey } from './dependencies';

/** What an earlier step stored. Its absence is a fault of ours, never of the record. */
export async function storedSnapshot(store: Store, key: RecordKey): Promise<RecordSnapshot> {
  return present(await store.drafts.snapshot(key), 'what was read from Brex', key);
}

export async function storedPlan(store: Store, key: RecordKey): Promise<PlannedDocument> {
  return present(await store.drafts.plan(key), 'the planned document', key);
}

export async function storedDraft(store: Store, key: RecordKey): Promise<Draft> {
  return present((await store.drafts.draft(key)) as Draft | null, "Epicor's defaults for the document", key);
}

export async function ledgerRow(store: Store, key: RecordKey): Promise<LedgerRow> {
  return present(await store.ledger.get(key), 'the ledger row', key);
}

function present<T>(value: T | null, what: string, { recordId }: RecordKey): T {
  if (value === null)
    throw new Error(`${what} of record ${recordId} is missing in the database: retry the record`);
  return value;
}
