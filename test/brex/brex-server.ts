import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrexClient, type BrexClientOptions, createBrexClient, type Exchange } from '../../brex';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export type Handler = (request: Received, response: ServerResponse) => Answer | 'handled';

export const token = 'bxt_Zq81kW0pLmN7';

/** Drops the connection without an answer. */
export function reset(response: ServerResponse): 'handled' {
  response.destroy();
  return 'handled';
}

/** A real HTTP server that answers as the test says, and a client that talks to it. */
export async function startBrex(handler: Handler, options: Partial<BrexClientOptions> = {}) {
  const received: Received[] = [];
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://brex.test');
    const asked: Received = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    received.push(asked);
    const answer = handler(asked, response);
    if (answer === 'handled') return;
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? '' : body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createBrexClient({
    baseUrl,
    token,
    timeoutMs: 5_000,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  return {
    client,
    baseUrl,
    received,
    exchanges,
    async stop(): Promise<void> {
      await client.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type StartedBrex = Awaited<ReturnType<typeof startBrex>> & { client: BrexClient };

/** The contract's sample record (BREX.md 2.3), as the text that Brex sends. */
export const sampleRecord = `{"id":"accr_abc123","amount":{"amount":100.5,"currency":"USD"},"original_amount":{"amount":100.5,"currency":"USD"},
 "type":"CARD_EXPENSE_POST","review_status":"READY_FOR_EXPORT","source_id":"exp_xyz789","source_type":"CARD",
 "erp_posting_date":"2025-04-24T16:13:49.959513Z","updated_at":"2025-04-24T16:13:49.959513Z","version":1,
 "receipts":[{"id":"receipt_123","download_uris":["https://example.com/receipt_123.pdf"]}],
 "user":{"id":"cuuser_1234","first_name":"John","last_name":"Doe","email":"john.doe@example.com","role":"EMPLOYEE","status":"ACTIVE"},
 "vendor":null,"memo":"Business lunch with client","posted_at":"2025-04-24T16:13:49.959513Z","due_at":null,"invoice_number":null,
 "line_items":[{"id":"arli_abc123","type":"DEBIT","amount":{"amount":100.5,"currency":"USD"},"original_amount":{"amount":100.5,"currency":"USD"},
   "memo":"Office supplies","accounting_field_values":[{"brex_field_id":"ef_123","remote_field_id":"1","brex_field_value_id":"efo_123","remote_field_value_id":"123"}]}]}`;

/** The sample record with other values, as an object to be sent as JSON. */
export function recordLike(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...(JSON.parse(sampleRecord) as Record<string, unknown>), ...changes };
}
