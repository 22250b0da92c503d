import type { FiscalPeriod } from './fiscal-period';

/**
 * Ids have at most 9 characters (EPICOR.md 3.1), of which the prefix takes up to 4. The last character tells apart
 * the groups of one period, since a group that is being posted takes no more documents: none for the first, then
 * 2 to 9 and A to Z. Whether a group in Epicor really is of the period is checked there, not read from its id.
 */
const counters = ['', ...'23456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Ids of AP invoice groups: prefix, fiscal year and period, such as "BREX2610", "BREX26102". */
export function invoiceGroupIds(prefix: string, { year, period }: FiscalPeriod): string[] {
  return counters.map((counter) => `${prefix}${twoDigits(year)}${twoDigits(period)}${counter}`);
}

/**
 * Ids of journal groups, which have one currency: prefix, period as one letter or digit, currency, such as
 * "BREXAUSD", "BREXAUSD2". There is no room for the year: an unposted group of last year's period keeps its id.
 */
export function journalGroupIds(prefix: string, { period }: FiscalPeriod, currency: string): string[] {
  const letter = (period % 36).toString(36).toUpperCase();
  return counters.map((counter) => `${prefix}${letter}${currency}${counter}`);
}

function twoDigits(number: number): string {
  return String(number % 100).padStart(2, '0');
}
