import { request } from 'node:http';
import { companyId, readyEvent, type StartedGateway, secret, startGateway } from './gateway-fixture';

let gateway: StartedGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

const other = 'b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC1vdGhlcg==';

function expectNothingStarted(): void {
  expect(gateway.started).toEqual([]);
  expect(gateway.seen).toEqual([]);
}

describe('401', () => {
  it('where no secret of the connection signed the delivery', async () => {
    const { status, answer } = await gateway.deliver(readyEvent('accr_1'), { secrets: [other] });
    expect([status, answer.error]).toEqual([401, 'signature']);
    expect(gateway.seen).toEqual([]);
    expect(gateway.started.map(({ type }) => type)).toEqual(['renewWebhookSecrets']);
    expect(gateway.events).toEqual([]);
  });

  it('where the timestamp is older than five minutes', async () => {
    const timestamp = Math.floor(Date.now() / 1000) - 301;
    const { status, answer } = await gateway.deliver(readyEvent('accr_1'), { timestamp });
    expect([status, answer.message]).toEqual([
      401,
      'the delivery is not verified: Message timestamp too old',
    ]);
    expectNothingStarted();
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('where %s is missing', async (header) => {
    const { status } = await gateway.deliver(readyEvent('accr_1'), { headers: { [header]: undefined } });
    expect(status).toBe(401);
    expectNothingStarted();
  });

  it('where the body was changed on its way', async () => {
    const signature = 'v1,6mFFi/Bg0gw1Yz2KJwZSVq6Bh+XzllS7JVltAlZ8yCU=';
    const { status } = await gateway.deliver(readyEvent('accr_1'), {
      headers: { 'webhook-signature': signature },
    });
    expect(status).toBe(401);
  });

  it('for an empty body that nobody signed', async () => {
    const { status } = await gateway.deliver('', { secrets: [other] });
    expect(status).toBe(401);
  });

  it('while the connection has no secret', async () => {
    gateway.state.webhookSecrets = [];
    const { status, answer } = await gateway.deliver(readyEvent('accr_1'));
    expect([status, answer.message]).toEqual([
      401,
      'the delivery is not verified: this connection has no webhook secret',
    ]);
  });
});

describe('400, naming the field', () => {
  it.each<[string, unknown, string | undefined]>([
    ['no JSON', '{oops', undefined],
    ['an array', [], undefined],
    ['null', 'null', undefined],
    ['no event type', { accountingRecordIds: ['accr_1'] }, 'event_type'],
    ['an event type that is no text', { event_type: 7 }, 'event_type'],
    ['no ids', { event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT', companyId }, 'accountingRecordIds'],
    ['ids that are no list', { ...readyEvent(), accountingRecordIds: 'accr_1' }, 'accountingRecordIds'],
    [
      'an id that is no text',
      { ...readyEvent(), accountingRecordIds: ['accr_1', 7] },
      'accountingRecordIds[1]',
    ],
    ['an empty id', readyEvent('accr_1', 'accr_2', ''), 'accountingRecordIds[2]'],
    ['an id of too many characters', readyEvent('a'.repeat(201)), 'accountingRecordIds[0]'],
    ['an id with a control character', readyEvent('accr_1\u0000'), 'accountingRecordIds[0]'],
    [
      'a wrong id in snake_case',
      { event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT', accounting_record_ids: [null] },
      'accounting_record_ids[0]',
    ],
    ['a company that is no text', { ...readyEvent('accr_1'), companyId: {} }, 'companyId'],
    ['another company', { ...readyEvent('accr_1'), companyId: 'cuacc_other' }, 'companyId'],
    [
      'another company in snake_case',
      {
        event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
        accounting_record_ids: ['a'],
        company_id: 'cuacc_other',
      },
      'companyId',
    ],
  ])('%s', async (_name, payload, field) => {
    const { status, answer } = await gateway.deliver(payload);
    expect({ status, field: answer.field }).toEqual({ status: 400, field });
    expect(field === undefined || answer.message?.startsWith(field)).toBe(true);
    expectNothingStarted();
  });

  it('and leaves a line in the audit trail, since the delivery was signed', async () => {
    await gateway.deliver({ ...readyEvent('accr_1'), companyId: 'cuacc_other' });
    expect(gateway.events).toMatchObject([
      {
        connectionId: 'acme',
        recordId: null,
        step: 'webhook',
        outcome: 'failed',
        summary:
          'A delivery of Brex was refused: companyId: cuacc_other is not the Brex account of connection acme',
        details: { webhookId: 'msg_1' },
      },
    ]);
  });

  it('for a webhook id that could not be part of a workflow id', async () => {
    const { status, answer } = await gateway.deliver(readyEvent('accr_1'), { id: 'm'.repeat(201) });
    expect([status, answer.field]).toEqual([400, 'webhook-id']);
  });
});

describe('the address', () => {
  it.each(['nobody', 'Acme', 'a%2Fb', `a${'x'.repeat(100)}`])(
    '/webhooks/brex/%s is 404',
    async (connection) => {
      expect((await gateway.deliver(readyEvent('accr_1'), { connection })).status).toBe(404);
      expectNothingStarted();
    },
  );

  it('outside of the routes is 404', async () => {
    expect((await fetch(`${gateway.url}/webhooks`)).status).toBe(404);
  });

  it('takes no other method: 405 with Allow', async () => {
    const response = await fetch(`${gateway.url}/webhooks/brex/acme`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('413', () => {
  const oversized = JSON.stringify({ ...readyEvent('accr_1'), padding: 'x'.repeat(1024 * 1024) });

  it('for a body announced as larger than 1 MiB', async () => {
    expect((await gateway.deliver(oversized)).status).toBe(413);
    expectNothingStarted();
  });

  it('for a body that turns out larger than 1 MiB', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = request(
        `${gateway.url}/webhooks/brex/acme`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
        (response) => resolve(response.resume().statusCode),
      );
      post.on('error', reject);
      post.end(oversized);
    });
    expect(status).toBe(413);
  });

  it('but not for one of exactly 1 MiB', async () => {
    const rest = 1024 * 1024 - JSON.stringify({ ...readyEvent('accr_1'), padding: '' }).length;
    const { status } = await gateway.deliver({ ...readyEvent('accr_1'), padding: 'x'.repeat(rest) });
    expect(status).toBe(200);
  });
});

describe('415', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'for the content type "%s"',
    async (type) => {
      const { status } = await gateway.deliver(readyEvent('accr_1'), { headers: { 'content-type': type } });
      expect(status).toBe(415);
      expectNothingStarted();
    },
  );

  it('for a compressed body', async () => {
    const { status } = await gateway.deliver(readyEvent('accr_1'), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(status).toBe(415);
  });

  it('but not for JSON with a character set', async () => {
    const { status } = await gateway.deliver(readyEvent('accr_1'), {
      headers: { 'content-type': 'Application/JSON; charset=utf-8' },
    });
    expect(status).toBe(200);
  });
});

describe('log lines', () => {
  it('carry no secret, signature or body, whatever becomes of a delivery', async () => {
    const memo = 'memo-that-nobody-may-read';
    await gateway.deliver({ ...readyEvent('accr_1'), memo });
    await gateway.deliver({ ...readyEvent('accr_1'), memo }, { secrets: [other] });
    await gateway.deliver({ ...readyEvent(''), memo });
    gateway.failures.see = new Error('unexpected');
    expect((await gateway.deliver({ ...readyEvent('accr_1'), memo })).status).toBe(500);
    const lines = gateway.logLines.join('\n');
    expect(lines).toContain('"connection":"acme","webhookId":"msg_1"');
    expect(lines).toContain('"status":200');
    expect(lines).toContain('"status":401');
    expect(lines).toContain('"status":400');
    expect(lines).toContain('unexpected');
    for (const hidden of [memo, secret, other, 'v1,']) expect(lines).not.toContain(hidden);
  });

  it('hide secret keys of objects that are logged by mistake', async () => {
    const { gatewayLog } = await import('../../webhook-gateway/log');
    const lines: string[] = [];
    const log = gatewayLog({ write: (line: string) => void lines.push(line) }, 'info');
    log.info({
      req: { headers: { 'webhook-signature': 'v1,abc' } },
      connection: { webhookSecrets: [secret] },
    });
    expect(lines.join()).not.toMatch(/v1,abc|NGo3/);
  });
});
