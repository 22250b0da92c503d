import type { ErrorBody } from './error-body';
import type { BrexErrorKind } from './errors';

/** Codes of the Accounting API whose meaning does not depend on the status (BREX.md 1.4, 2.2, 2.5). */
const kindOfCode: Readonly<Record<string, BrexErrorKind>> = {
  ACTIVE_INTEGRATION_EXISTS: 'conflict',
  INTEGRATION_NOT_ACTIVE: 'conflict',
  VENDOR_ACCOUNT_ID_MISMATCH: 'conflict',
  DUPLICATE_ACCOUNTING_RECORD_IDS: 'duplicate',
  ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT: 'not-ready',
  INVALID_REQUEST: 'invalid',
  NOT_FOUND: 'not-found',
};

/** "Invalid or Revoked Token", "Expired token", "Authentication credentials are missing or invalid." */
const aboutTheToken =
  /\b(invalid|revoked|expired|missing|malformed)\b.*\b(token|credentials)\b|\b(token|credentials)\b.*\b(invalid|revoked|expired|missing)\b/i;

/** "Token is missing the required scope …", `insufficient_scope`: names the token, and yet it is a good one. */
const aboutTheScope = /(\b|_)(scopes?|roles?)\b/i;

/**
 * The token is good, its owner may not do this: "Only account admin, ap clerks and bookkeepers can access
 * contacts", "Must be cash admin, bookkeeper or user.", "You do not have permission to perform this action.".
 * How Brex words a missing scope is not documented.
 */
const aboutTheRole =
  /^\W*(permission_denied:\s*)?(only\b|must be\b)|\b(permissions?|not (allowed|authorized|authorised)( to)?)\b/i;

/** "Some 401s mean product not enabled, not bad token" (BREX.md 7): the account lacks what is asked for. */
const aboutTheProduct =
  /\bnot\b.*\b(enabled|eligible|available|onboarded|activated|supported)\b|\b(no|without)\b.*\b(account|product)\b|\bdoes not have\b/i;

/**
 * What a refusal means: by its body first, since Brex sends token problems as 403 and role problems as 401
 * (BREX.md 1.4). `changes` says whether the request could have changed something in Brex.
 */
export function classify(status: number, body: ErrorBody, changes: boolean): BrexErrorKind {
  if (status >= 500 || status === 408) return changes ? 'lost-answer' : 'transient';
  if (status === 429) return 'rate-limited';
  if (status === 425) return 'transient';
  const refusal = refusalOfAccess(status, body);
  if (refusal) return refusal;
  const known = body.code === null ? undefined : kindOfCode[body.code];
  if (known) return known;
  return byStatus(status, body);
}

/** A 401 in words that nobody knows is a matter of credentials, a 403 of rights: as HTTP has it. */
function refusalOfAccess(status: number, body: ErrorBody): 'credentials' | 'denied' | null {
  const refused =
    status === 401 || status === 403 || body.code === 'UNAUTHORIZED' || body.code === 'FORBIDDEN';
  if (!refused) return null;
  const words = isPage(body) ? '' : body.message;
  if (aboutTheScope.test(`${body.code} ${words}`)) return 'denied';
  if (aboutTheToken.test(words)) return 'credentials';
  if (aboutTheRole.test(words) || aboutTheProduct.test(words)) return 'denied';
  if (body.code === 'FORBIDDEN') return 'denied';
  if (body.code === 'UNAUTHORIZED') return 'credentials';
  return status === 401 ? 'credentials' : 'denied';
}

/** HTML of whoever stands before Brex: its words are not about our token. */
function isPage({ shape, message }: ErrorBody): boolean {
  return shape === 'foreign' && message.trimStart().startsWith('<');
}

function byStatus(status: number, body: ErrorBody): BrexErrorKind {
  if (status === 409) return 'conflict';
  // A 404 that is not in Brex's words comes from a wrong address or a proxy: no proof that anything is gone.
  if (status === 404) return body.shape === 'flat' || body.shape === 'accounting' ? 'not-found' : 'bad-reply';
  if (status >= 400) return 'invalid';
  return 'bad-reply';
}
