import type { PostingSettings } from '../../accounting/connection-settings';

/**
 * The AP invoice group of an apply date: prefix, year and month, such as "BREX2610". One per period keeps a
 * group's total readable; ids are at most 9 characters (EPICOR.md 3.1), which the prefix of ≤ 4 leaves room for.
 */
export function invoiceGroupId({ group }: PostingSettings, applyDate: string): string {
  return `${group}${applyDate.slice(2, 4)}${applyDate.slice(5, 7)}`;
}

/**
 * The journal group of a date and currency, such as "BREX6AUSD": the year's last digit, the month as one
 * hexadecimal digit, the currency. Groups vanish when they are posted, long before the digit comes round again.
 */
export function journalGroupId({ group }: PostingSettings, date: string, currency: string): string {
  const month = Number(date.slice(5, 7)).toString(16).toUpperCase();
  return `${group}${date.slice(3, 4)}${month}${currency}`;
}
