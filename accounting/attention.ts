/**
 * Why a record is not booked, in a bookkeeper's words, and what becomes of it:
 * - return: the coding is wrong, the record goes back to Brex to be recoded
 * - park:   the set-up is wrong or a person must decide; the record waits here
 * - close:  no document is wanted; Brex is left untouched
 */
export type Disposition = 'return' | 'park' | 'close';

/** Stable names of reasons: search attribute `AttentionReason`, audit and tests use them. */
export type ReasonCode =
  // coding
  | 'unmapped-value'
  | 'unbalanced'
  | 'missing-balancing-side'
  | 'no-lines'
  | 'amount-too-fine'
  // set-up
  | 'account-missing'
  | 'account-inactive'
  | 'account-not-effective'
  | 'account-protected'
  | 'unknown-type'
  | 'unsupported-style'
  | 'missing-setting'
  | 'preview-mode'
  | 'mixed-currency'
  | 'unknown-currency'
  | 'closed-period'
  | 'vendor-inactive'
  | 'vendor-missing'
  | 'document-number-too-long'
  | 'document-number-unsafe'
  | 'names-open-po'
  | 'paid-in-epicor'
  | 'cash-without-rule'
  // a person decides
  | 'vendor-ambiguous'
  | 'vendor-none'
  | 'vendor-refused'
  | 'already-in-epicor'
  | 'possible-duplicate'
  | 'changed-after-booking'
  | 'exported-elsewhere'
  | 'remnant-posted'
  // Epicor's own word
  | 'epicor-refused'
  | 'epicor-denied'
  | 'epicor-failing'
  | 'document-differs'
  | 'group-in-use'
  | 'awaiting-posting'
  | 'changed-in-epicor'
  | 'deleted-in-epicor'
  | 'unreadable-reply'
  | 'brex-refused'
  | 'integration-disconnected'
  // nothing to do
  | 'zero-amount'
  | 'before-start-date'
  | 'type-skipped'
  | 'other-reimbursement-basis'
  | 'deleted-in-brex'
  | 'bill-not-ready';

/** One reason. `text` says what is wrong, `remedy` what mends it; both are read by bookkeepers. */
export interface Attention {
  readonly code: ReasonCode;
  readonly disposition: Disposition;
  readonly text: string;
  readonly remedy: string;
  /**
   * What the record waits for, where its end can be noticed by the system: "account:6100|10|200",
   * "period:2026-10-31", "vendor", "currency:CAD", "po:4512", "mapping:department". Parked records wake by it.
   */
  readonly cause?: string;
}

/** The outcome of a rule: a value, or the reason why there is none. */
export type Ruling<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly attention: Attention };

export function ruled<T>(value: T): Ruling<T> {
  return { ok: true, value };
}

export function refused<T = never>(attention: Attention): Ruling<T> {
  return { ok: false, attention };
}
