/**
 * What went wrong, as a caller must treat it (EPICOR.md 1.4, 2.5, 3.7):
 * - transient:   nothing was changed or only read; the same call may succeed later
 * - credentials: user, password, token or API key is refused
 * - denied:      they are good, but the user or the key's access scope may not call this
 * - not-found:   Epicor says that what was named does not exist
 * - duplicate:   a row with this key exists; to be confirmed by a look-up, since the wording is not documented
 * - concurrent:  someone else changed the row since it was read, or has it or its group open; refresh and decide anew
 * - too-large:   the body is longer than something on the way takes; nothing was done, a shorter one may pass
 * - business:    Epicor refuses for a reason of its own, shown whole; also every text that is not known
 * - not-saved:   a 200 that saved nothing, since Epicor wants to ask a user something (3.3)
 * - bad-reply:   the answer cannot be read as the contract says; nothing was changed
 * - lost-answer: a change was or may have been made, or may still be made; look before repeating it
 */
export type EpicorErrorKind =
  | 'transient'
  | 'credentials'
  | 'denied'
  | 'not-found'
  | 'duplicate'
  | 'concurrent'
  | 'too-large'
  | 'business'
  | 'not-saved'
  | 'bad-reply'
  | 'lost-answer';

/** The entry that Epicor was judging when it refused, so that no caller has to read the words. */
export type RefusedStep = 'vendor' | 'terms' | 'currency' | 'invoice-date' | 'apply-date';

export interface EpicorErrorFacts {
  readonly kind: EpicorErrorKind;
  readonly message: string;
  /** "Erp.BO.APInvoiceSvc". */
  readonly service: string;
  /** Method or entity set: "UpdateMaster", "APInvoices". */
  readonly method: string;
  readonly status?: number | null;
  readonly errorType?: string | null;
  readonly correlationId?: string | null;
  readonly retryAfterMs?: number | null;
  readonly during?: RefusedStep | null;
  readonly cause?: unknown;
}

/** A call to Epicor that did not give what was asked. Its message names the call and carries no secret. */
export class EpicorError extends Error {
  override readonly name = 'EpicorError';
  readonly kind: EpicorErrorKind;
  readonly service: string;
  readonly method: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** "Ice.Common.BusinessObjectException"; its namespace differs between versions. */
  readonly errorType: string | null;
  /** What Epicor's administrators and support ask for. */
  readonly correlationId: string | null;
  readonly retryAfterMs: number | null;
  readonly during: RefusedStep | null;
  /** Epicor's own words alone, without call and correlation id: what a bookkeeper is shown. */
  readonly said: string;

  constructor(readonly facts: EpicorErrorFacts) {
    const correlation = facts.correlationId ? ` (Epicor correlation ${facts.correlationId})` : '';
    super(`${facts.service}/${facts.method}: ${facts.message}${correlation}`, { cause: facts.cause });
    this.kind = facts.kind;
    this.said = facts.message;
    this.service = facts.service;
    this.method = facts.method;
    this.status = facts.status ?? null;
    this.errorType = facts.errorType ?? null;
    this.correlationId = facts.correlationId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.during = facts.during ?? null;
  }
}

/** Runs `call`; where Epicor refuses it for a reason of its own, the error says which entry it refused. */
export async function refusedDuring<T>(step: RefusedStep, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
    throw new EpicorError({ ...error.facts, during: step, cause: error });
  }
}
