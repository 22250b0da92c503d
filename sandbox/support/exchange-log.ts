import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';

/** One request and what was answered; the contract tests read these lines. */
export interface LoggedExchange {
  readonly system: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The raw query string, without "?". */
  readonly query: string;
  /** Names in lower case; credentials are masked. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** null where the connection was dropped before an answer. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** The fault that this request met; null for an answer of the stand-in itself. */
  readonly fault: string | null;
}

export interface ExchangeLogger {
  write(exchange: LoggedExchange): void;
}

let opened = 0;

/**
 * Writes exchanges as JSON lines to a file of its own in `directory` (default: the environment's
 * EXCHANGE_LOG_DIR); without one it only calls `onExchange`. Appends synchronously: a line must not be lost
 * with a process that is killed right after it.
 */
export function exchangeLogger(
  system: string,
  options: { directory?: string; onExchange?: (exchange: LoggedExchange) => void } = {},
): ExchangeLogger {
  const directory = options.directory ?? process.env.EXCHANGE_LOG_DIR;
  if (directory) mkdirSync(directory, { recursive: true });
  opened += 1;
  const file = directory ? join(directory, `${system}-${process.pid}-${Date.now()}-${opened}.jsonl`) : null;
  return {
    write(exchange) {
      options.onExchange?.(exchange);
      if (file) appendFileSync(file, `${JSON.stringify(exchange)}\n`);
    },
  };
}

const secretHeaders = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization']);

/** Logs every exchange once it is over. Comes after the body was read and before everything else. */
export function exchangeMiddleware(system: string, logger: ExchangeLogger): RequestHandler {
  return (request, response, next) => {
    const { end } = response;
    response.end = ((...given: unknown[]) => {
      response.locals.sent = given[0];
      return Reflect.apply(end, response, given);
    }) as Response['end'];
    let written = false;
    const write = (): void => {
      if (written) return;
      written = true;
      logger.write(describe(system, request, response));
    };
    response.once('finish', write);
    response.once('close', write);
    next();
  };
}

function describe(system: string, request: Request, response: Response): LoggedExchange {
  const [path = '', query = ''] = request.originalUrl.split(/\?(.*)/s);
  const dropped = response.locals.dropped === true || !response.writableEnded;
  return {
    system,
    method: request.method,
    path,
    query: query.replace(/(api-key=)[^&]*/g, '$1***'),
    requestHeaders: masked(request.headers),
    requestBody: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
    status: dropped ? null : response.statusCode,
    responseHeaders: masked(response.getHeaders()),
    responseBody: withoutSecrets(request, asText(dropped ? response.locals.swallowed : response.locals.sent)),
    fault: typeof response.locals.fault === 'string' ? response.locals.fault : null,
  };
}

function masked(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name.toLowerCase(),
        secretHeaders.has(name.toLowerCase()) ? '***' : String(value),
      ]),
  );
}

/** Epicor echoes a bad key in its answer. */
function withoutSecrets(request: Request, body: string): string {
  const key = request.headers['x-api-key'];
  return typeof key === 'string' && key.length > 0 ? body.split(key).join('***') : body;
}

function asText(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  return Buffer.isBuffer(sent) ? sent.toString('utf8') : '';
}
