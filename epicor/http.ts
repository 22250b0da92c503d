import { Agent } from 'undici';
import { retryAfterMs } from '../http/retry-after';
import { scrub, secretsOf } from '../http/scrub';
import { wasNeverSent } from '../http/unsent';
import { classify } from './classify';
import { readErrorBody } from './error-body';
import { EpicorError, type EpicorErrorKind } from './errors';
import { parseJson, writeJson } from './json';
import type { EpicorLogin } from './login';
import { NotPermitted, onlyWith, type WritePermit } from './write-permit';

export interface EpicorClientOptions {
  /** Up to and including the instance: "https://erp.example.com/Kinetic". */
  readonly baseUrl: string;
  readonly company: string;
  /** Site for the CallSettings header. */
  readonly plant?: string;
  readonly apiKey: string;
  readonly login: EpicorLogin;
  /** GUID of the licence type that calls claim; left out: Epicor's Default (EPICOR.md 1.3, 7). */
  readonly license?: string;
  /** For headers and body where `timeouts` says nothing else. */
  readonly timeoutMs?: number;
  readonly timeouts?: Partial<EpicorTimeouts>;
  /** Connections kept to this Epicor: each call under way holds a licence (EPICOR.md 7). */
  readonly connections?: number;
  /** Ends calls under way, as a worker's shutdown does: for a write this is a lost answer. */
  readonly signal?: () => AbortSignal | undefined;
  /** The permit of a write that begins now, asked for once more before its first byte; left out: always given. */
  readonly permit?: () => WritePermit | undefined;
  readonly onExchange?: (exchange: EpicorExchange) => void;
}

export interface EpicorTimeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  /** The longest silence within a body. */
  readonly bodyMs: number;
}

/** One call as it went, for logs and metrics: no query, no secret. */
export interface EpicorExchange {
  readonly system: 'epicor';
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  /** Epicor's correlation id. */
  readonly traceId: string | null;
  readonly outcome: 'ok' | 'error' | 'lost';
}

export interface EpicorRequest {
  readonly verb: 'GET' | 'POST';
  readonly service: string;
  /** Method or entity set. */
  readonly method: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Instead of a query: path and query of a next page, as `ownLink` gave them. */
  readonly link?: string;
  readonly body?: unknown;
  /** Whether repeating the call may do harm, so that an answer that does not come is `lost-answer`. */
  readonly write: boolean;
}

