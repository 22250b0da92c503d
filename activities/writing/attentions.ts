import type { Attention } from '../../accounting/attention';
import type { EpicorKey } from '../../accounting/document';
import type { Difference } from '../../accounting/read-back';
import type { EpicorError } from '../../epicor';
import { nameOf } from '../support/document-reference';

/** Why a document that was written, or begun, needs a person: in a bookkeeper's words. */

export function standsElsewhere(document: EpicorKey): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(document)} in Epicor bears this record, is posted, and is not what was planned.`,
    remedy:
      'Link the record to it if it is right as it stands; else reverse it in Epicor and skip the record.',
  };
}

export function documentDiffers(document: EpicorKey, differences: readonly Difference[]): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(document)} in Epicor is not what was planned: ${differences.map(({ sentence }) => sentence).join('; ')}.`,
    remedy: remedyFor(differences),
  };
}

function remedyFor(differences: readonly Difference[]): string {
  const points = differences.map(({ what }) => what);
  if (points.includes('tax rows'))
    return 'Epicor added tax of its own, though what was coded already is the whole amount: delete the tax there, and take the tax region off the vendor or set it as exempt; then retry.';
  if (points.includes('marker'))
    return 'Without its whole mark the document could be booked twice: its column is too narrow, or was changed. Delete the document in Epicor, have the column widened or the connection given a shorter id, then retry.';
  return 'Correct the document in Epicor or its set-up (tax, distributions, approval rules), then retry.';
}

export function asksSomething({ said, correlationId }: EpicorError): Attention {
  const id = correlationId === null ? '' : ` (correlation id ${correlationId})`;
  return {
    code: 'epicor-refused',
    disposition: 'park',
    text: `Epicor asks a question instead of saving. Epicor says: "${said}"${id}`,
    remedy: 'Have the question settled in Epicor (a warning that its set-up can turn off), then retry.',
  };
}

export function failsInside({ said, correlationId }: EpicorError): Attention {
  const id = correlationId === null ? '' : ` (correlation id ${correlationId})`;
  return {
    code: 'epicor-failing',
    disposition: 'park',
    text: `Epicor keeps failing inside while it saves the document. Epicor says: "${said}"${id}`,
    remedy:
      'Give the correlation id to the Epicor administrator, who finds the cause in the server’s log (often a rule or customisation of your own); then retry, or return the record to Brex.',
  };
}
