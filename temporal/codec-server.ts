import type { AddressInfo } from 'node:net';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import express from 'express';

const { Payload: PayloadMessage } = temporal.api.common.v1;

export interface CodecServerOptions {
  /** In the order of encoding, as data-converter.ts gives them. */
  readonly codecs: readonly PayloadCodec[];
  /** Origins of the Temporal Web UI: no other page may read what is decoded. */
  readonly uiOrigins: readonly string[];
}

/**
 * Decodes payloads for the Temporal Web UI: POST /decode with `{ payloads: [...] }` in Temporal's JSON form.
 * It decodes only: what is typed in the UI goes to the server as plain JSON, which the data converter reads.
 * GET /healthz says that it runs.
 */
export function createCodecServer({ codecs, uiOrigins }: CodecServerOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const origin = request.get('origin');
    response.vary('Origin');
    if (origin !== undefined && !uiOrigins.includes(origin)) {
      response.status(403).json({ message: `Pages of ${origin} may not have payloads decoded.` });
      return;
    }
    if (origin !== undefined) allow(response, origin);
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.post('/decode', express.json({ limit: '8mb' }), async (request, response) => {
    const payloads = readPayloads(request.body);
    if (!payloads) {
      response.status(400).json({ message: 'The body is not {"payloads": [...]} as JSON.' });
      return;
    }
    response.json({ payloads: (await decode(payloads, codecs)).map(toJson) });
  });
  app.use(answerError);
  return app;
}

export interface RunningCodecServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on loopback unless another host is named: whoever reaches it reads every payload. */
export async function startCodecServer(
  options: CodecServerOptions & { readonly port: number; readonly host?: string },
): Promise<RunningCodecServer> {
  const host = options.host ?? '127.0.0.1';
  const server = await new Promise<ReturnType<express.Express['listen']>>((resolve, reject) => {
    const listening = createCodecServer(options).listen(options.port, host, (error) =>
      error ? reject(error) : resolve(listening),
    );
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function allow(response: express.Response, origin: string): void {
  response.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'POST, OPTIONS',
    'Access-Control-Allow-Headers': 'content-type, x-namespace, authorization',
    'Access-Control-Max-Age': '600',
  });
}

function readPayloads(body: unknown): Payload[] | null {
  const payloads = (body as { payloads?: unknown } | undefined)?.payloads;
  if (!Array.isArray(payloads)) return null;
  return payloads.map((each) => PayloadMessage.fromObject(each));
}

async function decode(payloads: Payload[], codecs: readonly PayloadCodec[]): Promise<Payload[]> {
  let decoded = payloads;
  for (const codec of [...codecs].reverse()) decoded = await codec.decode(decoded);
  return decoded;
}

function toJson(payload: Payload): Record<string, unknown> {
  return PayloadMessage.toObject(PayloadMessage.create(payload), { bytes: String });
}

/** A payload of another key, or one that was cut: the UI shows the message in the payload's place. */
const answerError: express.ErrorRequestHandler = (
  error: Error & { status?: number },
  _request,
  response,
  _next,
) => {
  response.status(error.status ?? 400).json({ message: error.message });
};
