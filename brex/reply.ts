import { parse } from 'lossless-json';
import type { z } from 'zod';
import { retryAfterMs } from '../http/retry-after';
import { classify } from './classify';
import { readErrorBody } from './error-body';
import { BrexError, type BrexErrorKind } from './errors';
import { shown, shownDetails } from './shown';

export type Query = readonly (readonly [name: string, value: string])[];

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query: Query;
  readonly body?: string;
  /** By which Brex knows a change that is sent again (BREX.md 1.6). */
  readonly idempotencyKey?: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly traceId: string | null;
  readonly retryAfter: string | undefined;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: BrexError };

/**
 * What a reply says: its body as `schema` reads it (numbers arrive as `LosslessNumber`), or the error.
 * A change that was answered unreadably may have been made, so that is a `lost-answer`.
 */
export function readReply<T>(call: Call, reply: Reply, schema: z.ZodType<T>, token: string): Read<T> {
  if (reply.status < 200 || reply.status > 299) return { ok: false, error: refused(call, reply, token) };
  const unreadable = (message: string): Read<T> => ({
    ok: false,
    error: new BrexError({
      kind: call.method === 'GET' ? 'bad-reply' : 'lost-answer',
      message,
      method: call.method,
      path: call.path,
      status: reply.status,
      traceId: reply.traceId,
    }),
  });
  // no body is declared for it, whatever comes (BREX.md 3.1, 4)
  if (call.method === 'DELETE') return { ok: true, value: schema.parse(undefined) };
  let body: unknown;
  try {
    body = parse(reply.text);
  } catch {
    return unreadable('the reply is not JSON');
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? { ok: true, value: parsed.data } : unreadable(describeIssues(parsed.error));
}

/** "items.0.amount: expected an amount": which places of a reply are not as the contract says. */
export function describeIssues(error: z.ZodError): string {
  const places = error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'reply'}: ${issue.message}`);
  return `the reply is not as the contract says: ${places.join('; ')}`;
}

const defaultWords: Readonly<Partial<Record<BrexErrorKind, string>>> = {
  credentials: 'Brex does not accept the token',
  denied: "the token's role or scopes do not allow this",
  'rate-limited': 'Brex asks for fewer calls',
};

function refused(call: Call, reply: Reply, token: string): BrexError {
  const body = readErrorBody(reply.text);
  const kind = classify(reply.status, body, call.method !== 'GET');
  const words = shown(body.message, token) || defaultWords[kind] || 'no explanation given';
  return new BrexError({
    kind,
    message: `${reply.status}${body.code ? ` ${body.code}` : ''}: ${words}`,
    method: call.method,
    path: call.path,
    status: reply.status,
    errorCode: body.code,
    traceId: reply.traceId,
    retryAfterMs: retryAfterMs(reply.retryAfter),
    details: shownDetails(body.details, token),
  });
}
