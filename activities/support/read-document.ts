import type { ActualDocument, EpicorKey } from '../../accounting/document';
import type { Connected } from '../connection/connection-clients';

/** The document of this key as it stands in Epicor; of two journals that bear one number, the one with `marker`. */
export function readDocument(
  { epicor }: Connected,
  key: EpicorKey,
  marker: string | null,
): Promise<ActualDocument | null> {
  return key.kind === 'ap'
    ? epicor.apInvoices.readBack(key)
    : epicor.journals.readBack(key, marker ?? undefined);
}
