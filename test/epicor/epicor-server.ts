import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, stringify } from 'lossless-json';
import {
  basicLogin,
  createEpicor,
  createEpicorClient,
  type EpicorClientOptions,
  EpicorError,
  type EpicorExchange,
} from '../../epicor';
import { contractFolder, offences, type SentRequest } from './contract-names';

export interface Received extends SentRequest {
  readonly rawQuery: string;
  readonly headers: IncomingMessage['headers'];
  /** The body's JSON with exact numbers. */
  readonly json: Record<string, unknown>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON with exact numbers. */
  readonly body?: unknown;
}

export type Handler = (request: Received, response: ServerResponse) => Answer | 'handled';

export const apiKey = 'key-7f3a91';
export const password = 'pa55-w0rd!';
export const authorization = `Basic ${Buffer.from(`svc-brex:${password}`).toString('base64')}`;

/** Drops the connection without an answer. */
export function reset(response: ServerResponse): 'handled' {
  response.destroy();
  return 'handled';
}

/** A real HTTP server that answers as the test says, and a client of it. `stop` checks every name that was sent. */
export async function startEpicor(handler: Handler, options: Partial<EpicorClientOptions> = {}) {
  const received: Received[] = [];
  const exchanges: EpicorExchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = received.at(received.push(readRequest(request, Buffer.concat(chunks).toString())) - 1);
    const answer = asked ? handler(asked, response) : 'handled';
    if (answer === 'handled') return;
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : (stringify(answer.body) ?? ''));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/Kinetic`;
  const http = createEpicorClient({
    baseUrl,
    company: 'EPIC06',
    apiKey,
    login: basicLogin('svc-brex', password),
    timeoutMs: 10_000,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  return {
    http,
    epicor: createEpicor(http, { coaCode: 'MAIN', bookId: 'MAIN' }),
    received,
    exchanges,
    async stop(): Promise<void> {
      await http.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      if (contractFolder) expect(received.flatMap(offences)).toEqual([]);
    },
  };
}

export type StartedEpicor = Awaited<ReturnType<typeof startEpicor>>;

function readRequest(request: IncomingMessage, body: string): Received {
  const [path = '', rawQuery = ''] = (request.url ?? '').split('?');
  return {
    verb: request.method ?? '',
    path,
    query: Object.fromEntries(new URLSearchParams(rawQuery)),
    rawQuery,
    headers: request.headers,
    body,
    json: body === '' ? {} : (parse(body) as Record<string, unknown>),
  };
}

/** The method or entity set of a request. */
export const called = (request: Received): string => request.path.split('/').at(-1) ?? '';

/** The answer of an entity set of `rows`, in the order of their row version, to a read that goes from page to page. */
export function pageOf(request: Received, rows: readonly { readonly SysRevID: number }[]): Answer {
  const after = Number(/SysRevID gt (\d+)/.exec(request.query.$filter ?? '')?.[1] ?? 0);
  return { body: { value: rows.filter((row) => row.SysRevID > after) } };
}

/** The rows of one table in a sent data set. */
export function sentRows(request: Received | undefined, table: string): Record<string, unknown>[] {
  const ds = request?.json.ds as Record<string, Record<string, unknown>[]> | undefined;
  return ds?.[table] ?? [];
}

/** Epicor's error body (EPICOR.md 2.5). */
export function refusal(message: string, type = 'Ice.Common.BusinessObjectException') {
  return {
    ReasonPhrase: 'REST API Exception',
    ErrorMessage: message,
    ErrorType: type,
    CorrelationId: '11111111-2222-3333-4444-555555555555',
  };
}

/** The error that `call` ends with; fails where it does not. */
export async function errorOf(call: Promise<unknown>): Promise<EpicorError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EpicorError)) throw new Error(`an EpicorError was expected, not ${String(error)}`);
  return error;
}
