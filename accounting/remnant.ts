import type { PlannedDocument } from './document';
import { sameAmount } from './money';

/**
 * Whether a document that was begun in Epicor as `begun` can still become what is `wanted` now. Missing lines and
 * other accounts can be mended; another kind, vendor, number, currency or total, and lines that are no longer
 * wanted cannot: such a remnant is deleted first.
 */
export function canBecome(begun: PlannedDocument, wanted: PlannedDocument): boolean {
  return (
    begun.kind === wanted.kind &&
    begun.vendorRole === wanted.vendorRole &&
    begun.documentNumber === wanted.documentNumber &&
    begun.currency === wanted.currency &&
    sameAmount(begun.total.amount, wanted.total.amount) &&
    begun.lines.every(({ lineId, amount }) =>
      wanted.lines.some((line) => line.lineId === lineId && sameAmount(line.amount, amount)),
    )
  );
}
