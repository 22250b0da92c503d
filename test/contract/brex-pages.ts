import { isObject, jsonOf, type Violation } from './violation';

/** What BREX.md says beyond the OpenAPI files. */

export const isAccounting = (path: string): boolean => path.startsWith('/v3/accounting/');

/** Where partners refresh their tokens (BREX.md 1.1, 1.2): OAuth, not in an OpenAPI file. */
export const isTokenEndpoint = (path: string): boolean => path === '/oauth2/default/v1/token';

const accountingCodes = new Set([
  'ACTIVE_INTEGRATION_EXISTS',
  'FORBIDDEN',
  'INTEGRATION_NOT_ACTIVE',
  'INTERNAL_ERROR',
  'INVALID_REQUEST',
  'NOT_FOUND',
  'UNAUTHORIZED',
  'DUPLICATE_ACCOUNTING_RECORD_IDS',
  'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT',
  'VENDOR_ACCOUNT_ID_MISMATCH',
]);

/** Statuses that BREX.md knows on any operation (1.4 to 1.8), and what their body may be. */
const refusals: ReadonlyMap<number, 'refusal' | 'refusal or empty' | 'anything'> = new Map([
  [400, 'refusal'],
  [401, 'refusal or empty'],
  [403, 'refusal'],
  [404, 'refusal'],
  [409, 'refusal'],
  [429, 'anything'],
  [500, 'refusal'],
  [502, 'anything'],
  [503, 'anything'],
  [504, 'anything'],
]);

/** A reply whose status or body the operation does not declare (BREX.md 1.4, 1.5). */
export function judgeRefusal(path: string, status: number, body: string): Violation[] {
  const allowed = refusals.get(status);
  if (allowed === undefined) {
    return [
      { place: `status ${status}`, expected: 'a status that the operation declares or BREX.md 1.4 knows' },
    ];
  }
  if (allowed === 'anything' || (allowed === 'refusal or empty' && body === '')) return [];
  const value = jsonOf(body);
  if (isFlat(value) || (isAccounting(path) && isAccountingError(value))) return [];
  const shape = isAccounting(path) ? '{error_code, message} or {type, message}' : '{type, message}';
  return [{ place: `body of status ${status}`, expected: `an error of the shape ${shape} (BREX.md 1.4)` }];
}

function isFlat(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.type === 'string' &&
    typeof value.message === 'string' &&
    (value.code === undefined || typeof value.code === 'string')
  );
}

function isAccountingError(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.error_code === 'string' &&
    accountingCodes.has(value.error_code) &&
    typeof value.message === 'string' &&
    (value.details === undefined || value.details === null || isObject(value.details))
  );
}

/** Bounds that only the pages state (BREX.md 1.8, 2.4). */
export function judgePageRules(path: string, query: URLSearchParams): Violation[] {
  const violations: Violation[] = [];
  const most = /^\/v1\/expenses(\/card)?$/.test(path) ? 100 : 1000;
  const limit = query.get('limit');
  if (limit !== null && !(Number(limit) >= 1 && Number(limit) <= most)) {
    violations.push({ place: 'query limit', expected: `1 to ${most} (BREX.md 1.8)` });
  }
  if (path === '/v3/accounting/records') {
    if (query.getAll('ids').length > 500) {
      violations.push({ place: 'query ids', expected: 'no more than 500 (BREX.md 1.8)' });
    }
    if (query.has('review_status') && query.get('source_type') === 'BILL') {
      violations.push({
        place: 'query review_status',
        expected: 'nothing with source_type=BILL (BREX.md 2.4)',
      });
    }
  }
  return violations;
}

/** A reply of the token endpoint (BREX.md 1.2; RFC 6749, 5). */
export function judgeTokenReply(status: number, body: string): Violation[] {
  const value = jsonOf(body);
  const fine =
    status === 200
      ? isObject(value) &&
        ['access_token', 'token_type'].every((name) => typeof value[name] === 'string') &&
        // a server may keep the refresh token it was asked with (RFC 6749, 6)
        ['string', 'undefined'].includes(typeof value.refresh_token) &&
        typeof value.expires_in === 'number'
      : (status === 400 || status === 401) && isObject(value) && typeof value.error === 'string';
  return fine ? [] : [{ place: `body of status ${status}`, expected: 'an OAuth token or an OAuth error' }];
}
