import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'svix';
import type { BrexSandboxOptions } from '../../../sandbox/brex/sandbox';
import { retryLadder } from '../../../sandbox/brex/webhooks/sender';
import { signatureHeader } from '../../../sandbox/brex/webhooks/signing';
import { sandboxCredentials } from '../../../sandbox/world/world';
import { type Endpoint, startEndpoint } from './endpoint';
import { type Running, startSandbox, world } from './harness';

let endpoint: Endpoint;
let running: Running;
const start = async (options: BrexSandboxOptions = {}): Promise<void> => {
  running = await startSandbox({ webhookUrl: endpoint.url, retryScale: 0.00001, ...options });
};
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(async () => {
  await running.stop();
  await endpoint.stop();
});

const exportOne = (): string => {
  const { id } = running.sandbox.records.create({});
  running.sandbox.export([id]);
  return id;
};
const settled = (): Promise<void> => running.sandbox.webhooks.settled();
const bodies = () => endpoint.received.map(({ body }) => JSON.parse(body));
const deliveryIds = () => endpoint.received.map(({ headers }) => headers['webhook-id']);

it('signs as the vector in the contract says (BREX.md 3.3)', async () => {
  await start();
  const body =
    '{"event_type": "TRANSFER_PROCESSED", "transfer_id": "dptx_ckyypz30n000101kgzgnrtqlf", "company_id": "cuacc_ckqckhadg000601r95ox48c2s"}';
  expect(
    signatureHeader(
      ['4j7OxQ4wlv1GmkZ9qLjoFjEFXjpzvHkr'],
      'msg_24Ky2257Hzd0tgc5bWs8TwK9Kod',
      1643393361,
      body,
    ),
  ).toBe('v1,6mFFi/Bg0gw1Yz2KJwZSVq6Bh+XzllS7JVltAlZ8yCU=');
});

describe('the webhook of an export', () => {
  it('names all exported records in one delivery, signed for the endpoint to verify', async () => {
    await start();
    const ids = [1, 2, 3].map(() => running.sandbox.records.create({}).id);
    running.sandbox.export(ids);
    await settled();
    const [delivery] = endpoint.received;
    expect(bodies()).toEqual([
      {
        event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
        accountingRecordIds: ids,
        companyId: world.brex.companyId,
      },
    ]);
    expect(delivery?.headers['webhook-id']).toMatch(/^msg_[0-9A-Za-z]{27}$/);
    const webhook = new Webhook(sandboxCredentials.webhookSecret);
    expect(() => webhook.verify(delivery?.body ?? '', delivery?.headers ?? {})).not.toThrow();
    expect(() => webhook.verify(`${delivery?.body} `, delivery?.headers ?? {})).toThrow();
  });

  it('has the earlier spelling, by switch', async () => {
    await start({ behaviour: { webhookSpelling: 'snake' } });
    const id = exportOne();
    await settled();
    expect(bodies()).toEqual([
      { event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT', accounting_record_ids: [id] },
    ]);
  });

  it('leaves bills out, unless a switch says otherwise', async () => {
    await start();
    const bill = running.sandbox.records.create({ type: 'BILL_EXPENSE' });
    const card = running.sandbox.records.create({});
    running.sandbox.export([bill.id, card.id]);
    running.sandbox.behave({ billsInWebhooks: true });
    running.sandbox.export([bill.id]);
    await settled();
    expect(bodies().map(({ accountingRecordIds }) => accountingRecordIds)).toEqual(
      expect.arrayContaining([[card.id], [bill.id]]),
    );
    expect(running.sandbox.records.get(bill.id).reviewStatus).toBe('READY_FOR_EXPORT');
  });

  it('is not sent where nobody subscribed', async () => {
    await start({ webhookUrl: undefined });
    exportOne();
    await settled();
    expect(running.sandbox.webhooks.deliveries()).toEqual([]);
  });
});

describe('an endpoint that does not take a delivery', () => {
  it('gets it again under the same id, until it answers 2xx', async () => {
    await start();
    endpoint.answerWith(500, 302, 503, 200);
    exportOne();
    await settled();
    expect(endpoint.received).toHaveLength(4);
    expect(new Set(deliveryIds()).size).toBe(1);
    expect(running.sandbox.webhooks.deliveries()[0]).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 500 }, { status: 302 }, { status: 503 }, { status: 200 }],
    });
  });

  it('is given up after the eight attempts of the ladder', async () => {
    await start();
    endpoint.answerWith(503);
    exportOne();
    await settled();
    expect(endpoint.received).toHaveLength(8);
    expect(running.sandbox.webhooks.deliveries()[0]?.state).toBe('failed');
  });

  it('waits as Svix does between attempts', () => {
    expect(retryLadder).toEqual([0, 5e3, 3e5, 18e5, 72e5, 18e6, 36e6, 36e6]);
  });

  it('counts as failed where it does not answer in time', async () => {
    await start({ webhookTimeoutMs: 100 });
    endpoint.answerWith(0, 200);
    exportOne();
    await settled();
    expect(running.sandbox.webhooks.deliveries()[0]).toMatchObject({
      state: 'delivered',
      attempts: [{ status: null, error: expect.stringContaining('timeout') }, { status: 200 }],
    });
  });

  it('counts as failed where nobody listens', async () => {
    await endpoint.stop();
    await start();
    exportOne();
    await settled();
    expect(running.sandbox.webhooks.deliveries()[0]).toMatchObject({
      state: 'failed',
      attempts: Array.from({ length: 8 }, () => ({ status: null })),
    });
  });

  it('gets what was pending after the stand-in was restarted', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'brex-sandbox-'));
    const dataFile = join(directory, 'brex.json');
    await start({ dataFile, retryScale: 0.1 });
    endpoint.answerWith(503, 200);
    const id = exportOne();
    while (running.sandbox.webhooks.deliveries()[0]?.attempts.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await running.stop();
    await start({ dataFile, retryScale: 0.1 });
    await settled();
    expect(deliveryIds()).toHaveLength(2);
    expect(new Set(deliveryIds()).size).toBe(1);
    expect(running.sandbox.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
    rmSync(directory, { recursive: true });
  });
});

