import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { readSource } from './support/record-source';
import { expenseMerchant, snapshotOf } from './support/snapshot';
import { tellAudit } from './support/step';

export interface ReadForPreview extends RecordKey {
  /** Names what is stored, for the step that plans by it. */
  readonly previewId: string;
}

/**
 * Reads a record from Brex for a preview that somebody asked for (BREX.md 2.1): whatever its state, and without a row
 * in the ledger. Whether Brex has it.
 */
export function readForPreview({ store, connections }: ActivityDependencies) {
  return async ({ connectionId, recordId, previewId }: ReadForPreview): Promise<boolean> => {
    const connected = await connections.get(connectionId);
    const source = await readSource(store, connected, { connectionId, recordId });
    if (!source) {
      tellAudit('preview: Brex has no such record');
      return false;
    }
    const { record } = source;
    const merchant = await expenseMerchant(connected, record);
    await store.previews.save(previewId, connectionId, await snapshotOf(connected, source, merchant));
    tellAudit(`preview: ${record.type}, version ${record.version}, ${record.reviewStatus} in Brex`);
    return true;
  };
}
