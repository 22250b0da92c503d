import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { type RunningCodecServer, startCodecServer } from '../../temporal/codec-server';
import { payloadCodecs } from '../../temporal/data-converter';

const masterKey = randomBytes(32);
const ui = 'http://localhost:8233';
let server: RunningCodecServer;

beforeAll(async () => {
  server = await startCodecServer({ codecs: payloadCodecs(masterKey), uiOrigins: [ui], port: 0 });
});
afterAll(() => server.close());

/** A payload as the Web UI sends it: Temporal's JSON form, bytes in base64. */
async function asJson(value: unknown, key: Uint8Array | null): Promise<unknown> {
  let payloads: Payload[] = [defaultPayloadConverter.toPayload(value)];
  for (const codec of key ? payloadCodecs(key) : []) payloads = await codec.encode(payloads);
  const [payload] = payloads;
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const metadata = Object.entries(payload?.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)]);
  return { metadata: Object.fromEntries(metadata), data: base64(payload?.data ?? new Uint8Array()) };
}

function decode(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/decode`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-namespace': 'default', origin: ui, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function values(response: Response): Promise<unknown[]> {
  const { payloads } = (await response.json()) as { payloads: { data: string }[] };
  return payloads.map(({ data }) => JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
}

describe('the codec server', () => {
  it('decodes payloads for the Web UI', async () => {
    const response = await decode({ payloads: [await asJson({ merchant: 'Grainger' }, masterKey)] });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(ui);
    expect(await values(response)).toEqual([{ merchant: 'Grainger' }]);
  });

  it('passes on what was not encoded', async () => {
    expect(await values(await decode({ payloads: [await asJson({ by: 'Ann' }, null)] }))).toEqual([
      { by: 'Ann' },
    ]);
  });

  it('answers the preflight of the Web UI with the headers that it sends', async () => {
    const response = await fetch(`${server.url}/decode`, { method: 'OPTIONS', headers: { origin: ui } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'content-type, x-namespace, authorization',
    );
  });

  it.each(['http://localhost:8234', 'https://example.com', 'null'])(
    'decodes nothing for pages of %s',
    async (origin) => {
      const response = await decode({ payloads: [await asJson('x', masterKey)] }, { origin });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await response.text()).not.toContain('payloads"');
    },
  );

  it('says which key a payload of another installation needs', async () => {
    const response = await decode({ payloads: [await asJson('x', randomBytes(32))] });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.stringContaining('BREX_KINETIC_MASTER_KEY') });
  });

  it.each(['{"payloads": 1}', '{}', 'not json'])('refuses the body %s', async (body) => {
    expect((await decode(body)).status).toBe(400);
  });

  it('says that it runs', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
  });

  it('does not encode', async () => {
    expect((await fetch(`${server.url}/encode`, { method: 'POST' })).status).toBe(404);
  });
});
