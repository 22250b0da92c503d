import type { PlannedDocument } from '../../accounting/document';
import { isReportedByCardProcessor } from '../../accounting/form-1099';
import type { LedgerRow } from '../../store';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import { ApInvoiceWriter } from './ap-invoice-writer';
import type { DocumentWriter, WritingOptions } from './document-writer';
import type { Draft } from './drafts';
import { JournalWriter } from './journal-writer';

/** The writer of the record's pinned document as `plan` has it, with the draft that an earlier step stored. */
export async function openWriter(
  deps: ActivityDependencies,
  key: RecordKey,
  row: LedgerRow,
  plan: PlannedDocument,
  writing: WritingOptions = { failsInOneCall: false, asksInOneCall: false },
): Promise<DocumentWriter> {
  const connected = await deps.connections.get(key.connectionId);
  const draft = (await deps.store.drafts.draft(key)) as Draft | null;
  if (draft?.of === 'journal') return new JournalWriter(connected, plan, draft);
  if (draft?.of === 'invoice' && row.vendorNum !== null) {
    const learnStages = () => deps.store.connections.learn(key.connectionId, { invoiceSave: 'staged' });
    const blank1099 = isReportedByCardProcessor(row.recordType ?? '', plan.vendorRole);
    const options = { blank1099, ...writing };
    return new ApInvoiceWriter(connected, plan, draft, row.vendorNum, options, learnStages);
  }
  throw new Error(`the draft of record ${key.recordId} is missing in the database: retry the record`);
}