/** The wire to one Epicor company: v2 URLs, headers, timeouts and the meaning of failures (EPICOR.md 1, 2.5). */
export interface EpicorHttp {
  readonly company: string;
  /** The reply's JSON, numbers kept exact; `{}` for an empty body. Throws `EpicorError`. */
  send(request: EpicorRequest): Promise<unknown>;
  /**
   * Path and query of a link that a reply gave to the next page of `method`; null where it leads elsewhere than to
   * that method on this server, since a login must not follow it there.
   */
  ownLink(service: string, method: string, link: string): string | null;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const largestReplyBytes = 256 * 1024 * 1024;
const defaultTimeouts: EpicorTimeouts = { connectMs: 10_000, headersMs: 120_000, bodyMs: 120_000 };

/** A client of one Epicor company over v2 REST. Nothing is sent before the first call; `close` frees connections. */
export function createEpicorClient(options: EpicorClientOptions): EpicorHttp {
  const base = new URL(options.baseUrl);
  const agent = createAgent(options);
  const root = `${base.pathname.replace(/\/+$/, '')}/api/v2/odata/${encodeURIComponent(options.company)}`;

  const exchange = async (request: EpicorRequest, path: string, authorization: string): Promise<Answer> => {
    const permit = request.write ? options.permit?.() : undefined;
    const sender = permit ? agent.compose(onlyWith(permit)) : agent;
    const reply = await sender.request({
      origin: base.origin,
      path: request.link ?? path + queryString(request.query),
      method: request.verb,
      headers: headersOf(options, authorization),
      body: request.body === undefined ? null : writeJson(request.body),
      signal: options.signal?.() ?? null,
    });
    const retryAfter = [reply.headers['retry-after']].flat()[0];
    return { status: reply.statusCode, retryAfter, text: await reply.body.text() };
  };

  const attempt = async (request: EpicorRequest, authorization: string): Promise<unknown> => {
    const path = `${root}/${request.service}/${request.method}`;
    const secrets = [options.apiKey, ...secretsOf(authorization)].filter((secret) => secret !== '');
    const startedAt = Date.now();
    let status: number | null = null;
    const told = (error: EpicorError | null): void =>
      options.onExchange?.({
        system: 'epicor',
        method: request.verb,
        path,
        status,
        ms: Date.now() - startedAt,
        traceId: error?.correlationId ?? null,
        outcome: outcomeOf(error),
      });
    try {
      const answer = await exchange(request, path, authorization).catch((failure: unknown) => {
        throw failure instanceof NotPermitted ? failure.reason : noAnswer(request, failure, secrets);
      });
      status = answer.status;
      const value = readAnswer(request, answer, secrets);
      told(null);
      return value;
    } catch (error) {
      if (error instanceof EpicorError) told(error);
      throw error;
    }
  };

  /** A login that was refused did nothing, so that even a write may be tried again: once, with another one. */
  const send = async (request: EpicorRequest): Promise<unknown> => {
    const header = await options.login.header();
    try {
      return await attempt(request, header);
    } catch (failure) {
      if (!isRefusedLogin(failure)) throw failure;
      const another = await options.login.another(header);
      if (another === null) throw failure;
      return attempt(request, another);
    }
  };

  const ownLink: EpicorHttp['ownLink'] = (service, method, link) => {
    const path = `${root}/${service}/${method}`;
    if (!URL.canParse(link, base.origin + path)) return null;
    const url = new URL(link, base.origin + path);
    return url.origin === base.origin && url.pathname === path ? path + url.search : null;
  };

  return { company: options.company, send, ownLink, close: () => agent.close() };
}

function createAgent(options: EpicorClientOptions): Agent {
  const both = options.timeoutMs;
  const timeouts = {
    ...defaultTimeouts,
    ...(both === undefined ? {} : { headersMs: both, bodyMs: both }),
    ...options.timeouts,
  };
  return new Agent({
    connections: options.connections ?? 4,
    connect: { timeout: timeouts.connectMs },
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    keepAliveTimeout: 30_000,
    maxResponseSize: largestReplyBytes,
  });
}

function headersOf(options: EpicorClientOptions, authorization: string): Record<string, string> {
  const settings = { Company: options.company, Plant: options.plant, Language: '', FormatCulture: '' };
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'brex-kinetic',
    authorization,
    'x-api-key': options.apiKey,
    ...(options.plant === undefined ? {} : { CallSettings: JSON.stringify(settings) }),
    ...(options.license === undefined ? {} : { License: licenseClaim(options.license) }),
  };
}

/** Calls belong to no session: each takes its licence for its own duration. */
function licenseClaim(license: string): string {
  return JSON.stringify({ ClaimedLicense: license, SessionID: '' });
}

/** A 401 for who calls; a bad API key is none of the login's, and a denied method says so (EPICOR.md 1.4). */
function isRefusedLogin(failure: unknown): boolean {
  if (!(failure instanceof EpicorError) || failure.status !== 401) return false;
  return failure.kind === 'credentials' && !/api[ -]?key/i.test(failure.said);
}

/** Spaces as %20, never + (EPICOR.md 2.1). */
function queryString(query: EpicorRequest['query']): string {
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function readAnswer(request: EpicorRequest, answer: Answer, secrets: readonly string[]): unknown {
  const { status, text } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && text.trim() === '') return {};
  if (isSuccess) {
    try {
      return parseJson(text);
    } catch (cause) {
      const kind: EpicorErrorKind = request.write ? 'lost-answer' : 'bad-reply';
      const message = scrub(`the reply is not JSON: ${text.slice(0, 200)}`, secrets);
      throw new EpicorError({
        kind,
        message,
        service: request.service,
        method: request.method,
        status,
        cause,
      });
    }
  }
  const body = readErrorBody(status, text);
  throw new EpicorError({
    kind: classify(status, body, request.write),
    message: scrub(body.message, secrets),
    service: request.service,
    method: request.method,
    status,
    errorType: body.errorType,
    correlationId: body.correlationId,
    retryAfterMs: retryAfterMs(answer.retryAfter),
  });
}

function noAnswer(request: EpicorRequest, failure: unknown, secrets: readonly string[]): EpicorError {
  const lost = request.write && !wasNeverSent(failure);
  const why = failure instanceof Error ? failure.message || failure.name : String(failure);
  return new EpicorError({
    kind: lost ? 'lost-answer' : 'transient',
    message: scrub(`no answer: ${why}`, secrets),
    service: request.service,
    method: request.method,
    cause: failure,
  });
}

function outcomeOf(error: EpicorError | null): EpicorExchange['outcome'] {
  if (error === null) return 'ok';
  return error.kind === 'lost-answer' || error.status === null ? 'lost' : 'error';
}
