import { isReportedByCardProcessor } from '../../accounting/form-1099';
import type { LedgerRow } from '../../store';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import type { Stored } from '../support/stored';
import { ApInvoiceWriter } from './ap-invoice-writer';
import type { DocumentWriter, WritingOptions } from './document-writer';
import { JournalWriter } from './journal-writer';

/** The writer of the record's pinned document as `plan` has it, with the draft that an earlier step stored. */
export async function openWriter(
  deps: ActivityDependencies,
  key: RecordKey,
  row: LedgerRow,
  { plan, draft }: Pick<Stored, 'plan' | 'draft'>,
  writing: WritingOptions = { failsInOneCall: false, asksInOneCall: false },
): Promise<DocumentWriter> {
  const connected = await deps.connections.get(key.connectionId);
  if (draft.of === 'journal') return new JournalWriter(connected, plan, draft);
  if (row.vendorNum !== null) {
    const learnStages = () => deps.store.connections.learn(key.connectionId, { invoiceSave: 'staged' });
    const blank1099 = isReportedByCardProcessor(row.recordType ?? '', plan.vendorRole);
    const options = { blank1099, ...writing };
    return new ApInvoiceWriter(connected, plan, draft, row.vendorNum, options, learnStages);
  }
  throw new Error(`the vendor of record ${key.recordId} is not pinned: retry the record`);
}
