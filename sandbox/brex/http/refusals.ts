/** The Accounting API's error codes (BREX.md 1.4). */
export type AccountingErrorCode =
  | 'ACTIVE_INTEGRATION_EXISTS'
  | 'FORBIDDEN'
  | 'INTEGRATION_NOT_ACTIVE'
  | 'INTERNAL_ERROR'
  | 'INVALID_REQUEST'
  | 'NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'DUPLICATE_ACCOUNTING_RECORD_IDS'
  | 'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT'
  | 'VENDOR_ACCOUNT_ID_MISMATCH';

/** A request that is answered with an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    /** undefined: an empty body. */
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`refused with ${status}`);
  }
}

/** The shape of /v3/accounting: error_code, message, details. */
export function accountingRefusal(
  status: number,
  errorCode: AccountingErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Refusal {
  return new Refusal(status, { error_code: errorCode, message, ...(details ? { details } : {}) });
}

/** The flat shape of all other APIs: type, message and at times a code. */
export function generalRefusal(status: number, type: string, message: string, code?: string): Refusal {
  return new Refusal(status, { type, message, ...(code ? { code } : {}) });
}

/** 400 of the APIs with flat errors. */
export function badRequest(message: string): Refusal {
  return generalRefusal(400, 'BAD_REQUEST', message);
}

export const isAccounting = (path: string): boolean => path.startsWith('/v3/accounting');

/** A request that cannot be understood, in the shape of its API. */
export function invalidRequest(path: string, message: string): Refusal {
  return isAccounting(path) ? accountingRefusal(400, 'INVALID_REQUEST', message) : badRequest(message);
}

export function notFound(code?: string): Refusal {
  return generalRefusal(404, 'NOT_FOUND', 'Not Found', code);
}
