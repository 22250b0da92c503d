import { Agent, request } from 'undici';
import { z } from 'zod';
import { wasNeverSent } from '../http/unsent';
import { BrexError } from './errors';
import { type Call, type Query, type Reply, readReply } from './reply';
import { shown } from './shown';
import type { BrexClientOptions, Exchange } from './types';

const defaultTimeoutMs = 30_000;
const longestReply = 64 * 1024 * 1024;
/** A call that Brex refuses as one too many is sent this often in all, each time when the limiter allows. */
const mostSends = 5;

export interface Traced<T> {
  readonly value: T;
  readonly traceId: string | null;
}

export interface BrexHttp {
  /** Reads; `schema` meets numbers as `LosslessNumber`. */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>;
  /** The same, with the trace id of the answer, for a reader that judges parts of it later. */
  getTraced<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<Traced<T>>;
  /** Changes something: an answer that does not come or cannot be read is a `lost-answer`. Without `body` none is sent. */
  post<T>(
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
    how?: { readonly idempotencyKey: string },
  ): Promise<T>;
  put<T>(
    path: string,
    schema: z.ZodType<T>,
    body: unknown,
    how?: { readonly idempotencyKey: string },
  ): Promise<T>;
  /** Whatever Brex answers with 2xx will do: it declares no body. */
  delete(path: string): Promise<void>;
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

  async function askOnce<T>(call: Call, schema: z.ZodType<T>, token: string): Promise<Traced<T>> {
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

  /** Sends a call, again where Brex surely did not carry it out: with another token, or when fewer calls are under way. */
  async function ask<T>(call: Call, schema: z.ZodType<T>): Promise<Traced<T>> {
    const { limiter, token: source } = options;
    let token = usable(typeof source === 'string' ? source : await source.current(), call);
    let renewed = typeof source === 'string';
    for (let sends = 1; ; sends++) {
      await turn(options, call);
      try {
        return await askOnce(call, schema, token);
      } catch (error) {
        if (!(error instanceof BrexError)) throw error;
        if (error.kind === 'credentials' && typeof source !== 'string' && !renewed) {
          token = usable(await source.renewed(token), call);
          renewed = true;
        } else if (error.kind === 'rate-limited' && limiter) {
          await limiter.refused(error.retryAfterMs);
          if (sends >= mostSends) throw error;
        } else throw error;
      }
    }
  }

  const getTraced: BrexHttp['getTraced'] = (path, schema, query = []) =>
    ask({ method: 'GET', path, query }, schema);
  const change = async <T>(call: Omit<Call, 'query'>, schema: z.ZodType<T>): Promise<T> =>
    (await ask({ ...call, query: [] }, schema)).value;
  return {
    getTraced,
    get: async (path, schema, query) => (await getTraced(path, schema, query)).value,
    post: (path, schema, body, how) =>
      change(
        { method: 'POST', path, body: body === undefined ? body : JSON.stringify(body), ...how },
        schema,
      ),
    put: (path, schema, body, how) =>
      change({ method: 'PUT', path, body: JSON.stringify(body), ...how }, schema),
    delete: async (path) => void (await change({ method: 'DELETE', path }, z.unknown())),
    agent,
    close: () => agent.close(),
  };
}

/** Waits for the call's turn; a wait that is too long becomes the caller's to arrange. Nothing was sent then. */
async function turn({ limiter }: BrexClientOptions, call: Call): Promise<void> {
  const stayAwayMs = (await limiter?.turn()) ?? 0;
  if (stayAwayMs === 0) return;
  throw new BrexError({
    kind: 'rate-limited',
    message: `Brex asks for fewer calls: the next one may be made in ${Math.ceil(stayAwayMs / 1000)} seconds`,
    method: call.method,
    path: call.path,
    retryAfterMs: stayAwayMs,
  });
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
function usable(token: string, call: Call): string {
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
