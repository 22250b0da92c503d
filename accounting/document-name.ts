import type { EpicorKey } from './document';

/** How people name a document of Epicor: "1042/BREX-accr_1" (vendor number and invoice) or "GJ 2026-1502". */
export function nameOf(key: EpicorKey): string {
  return key.kind === 'ap'
    ? `${key.vendorNum}/${key.invoiceNum}`
    : `${key.journalCode} ${key.fiscalYear}${key.fiscalYearSuffix}-${key.journalNum}`;
}
