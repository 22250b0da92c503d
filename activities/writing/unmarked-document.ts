import type { ActualDocument, EpicorKey, PlannedDocument } from '../../accounting/document';
import { isSameDocument } from '../../accounting/document-name';
import { bearsTracesOf } from '../../accounting/read-back';
import type { LedgerRow } from '../../store';
import type { DocumentWriter } from './document-writer';

/**
 * The document that the ledger pinned as ours where its marker is not, or no longer, whole: a column narrower than
 * was thought, or a person who changed it. It must neither pass for somebody else's nor for absent. Null where it
 * is among those found by marker (`ours`), or gone.
 */
export async function unmarkedDocument(
  plan: PlannedDocument,
  { epicorKey }: LedgerRow,
  ours: readonly EpicorKey[],
  writer: DocumentWriter,
): Promise<ActualDocument | null> {
  if (!epicorKey || ours.some((key) => isSameDocument(key, epicorKey))) return null;
  const actual = await writer.readBack(epicorKey);
  return actual && bearsTracesOf(plan, actual) ? actual : null;
}
