import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { ActualDocument } from '../accounting/document';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { inPreview, ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow, stored } from './support/stored';
import { underLease } from './writing/lease';
import { openWriter } from './writing/open-writer';
import { unmarkedDocument } from './writing/unmarked-document';

/**
 * Deletes our own unposted remnant and proves it absent, so that a new attempt (or a return) may begin. A posted
 * one is never touched. Does nothing where nothing was written.
 */
export function voidDocument(deps: ActivityDependencies) {
  return (key: RecordKey): Promise<Ruling<null>> =>
    ruling(async () => {
      const { state } = await ledgerRow(deps.store, key);
      if (state !== 'writing') return ruled(null);
      const { settings } = await deps.connections.get(key.connectionId);
      if (settings.mode === 'preview') return refused(inPreview);
      return underLease(deps.store, key, settings.epicor.settle, async (lease, row) => {
        const written = await stored(deps.store, key, 'plan', 'draft');
        const { plan } = written;
        const writer = await openWriter(deps, key, row, written);
        const { ours } = await writer.lookUp();
        const unmarked = await unmarkedDocument(plan, row, ours, writer);
        if (unmarked) return refused(cannotBeDeleted(unmarked));
        for (const document of ours) {
          const actual = await writer.readBack(document);
          if (actual?.posted) {
            return refused({
              code: 'remnant-posted',
              disposition: 'park',
              text: `${nameOf(document)} is already posted in Epicor, so it cannot be taken back for the changed record.`,
              remedy:
                'Link the record to it to leave it as it stands, and correct in Epicor by hand what must change.',
            });
          }
          if (actual) await writer.remove(document, lease);
        }
        const left = await writer.lookUp();
        if (left.ours.length > 0)
          throw new Error(`${left.ours.map(nameOf).join(', ')} was deleted but is still there`);
        // a lost answer stays noted: what commits late is found when the next document is confirmed
        await deps.store.ledger.transition(key, 'voided', { epicorKey: null }, { lease: lease.token });
        tellAudit(
          ours.length > 0
            ? `${ours.map(nameOf).join(', ')} deleted in Epicor, and proven absent`
            : 'nothing of it is in Epicor',
        );
        return ruled(null);
      });
    });
}

function cannotBeDeleted({ key, marker }: ActualDocument): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(key)} stands in Epicor for this record, but bears ${marker === '' ? 'no mark' : `only "${marker}"`} of ours, so that we do not delete it.`,
    remedy: 'Delete it in Epicor, then decide again.',
  };
}
