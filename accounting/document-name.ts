import type { EpicorKey } from './document';

/** How people name a document of Epicor: "1042/BREX-accr_1" (vendor number and invoice) or "GJ 2026-1502". */
export function nameOf(key: EpicorKey): string {
  return key.kind === 'ap'
    ? `${key.vendorNum}/${key.invoiceNum}`
    : `${key.journalCode} ${key.fiscalYear}${key.fiscalYearSuffix}-${key.journalNum}`;
}

/** Databases compare keys without case and trailing blanks, and some tenants keep numbers in capitals. */
export function isSameNumber(left: string, right: string): boolean {
  return folded(left) === folded(right);
}

/** Whether two keys, as entered or as Epicor gives them back, are of one document. */
export function isSameDocument(left: EpicorKey, right: EpicorKey): boolean {
  return left.kind === right.kind && isSameNumber(nameOf(left), nameOf(right));
}

const folded = (number: string): string => number.trimEnd().toLowerCase();
