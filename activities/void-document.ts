import { type Ruling, refused, ruled } from '../accounting/attention';
import type { ActivityDependencies, RecordKey } from './dependencies';
import { nameOf } from './document-reference';
import { underLease } from './lease';
import { openWriter } from './open-writer';
import { ruling } from './rulings';
import { tellAudit } from './step';
import { ledgerRow } from './stored';

/**
 * Deletes our own unposted remnant and proves it absent, so that a new attempt (or a return) may begin. A posted
 * one is never touched. Does nothing where nothing was written.
 */
export function voidDocument(deps: ActivityDependencies) {
  return (key: RecordKey): Promise<Ruling<null>> =>
    ruling(async () => {
      const row = await ledgerRow(deps.store, key);
      if (row.state !== 'writing') return ruled(null);
      const { settings } = await deps.connections.get(key.connectionId);
      return underLease(deps.store, key, settings.epicor.settle, async (lease) => {
        const writer = await openWriter(deps, key, row);
        const { ours } = await writer.lookUp();
        for (const document of ours) {
          const actual = await writer.readBack(document);
          if (actual?.posted) {
            return refused({
              code: 'remnant-posted',
              disposition: 'park',
              text: `${nameOf(document)} is already posted in Epicor, so it cannot be taken back for the changed record.`,
              remedy: 'Reverse it in Epicor, or retry with confirm "changed" to leave it as it stands.',
            });
          }
          if (actual) await writer.remove(document, lease);
        }
        const left = await writer.lookUp();
        if (left.ours.length > 0)
          throw new Error(`${left.ours.map(nameOf).join(', ')} was deleted but is still there`);
        await deps.store.ledger.transition(key, 'voided', { epicorKey: null, lostAnswer: false });
        tellAudit(
          ours.length > 0
            ? `${ours.map(nameOf).join(', ')} deleted in Epicor, and proven absent`
            : 'nothing of it is in Epicor',
        );
        return ruled(null);
      });
    });
}
