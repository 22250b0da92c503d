import type { Attention } from '../../accounting/attention';
import type { EpicorKey, PlannedDocument } from '../../accounting/document';
import type { Connected } from '../connection/connection-clients';
import { nameOf } from '../support/document-reference';

/**
 * A document of the other kind that bears the record's marker: an earlier save, whose answer was lost before the
 * record was given another style, may have been committed after all. null where there is none.
 */
export async function inOtherStyle(
  { epicor, settings }: Connected,
  { kind, marker, applyDate }: PlannedDocument,
): Promise<EpicorKey | null> {
  if (kind === 'gl-journal') return (await epicor.apInvoices.findByMarker(marker))[0] ?? null;
  const place = { bookId: settings.posting.bookId, date: applyDate };
  return (await epicor.journals.findByMarker(marker, place))[0]?.key ?? null;
}

export function standsInOtherStyle(document: EpicorKey): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(document)} in Epicor bears this record already, in another style: booking it as planned now would book it twice.`,
    remedy: `Delete ${nameOf(document)} in Epicor, or reverse it where it is posted, then retry; or link the record to it.`,
  };
}
