import { DateTime } from 'luxon';
import { protectedAccount } from './account-rules';
import type { AccountingRecord } from './accounting-record';
import { type Attention, type Ruling, refused, ruled } from './attention';
import type { CashTransaction } from './cash-transaction';
import type { CashRule, ConnectionSettings } from './connection-settings';
import type { PlannedDocument, PlannedLine } from './document';
import { marker, recordUrl } from './document-identity';
import { cleanText, descriptionLength, shorten } from './document-text';
import { isNegative, isZero, type Money, negate, zero } from './money';

/*
 * Cash activity that no accounting record tells of (DOCUMENTS.md, "Cash activity without a record"): booked by rule
 * only, as journals, through the same ledger and run as a record; nothing of it is reported to Brex.
 */

export type CashMatch =
  | { readonly decision: 'booked'; readonly rule: CashRule; readonly cashAccount: string }
  /** It already is an accounting record, or nothing moved. */
  | { readonly decision: 'left' }
  /** For a person to see: nothing is guessed. */
  | { readonly decision: 'unmatched'; readonly why: string };

/** Types that a rule without a type speaks of. */
const bookedTypes: readonly string[] = ['FEE', 'INTEREST', 'DIVIDEND', 'ADJUSTMENT'];

/** Types that already are accounting records: booked again only where a rule names them. */
const recordedTypes: readonly string[] = [
  'CARD_COLLECTION',
  'PAYMENT',
  'REWARDS_REDEMPTION',
  'BOOK_TRANSFER',
  'INTRA_CUSTOMER_ACCOUNT_BOOK_TRANSFER',
];

const prefix = 'cash/';

/** The record key of a transaction, in a namespace of its own. */
export const cashRecordId = (transactionId: string): string => `${prefix}${transactionId}`;

/** The transaction that a record key stands for; null for a record of Brex. */
export function cashTransactionId(recordId: string): string | null {
  return recordId.startsWith(prefix) ? recordId.slice(prefix.length) : null;
}

/** Whether a record type is that of cash activity, which Brex takes no report of. */
export const isCashType = (recordType: string | null): boolean => recordType?.startsWith('CASH_') ?? false;

/** What becomes of a transaction under these settings: the first rule that fits decides. */
export function cashMatch(transaction: CashTransaction, settings: ConnectionSettings): CashMatch {
  const { type, amount, accountId } = transaction;
  if (amount !== null && isZero(amount)) return { decision: 'left' };
  const { accounts = {}, rules = [] } = settings.posting.cash ?? {};
  const rule = amount === null ? undefined : rules.find((each) => fits(each, transaction, amount));
  if (rule === undefined && recordedTypes.includes(type ?? '')) return { decision: 'left' };
  if (amount === null) return { decision: 'unmatched', why: 'Brex names no amount' };
  if (rule === undefined) return { decision: 'unmatched', why: 'no rule of posting.cash.rules fits' };
  const cashAccount = accounts[accountId];
  if (cashAccount === undefined)
    return { decision: 'unmatched', why: `posting.cash.accounts has no account for ${accountId}` };
  return { decision: 'booked', rule, cashAccount };
}

function fits(rule: CashRule, { type, description }: CashTransaction, amount: Money): boolean {
  if (rule.type === undefined ? !bookedTypes.includes(type ?? '') : rule.type !== type) return false;
  if (rule.direction !== undefined && (rule.direction === 'out') !== isNegative(amount)) return false;
  return rule.description === undefined || says(description, rule.description);
}

/** "wire fee" anywhere in the text, whatever its case; "/^wire/" as a regular expression. */
function says(text: string, wanted: string): boolean {
  const pattern = patternOf(wanted);
  return pattern === null ? text.toLowerCase().includes(wanted.toLowerCase()) : pattern.test(text);
}

/** The regular expression between two slashes; null for plain text. Throws `SyntaxError` where it is none. */
export function patternOf(wanted: string): RegExp | null {
  return wanted.length > 2 && wanted.startsWith('/') && wanted.endsWith('/')
    ? new RegExp(wanted.slice(1, -1), 'iu')
    : null;
}

/** A transaction in the form of a record, so that ledger and run treat it as one. `version` grows with each change. */
export function cashRecord(transaction: CashTransaction, version: number): AccountingRecord {
  const { id, type, description, amount, postedOn } = transaction;
  const instant = `${postedOn}T00:00:00Z`;
  return {
    id: cashRecordId(id),
    type: `CASH_${type ?? 'ACTIVITY'}`,
    sourceType: 'CASH',
    sourceId: null,
    reviewStatus: 'READY_FOR_EXPORT',
    version,
    amount: amount ?? zero('USD'),
    originalAmount: null,
    erpPostingDate: instant,
    postedAt: instant,
    dueAt: null,
    updatedAt: instant,
    invoiceNumber: null,
    memo: description,
    vendor: null,
    user: null,
    receiptIds: [],
    lines: [],
  };
}

/** The journal that a transaction becomes: its cash account against the account of its rule. */
export function planCash(
  transaction: CashTransaction,
  settings: ConnectionSettings,
  applyDate: string = transaction.postedOn,
): Ruling<PlannedDocument> {
  if (transaction.postedOn < settings.startDate) return refused(notBooked('before startDate'));
  const match = cashMatch(transaction, settings);
  const { amount } = transaction;
  if (match.decision === 'unmatched') return refused(withoutRule(match.why));
  if (match.decision === 'left' || amount === null)
    return refused(notBooked('an accounting record of its own, or zero'));
  const text = shorten(
    cleanText(match.rule.memo ?? transaction.description) || 'cash activity',
    descriptionLength,
  );
  const lines = [
    cashLine('cash', match.cashAccount, amount, text, `posting.cash.accounts.${transaction.accountId}`),
    cashLine('rule', match.rule.account, negate(amount), text, 'posting.cash.rules'),
  ];
  const barred = protectedAccount(lines, settings.posting.protectedAccounts);
  if (barred) return refused(barred);
  const recordId = cashRecordId(transaction.id);
  return ruled({
    kind: 'gl-journal',
    vendorRole: null,
    documentNumber: null,
    marker: marker(settings.id, recordId),
    recordUrl: recordUrl({ id: recordId }),
    currency: amount.currency,
    invoiceDate: transaction.postedOn,
    applyDate,
    dueDate: null,
    description: text,
    total: zero(amount.currency),
    lines,
  });
}

function cashLine(
  lineId: string,
  account: string,
  { amount }: Money,
  description: string,
  rule: string,
): PlannedLine {
  const segments = account.split('|').map((code, index) => ({ segment: index + 1, code, rule }));
  return { lineId, account, amount, description, segments };
}

function withoutRule(why: string): Attention {
  return {
    code: 'cash-without-rule',
    disposition: 'park',
    text: `This cash activity is not booked: ${why}.`,
    remedy: 'Add what is missing to posting.cash in the connection file, apply it and retry; or skip it.',
  };
}

function notBooked(why: string): Attention {
  return {
    code: 'type-skipped',
    disposition: 'close',
    text: `This cash activity is not booked (${why}).`,
    remedy: 'Nothing is to be done.',
  };
}

/** The days before the newest one seen that are read again: Brex changes activity late (BREX.md 7). */
const overlapDays = 3;

/** From which day on an account is read next, YYYY-MM-DD. */
export function cashReadFrom(newest: string, startDate: string): string {
  const from =
    DateTime.fromISO(newest, { zone: 'utc' }).minus({ days: overlapDays }).toISODate() ?? startDate;
  return from > startDate ? from : startDate;
}
