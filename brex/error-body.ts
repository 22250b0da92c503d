/** What an error body of Brex says, whichever of its shapes it has (BREX.md 1.4). */
export interface ErrorBody {
  /** accounting: `error_code`; flat: `type`; empty: no body; foreign: nothing that Brex documents. */
  readonly shape: 'accounting' | 'flat' | 'empty' | 'foreign';
  readonly code: string | null;
  readonly message: string;
  readonly details: unknown;
}

/** Reads an error body; never throws. Only fields that are known to carry no secret are taken. */
export function readErrorBody(text: string): ErrorBody {
  if (text.trim() === '') return { shape: 'empty', code: null, message: '', details: null };
  const body = asObject(text);
  if (body && typeof body.error_code === 'string') {
    return {
      shape: 'accounting',
      code: body.error_code,
      message: textOf(body.message),
      details: body.details ?? null,
    };
  }
  if (body && typeof body.type === 'string') {
    return {
      shape: 'flat',
      code: typeof body.code === 'string' ? body.code : body.type,
      message: textOf(body.message),
      details: null,
    };
  }
  return { shape: 'foreign', code: null, message: textOf(body?.message), details: null };
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
