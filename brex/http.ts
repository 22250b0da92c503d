import { Agent, request } from 'undici';
import type { z } from 'zod';
import { wasNeverSent } from '../http/unsent';
import { BrexError } from './errors';
import { type Call, type Query, type Reply, readReply } from './reply';
import { shown } from './shown';
import type { BrexClientOptions, Exchange } from './types';

const defaultTimeoutMs = 30_000;
const longestReply = 64 * 1024 * 1024;

export interface Traced<T> {
  readonly value: T;
  readonly traceId: string | null;
}

export interface BrexHttp {
  /** Reads; `schema` meets numbers as `LosslessNumber`. */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>;
  /** The same, with the trace id of the answer, for a reader that judges parts of it later. */
  getTraced<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<Traced<T>>;
  /** Changes something: an answer that does not come or cannot be read is a `lost-answer`. */
  post<T>(path: string, schema: z.ZodType<T>, body: unknown, idempotencyKey?: string): Promise<T>;
  /** The same with PUT. */
  put<T>(path: string, schema: z.ZodType<T>, body: unknown): Promise<T>;
  /** For requests elsewhere, such as links that Brex gives. */
  readonly agent: Agent;
  close(): Promise<void>;
}

/** JSON over HTTP as Brex speaks it, with its errors told apart (BREX.md 1). Redirects are not followed. */
export function createBrexHttp(options: BrexClientOptions): BrexHttp {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const base = options.baseUrl.replace(/\/+$/, '');
  const agent = new Agent({
    connect: { timeout: Math.min(timeoutMs, 10_000) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 30_000,
    maxResponseSize: longestReply,
  });

  async function send(call: Call, token: string): Promise<Reply> {
    const response = await request(`${base}${call.path}${queryText(call.query)}`, {
      method: call.method,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'user-agent': 'brex-kinetic',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      },
      body: call.body,
    });
    return {
      status: response.statusCode,
      traceId:
        one(response.headers['x-brex-trace-id']) ?? one(response.headers['x-datadog-trace-id']) ?? null,
      retryAfter: one(response.headers['retry-after']),
      text: await response.body.text(),
    };
  }

  async function ask<T>(call: Call, schema: z.ZodType<T>): Promise<Traced<T>> {
    const token = await currentToken(options.token, call);
    const started = performance.now();
    const note = (status: number | null, traceId: string | null, outcome: Exchange['outcome']): void => {
      const ms = Math.round(performance.now() - started);
      tell(options, { system: 'brex', method: call.method, path: call.path, status, ms, traceId, outcome });
    };
    let reply: Reply;
    try {
      reply = await send(call, token);
    } catch (cause) {
      const error = noAnswer(call, cause, token);
      note(null, null, error.kind === 'lost-answer' ? 'lost' : 'error');
      throw error;
    }
    const read = readReply(call, reply, schema, token);
    if (read.ok) {
      note(reply.status, reply.traceId, 'ok');
      return { value: read.value, traceId: reply.traceId };
    }
    note(reply.status, reply.traceId, read.error.kind === 'lost-answer' ? 'lost' : 'error');
    throw read.error;
  }

  const getTraced: BrexHttp['getTraced'] = (path, schema, query = []) =>
    ask({ method: 'GET', path, query }, schema);
  return {
    getTraced,
    get: async (path, schema, query) => (await getTraced(path, schema, query)).value,
    post: async (path, schema, body, idempotencyKey) =>
      (await ask({ method: 'POST', path, query: [], body: JSON.stringify(body), idempotencyKey }, schema))
        .value,
    put: async (path, schema, body) =>
      (await ask({ method: 'PUT', path, query: [], body: JSON.stringify(body) }, schema)).value,
    agent,
    close: () => agent.close(),
  };
}

/** An observer that fails must not make an answered call look unanswered. */
function tell(options: BrexClientOptions, exchange: Exchange): void {
  try {
    options.onExchange?.(exchange);
  } catch {
    // what an observer does wrong is its own affair
  }
}

/** A header value cannot carry control characters; said here, since the HTTP library would quote them. */
async function currentToken(source: BrexClientOptions['token'], call: Call): Promise<string> {
  const token = typeof source === 'string' ? source : await source();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new BrexError({
    kind: 'credentials',
    message: 'the Brex token is empty or has characters that no token has',
    method: call.method,
    path: call.path,
  });
}

function queryText(query: Query): string {
  const text = query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Carries the cause's text only, scrubbed: the object itself may quote the request. */
function noAnswer(call: Call, cause: unknown, token: string): BrexError {
  const { message, code, name } = cause as { message?: string; code?: string; name?: string };
  const why = message || code || name || 'unknown failure';
  const unsent = wasNeverSent(cause);
  return new BrexError({
    kind: call.method === 'GET' || unsent ? 'transient' : 'lost-answer',
    message: `${unsent ? 'Brex could not be reached' : 'no answer'}: ${shown(why, token)}`,
    method: call.method,
    path: call.path,
  });
}