describe('while secrets are rotated', () => {
  it('each delivery bears two signatures, and either secret verifies it', async () => {
    await start();
    const newest = running.sandbox.webhooks.rotateSecret();
    exportOne();
    await settled();
    const [delivery] = endpoint.received;
    expect(delivery?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [newest, sandboxCredentials.webhookSecret]) {
      expect(() => new Webhook(secret).verify(delivery?.body ?? '', delivery?.headers ?? {})).not.toThrow();
    }
  });

  it('only the newest signs once the old ones are revoked', async () => {
    await start();
    const newest = running.sandbox.webhooks.rotateSecret();
    running.sandbox.webhooks.revokeOldSecrets();
    expect((await running.call('GET', '/v1/webhooks/secrets')).body).toEqual([
      { secret: newest, status: 'ACTIVE' },
    ]);
    exportOne();
    await settled();
    const [delivery] = endpoint.received;
    const old = new Webhook(sandboxCredentials.webhookSecret);
    expect(() => old.verify(delivery?.body ?? '', delivery?.headers ?? {})).toThrow();
  });
});

describe('deliveries by switch', () => {
  it('come several times under one id', async () => {
    await start({ behaviour: { webhookCopies: 3 } });
    exportOne();
    await settled();
    expect(deliveryIds()).toHaveLength(3);
    expect(new Set(deliveryIds()).size).toBe(1);
  });

  it('come out of order', async () => {
    await start({ behaviour: { webhookOutOfOrder: true } });
    const [first, second] = [exportOne(), exportOne()];
    await settled();
    expect(bodies().map(({ accountingRecordIds }) => accountingRecordIds[0])).toEqual([second, first]);
  });

  it('are sent again by hand, later, under the same id', async () => {
    await start();
    exportOne();
    await settled();
    await running.sandbox.webhooks.resend(deliveryIds()[0] ?? '');
    expect(deliveryIds()).toHaveLength(2);
    expect(new Set(deliveryIds()).size).toBe(1);
  });

  it('may be of other events', async () => {
    await start();
    running.sandbox.webhooks.sendEvent({ event_type: 'USER_UPDATED', user_id: 'cuuser_1' });
    await settled();
    expect(bodies()).toEqual([{ event_type: 'USER_UPDATED', user_id: 'cuuser_1' }]);
  });
});
