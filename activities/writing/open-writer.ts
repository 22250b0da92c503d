import type { LedgerRow } from '../../store';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import { storedPlan } from '../support/stored';
import { ApInvoiceWriter } from './ap-invoice-writer';
import type { DocumentWriter } from './document-writer';
import type { Draft } from './drafts';
import { JournalWriter } from './journal-writer';

/** The writer of the record's pinned document, with the plan and draft that the earlier steps stored. */
export async function openWriter(
  deps: ActivityDependencies,
  key: RecordKey,
  row: LedgerRow,
): Promise<DocumentWriter> {
  const connected = await deps.connections.get(key.connectionId);
  const plan = await storedPlan(deps.store, key);
  const draft = (await deps.store.drafts.draft(key)) as Draft | null;
  if (draft?.of === 'journal') return new JournalWriter(connected, plan, draft);
  if (draft?.of === 'invoice' && row.vendorNum !== null) {
    const learnStages = () => deps.store.connections.learn(key.connectionId, { invoiceSave: 'staged' });
    return new ApInvoiceWriter(connected, plan, draft, row.vendorNum, learnStages);
  }
  throw new Error(`the draft of record ${key.recordId} is missing in the database: retry the record`);
}
