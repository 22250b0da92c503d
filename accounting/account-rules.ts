import type { Attention } from './attention';
import type { PlannedLine } from './document';

/** What Epicor says about one account of the chart (EPICOR.md 6); dates are YYYY-MM-DD. */
export interface EpicorAccount {
  readonly account: string;
  readonly description: string;
  readonly active: boolean;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
}

/**
 * Whether `account` can be posted to on `applyDate` (YYYY-MM-DD). `epicorRow` is null where the chart has no
 * such account, `said` Epicor's own words where it was asked to validate one. Both ends of the effective range count
 * as effective. A refusal waits for "account:<account>".
 */
export function checkAccount(
  account: string,
  epicorRow: EpicorAccount | null,
  applyDate: string,
  said: string | null = null,
): Attention | null {
  const cause = `account:${account}`;
  if (epicorRow === null) {
    return {
      code: 'account-missing',
      disposition: 'park',
      text: said
        ? `Epicor does not take account ${account}: "${said}"`
        : `Account ${account} does not exist in Epicor.`,
      remedy: 'Create it in the chart of accounts, or recode the line in Brex.',
      cause,
    };
  }
  const named = epicorRow.description === '' ? account : `${account} (${epicorRow.description})`;
  if (!epicorRow.active) {
    return {
      code: 'account-inactive',
      disposition: 'park',
      text: `Account ${named} is inactive in Epicor.`,
      remedy: 'Activate it in Epicor, or recode the line in Brex.',
      cause,
    };
  }
  const period = outsideOf(epicorRow, applyDate);
  if (period === null) return null;
  return {
    code: 'account-not-effective',
    disposition: 'park',
    text: `Account ${named} is effective ${period} in Epicor, but the apply date is ${applyDate}.`,
    remedy:
      "Change the account's effective dates in Epicor, book with another apply date, or recode in Brex.",
    cause,
  };
}

/** The end of the effective range that `date` misses, in words; null where it is inside. */
function outsideOf(row: EpicorAccount, date: string): string | null {
  if (row.effectiveFrom !== null && date < row.effectiveFrom) return `only from ${row.effectiveFrom}`;
  if (row.effectiveTo !== null && date > row.effectiveTo) return `only until ${row.effectiveTo}`;
  return null;
}

/**
 * How else Epicor may spell an account: what stays blank at the end may be left out, with the marks that part it
 * (unknown in EPICOR.md 6).
 */
export function withoutBlankEnd(account: string): string {
  return account.replace(/\|+$/, '');
}

/** Whether both are one account to Epicor, whose keys do not tell capitals from small letters. */
export function isSameAccount(left: string, right: string): boolean {
  return withoutBlankEnd(left).toLowerCase() === withoutBlankEnd(right).toLowerCase();
}

/** Lines on accounts as Epicor itself spells them, where it has them. */
export function spelledAsInEpicor(
  lines: readonly PlannedLine[],
  rows: ReadonlyMap<string, EpicorAccount | null>,
): PlannedLine[] {
  return lines.map((line) => ({ ...line, account: rows.get(line.account)?.account ?? line.account }));
}

/**
 * Whether `account` is one that only Epicor itself posts to (`posting.protectedAccounts`): the account, or with fewer
 * segments every account that begins so ("2000" is AP control in whatever department).
 */
export function isProtected(account: string, protectedAccounts: readonly string[]): boolean {
  return protectedAccounts.some((each) => account === each || account.startsWith(`${each}|`));
}

/** No line of ours may touch a protected account (DOCUMENTS.md); asked when it is planned and when it is posted. */
export function protectedAccount(
  lines: readonly PlannedLine[],
  protectedAccounts: readonly string[],
): Attention | null {
  const line = lines.find(({ account }) => isProtected(account, protectedAccounts));
  if (line === undefined) return null;
  return {
    code: 'account-protected',
    disposition: 'park',
    text: `The line "${line.description}" is coded to ${line.account}, a protected account that only Epicor itself posts to.`,
    remedy: 'Return the record and choose another GL account in Brex.',
  };
}
