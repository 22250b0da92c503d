/** What an error body of Brex says, whichever of its shapes it has (BREX.md 1.4). */
export interface ErrorBody {
  /**
   * accounting: `error_code`; flat: `type`, also within `errors`; oauth: `error`, of the token endpoint;
   * empty: no body; foreign: nothing that Brex documents.
   */
  readonly shape: 'accounting' | 'flat' | 'oauth' | 'empty' | 'foreign';
  readonly code: string | null;
  /** In a foreign shape the whole text, since nobody knows which part of it matters. */
  readonly message: string;
  readonly details: unknown;
}

/** Reads an error body; never throws. Texts are as sent: what is shown of them goes through `shown`. */
export function readErrorBody(text: string): ErrorBody {
  if (text.trim() === '') return { shape: 'empty', code: null, message: '', details: null };
  const body = asObject(text);
  return (
    (body && (accounting(body) ?? flat(body) ?? flat(firstOf(body.errors)) ?? oauth(body))) ?? {
      shape: 'foreign',
      code: null,
      message: textOf(body?.message) || text,
      details: null,
    }
  );
}

function accounting(body: Fields): ErrorBody | null {
  if (typeof body.error_code !== 'string') return null;
  return {
    shape: 'accounting',
    code: body.error_code,
    message: textOf(body.message),
    details: body.details ?? null,
  };
}

function flat(body: Fields | null): ErrorBody | null {
  if (typeof body?.type !== 'string') return null;
  return {
    shape: 'flat',
    code: typeof body.code === 'string' ? body.code : body.type,
    message: textOf(body.message),
    details: null,
  };
}

/** RFC 6749, 5.2 */
function oauth(body: Fields): ErrorBody | null {
  if (typeof body.error !== 'string') return null;
  return { shape: 'oauth', code: body.error, message: textOf(body.error_description), details: null };
}

type Fields = Readonly<Record<string, unknown>>;

function firstOf(value: unknown): Fields | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Fields) : null;
}

function asObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
