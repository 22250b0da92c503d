import type { ActualDocument, PlannedDocument } from '../accounting/document';
import { bearsTracesOf } from '../accounting/read-back';
import type { LedgerRow } from '../store';
import { nameOf } from './document-reference';
import type { DocumentWriter, Twin } from './document-writer';

/**
 * The document that the ledger pinned as ours where its marker is not, or no longer, whole: a column narrower than
 * was thought, or a person who changed it. It must neither pass for somebody else's nor for absent. Null where
 * `twin` is not it.
 */
export async function unmarkedDocument(
  plan: PlannedDocument,
  { epicorKey }: LedgerRow,
  twin: Twin | null,
  writer: DocumentWriter,
): Promise<ActualDocument | null> {
  if (!twin || !epicorKey || nameOf(twin.key) !== nameOf(epicorKey)) return null;
  const actual = await writer.readBack(twin.key);
  return actual && bearsTracesOf(plan, actual) ? actual : null;
}
