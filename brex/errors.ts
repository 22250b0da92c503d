/**
 * What went wrong, as a caller must treat it (BREX.md 1.4):
 * - transient:    nothing was changed or only read; the same call may succeed later
 * - rate-limited: as transient, after `retryAfterMs` where Brex says so
 * - credentials:  the token is missing, invalid, revoked or expired
 * - denied:       the token is good, but its role or scopes do not allow this call
 * - not-found:    Brex says that what was named does not exist
 * - not-ready:    an export result for a record that is not READY_FOR_EXPORT
 * - duplicate:    the same record twice in one report
 * - conflict:     an integration stands in the way
 * - invalid:      Brex refuses the request as such
 * - bad-reply:    the answer cannot be read as the contract says; nothing was changed
 * - unconfirmed:  the answer does not name the record among those that were updated; re-read it
 * - lost-answer:  a change was or may have been made; re-read before repeating it
 */
export type BrexErrorKind =
  | 'transient'
  | 'rate-limited'
  | 'credentials'
  | 'denied'
  | 'not-found'
  | 'not-ready'
  | 'duplicate'
  | 'invalid'
  | 'conflict'
  | 'bad-reply'
  | 'unconfirmed'
  | 'lost-answer';

export interface BrexErrorFacts {
  readonly kind: BrexErrorKind;
  readonly message: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number | null;
  readonly errorCode?: string | null;
  readonly traceId?: string | null;
  readonly retryAfterMs?: number | null;
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** A call to Brex that did not give what was asked. Its message names the call and carries no secret. */
export class BrexError extends Error {
  override readonly name = 'BrexError';
  readonly kind: BrexErrorKind;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** `error_code` of the Accounting API, `code` or `type` of the others. */
  readonly errorCode: string | null;
  /** X-Brex-Trace-Id: what Brex's support asks for (BREX.md 1.7). */
  readonly traceId: string | null;
  readonly retryAfterMs: number | null;
  /** `details` of the Accounting API's errors: the ids that stood in the way. */
  readonly details: unknown;

  constructor(facts: BrexErrorFacts) {
    const trace = facts.traceId ? ` (Brex trace ${facts.traceId})` : '';
    super(`${facts.method} ${facts.path}: ${facts.message}${trace}`, { cause: facts.cause });
    this.kind = facts.kind;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status ?? null;
    this.errorCode = facts.errorCode ?? null;
    this.traceId = facts.traceId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.details = facts.details ?? null;
  }
}
