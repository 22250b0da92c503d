import type { VendorRole } from './document';

/**
 * Whether the payment is on the card processor's 1099-K (DOCUMENTS.md): then the document's lines carry no 1099 code,
 * whatever its vendor's default.
 */
export function isReportedByCardProcessor(recordType: string, vendor: VendorRole | null): boolean {
  return recordType.startsWith('CARD_') || vendor === 'card-issuer';
}
