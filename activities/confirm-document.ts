import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import { isSameDocument } from '../accounting/document-name';
import { compareDocument } from '../accounting/read-back';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow, stored } from './support/stored';
import { documentDiffers } from './writing/attentions';
import { openWriter } from './writing/open-writer';
import { inOtherStyle } from './writing/other-style';

/**
 * After a lost answer, one settle later: exactly one document bears the marker, and each Brex line occurs in it
 * once. A second journal header can only be empty (it never got lines), and is deleted. Nor may an earlier save in
 * another style have arrived.
 */
export function confirmDocument(deps: ActivityDependencies) {
  return (key: RecordKey): Promise<Ruling<null>> =>
    ruling(async () => {
      const row = await ledgerRow(deps.store, key);
      if (!row.epicorKey) throw new Error(`record ${key.recordId} is committed without a document`);
      const committed = row.epicorKey;
      const kept = nameOf(committed);
      const written = await stored(deps.store, key, 'plan', 'draft');
      const { plan } = written;
      const writer = await openWriter(deps, key, row, written);
      const { ours } = await writer.lookUp();
      const strays = ours.filter((found) => !isSameDocument(found, committed));
      for (const stray of strays) {
        const document = await writer.readBack(stray);
        if (document && (document.posted || document.lines.length > 0)) {
          return refused(twoDocuments(kept, nameOf(stray)));
        }
        // an empty one was never booked, and the ledger's own document is already committed
        await writer.remove(stray, { write: (send) => send() });
      }
      const other = await inOtherStyle(await deps.connections.get(key.connectionId), plan);
      if (other) return refused(twoDocuments(kept, nameOf(other)));
      const actual = await writer.readBack(row.epicorKey);
      const differences = actual ? compareDocument(plan, actual, row.vendorNum) : [];
      if (!actual) throw new Error(`${kept} cannot be read back from Epicor`);
      if (differences.length > 0) return refused(documentDiffers(row.epicorKey, differences));
      await deps.store.ledger.transition(key, row.state, { lostAnswer: false });
      tellAudit(`${kept} confirmed after a lost answer: it alone bears the marker, each line once`, {
        deleted: strays.map(nameOf),
      });
      return ruled(null);
    });
}

function twoDocuments(kept: string, other: string): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `Two documents in Epicor bear this record: ${kept} and ${other}.`,
    remedy: `Delete or reverse ${other} in Epicor, then retry.`,
  };
}
