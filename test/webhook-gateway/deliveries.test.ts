import { secretsWantedSignal } from '../../workflows/contract';
import { readyEvent, type StartedGateway, secret, startGateway } from './gateway-fixture';

let gateway: StartedGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

const manyIds = (count: number) => Array.from({ length: count }, (_, index) => `accr_${index}`);

describe('a delivery of records', () => {
  it('starts and signals one workflow per record', async () => {
    const { status, answer } = await gateway.deliver(readyEvent('accr_1', 'accr_2'));
    expect([status, answer]).toEqual([200, { records: 2 }]);
    expect(gateway.started.map(({ workflowId }) => workflowId).sort()).toEqual([
      'record/acme/accr_1',
      'record/acme/accr_2',
    ]);
    expect(gateway.started[0]).toMatchObject({
      type: 'postAccountingRecord',
      options: {
        taskQueue: 'posting',
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{ connectionId: 'acme', recordId: 'accr_1' }],
        signal: { name: 'recordReady' },
        signalArgs: [{}],
      },
    });
  });

  it('notes every record in the ledger and in the audit trail', async () => {
    await gateway.deliver(readyEvent('accr_1', 'accr_2'), { id: 'msg_7' });
    expect([...gateway.seen].sort()).toEqual(['accr_1', 'accr_2']);
    expect(gateway.events).toHaveLength(2);
    expect(gateway.events.find(({ recordId }) => recordId === 'accr_1')).toEqual({
      connectionId: 'acme',
      recordId: 'accr_1',
      actor: { kind: 'gateway', name: 'webhook-gateway' },
      step: 'webhook',
      outcome: 'ok',
      summary: 'Brex says that record accr_1 is ready for export',
      details: { webhookId: 'msg_7', eventType: 'ACCOUNTING_RECORD_READY_FOR_EXPORT' },
      workflowId: 'record/acme/accr_1',
      runId: 'run-of-record/acme/accr_1',
    });
  });

  it('is read in snake_case, as earlier versions of Brex send it', async () => {
    const { status } = await gateway.deliver({
      event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
      accounting_record_ids: ['accr_9'],
    });
    expect(status).toBe(200);
    expect(gateway.seen).toEqual(['accr_9']);
  });

  it.each([
    [{ accountingRecordIds: null, accounting_record_ids: ['accr_9'], companyId: null }],
    [{ accountingRecordIds: ['accr_9'], accounting_record_ids: null, company_id: 'cuacc_northwind' }],
    [{ accountingRecordIds: ['accr_9'], accounting_record_ids: ['accr_9'] }],
  ])('is read where both spellings are sent: %j', async (body) => {
    const event_type = 'ACCOUNTING_RECORD_READY_FOR_EXPORT';
    expect((await gateway.deliver({ event_type, ...body })).status).toBe(200);
    expect(gateway.seen).toEqual(['accr_9']);
  });

  it('may name its company where that became known only since the connection was read', async () => {
    gateway.state.companyId = undefined;
    expect((await gateway.deliver(readyEvent('accr_1'))).status).toBe(200);
    gateway.state.companyId = 'cuacc_new';
    expect((await gateway.deliver({ ...readyEvent('accr_2'), companyId: 'cuacc_new' })).status).toBe(200);
    expect(gateway.started.at(-1)?.workflowId).toBe('record/acme/accr_2');
  });

  it('may name its company where that was another one when the connection was read', async () => {
    expect((await gateway.deliver(readyEvent('accr_1'))).status).toBe(200);
    gateway.state.companyId = 'cuacc_new';
    expect((await gateway.deliver({ ...readyEvent('accr_2'), companyId: 'cuacc_new' })).status).toBe(200);
    expect(gateway.started.at(-1)?.workflowId).toBe('record/acme/accr_2');
  });

  it('may name its company where the connection does not know its own', async () => {
    gateway.state.companyId = undefined;
    expect((await gateway.deliver({ ...readyEvent('accr_1'), companyId: 'cuacc_any' })).status).toBe(200);
  });

  it('starts an id that it names several times once', async () => {
    const { answer } = await gateway.deliver(readyEvent('accr_1', 'accr_1', 'accr_2', 'accr_1'));
    expect(answer).toEqual({ records: 2 });
    expect(gateway.started).toHaveLength(2);
    expect(gateway.events).toHaveLength(2);
  });

  it('of fifty records starts them a few at once', async () => {
    const { status } = await gateway.deliver(readyEvent(...manyIds(50)));
    expect(status).toBe(200);
    expect(new Set(gateway.started.map(({ type }) => type))).toEqual(new Set(['postAccountingRecord']));
    expect(gateway.started).toHaveLength(50);
    expect(gateway.open.most).toBeLessThanOrEqual(8);
  });

  it('of more than fifty starts one workflow that fans out', async () => {
    const ids = manyIds(51);
    const { status, answer } = await gateway.deliver(readyEvent(...ids), { id: 'msg_big' });
    expect([status, answer]).toEqual([200, { records: 51 }]);
    expect(gateway.started).toMatchObject([
      {
        type: 'fanOutDelivery',
        workflowId: 'delivery/msg_big',
        options: { args: [{ connectionId: 'acme', webhookId: 'msg_big', recordIds: ids }] },
      },
    ]);
    expect(gateway.seen).toHaveLength(51);
    expect(gateway.events).toMatchObject([
      {
        recordId: null,
        outcome: 'ok',
        workflowId: 'delivery/msg_big',
        details: { webhookId: 'msg_big', recordIds: ids },
        summary: expect.stringContaining('51 records'),
      },
    ]);
  });

  it('of fifty records named twice does not fan out', async () => {
    await gateway.deliver(readyEvent(...manyIds(50), ...manyIds(50)));
    expect(gateway.started).toHaveLength(50);
  });

  it('that comes again is taken again', async () => {
    await gateway.deliver(readyEvent('accr_1'), { id: 'msg_1' });
    expect((await gateway.deliver(readyEvent('accr_1'), { id: 'msg_1' })).status).toBe(200);
    expect(gateway.started.map(({ workflowId }) => workflowId)).toEqual([
      'record/acme/accr_1',
      'record/acme/accr_1',
    ]);
  });

  it('of no records is taken and noted', async () => {
    expect((await gateway.deliver(readyEvent())).status).toBe(200);
    expect(gateway.started).toEqual([]);
    expect(gateway.events).toMatchObject([
      { outcome: 'ignored', summary: expect.stringContaining('names no record') },
    ]);
  });
});

describe('another event', () => {
  it('is answered with 200 and a line in the audit trail', async () => {
    const { status } = await gateway.deliver({
      event_type: 'TRANSFER_PROCESSED',
      transfer_id: 'dptx_1',
      company_id: 'cuacc_northwind',
    });
    expect(status).toBe(200);
    expect(gateway.started).toEqual([]);
    expect(gateway.events).toMatchObject([
      {
        recordId: null,
        outcome: 'ignored',
        summary: 'Brex sent the event TRANSFER_PROCESSED, which is not one that is booked',
        details: { eventType: 'TRANSFER_PROCESSED' },
      },
    ]);
  });

  it('of a kind yet unknown as well', async () => {
    expect((await gateway.deliver({ event_type: 'SOMETHING_NEW_IN_2027' })).status).toBe(200);
  });
});

describe('rotating secrets', () => {
  const next = 'bmV4dC1zZWNyZXQtbmV4dC1zZWNyZXQtbmV4dC1zZWM=';

  it('takes a delivery that both secrets signed, and one that only the second did', async () => {
    gateway.state.webhookSecrets = [secret, `whsec_${next}`];
    expect((await gateway.deliver(readyEvent('accr_1'), { secrets: [next, secret] })).status).toBe(200);
    expect((await gateway.deliver(readyEvent('accr_1'), { secrets: [next] })).status).toBe(200);
  });

  it('knows a new secret at once, though the old ones are remembered', async () => {
    const clock = jest.spyOn(Date, 'now');
    const began = Date.now();
    await gateway.deliver(readyEvent('accr_1'));
    gateway.state.webhookSecrets = [next];
    clock.mockImplementation(() => began + 5_000);
    const { status } = await gateway.deliver(readyEvent('accr_2'), { secrets: [next] });
    clock.mockRestore();
    expect(status).toBe(200);
  });

  it('takes what was fetched from Brex as well as what the connection file names', async () => {
    const named = await gateway.deliver(readyEvent('accr_1'));
    gateway.state.fetchedSecrets = [next];
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2_000);
    const fetched = await gateway.deliver(readyEvent('accr_1'), { secrets: [next] });
    clock.mockRestore();
    expect([named.status, fetched.status]).toEqual([200, 200]);
  });

  it('asks for the secrets of Brex where none that is known signed, once for many deliveries', async () => {
    for (let i = 0; i < 5; i++) await gateway.deliver(readyEvent('accr_1'), { secrets: [next] });
    expect(gateway.started).toMatchObject([
      {
        type: 'renewWebhookSecrets',
        workflowId: 'webhook-secrets/acme',
        options: { signal: secretsWantedSignal },
      },
    ]);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
    await gateway.deliver(readyEvent('accr_1'), { secrets: [next] });
    clock.mockRestore();
    expect(gateway.started).toHaveLength(2);
  });

  it('asks for nothing where a delivery is stale, which no secret mends', async () => {
    await gateway.deliver(readyEvent('accr_1'), { secrets: [next], timestamp: 1_700_000_000 });
    expect(gateway.started).toEqual([]);
  });

  it('lets Brex send again where Temporal cannot be asked for them', async () => {
    gateway.failures.start = Object.assign(new Error('unavailable'), { code: 14, details: '', metadata: {} });
    expect((await gateway.deliver(readyEvent('accr_1'), { secrets: [next] })).status).toBe(503);
  });

  it('reads the connection once for many deliveries, and no oftener than once a second for forged ones', async () => {
    await gateway.deliver(readyEvent('accr_1'));
    const began = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => began + 100);
    for (let i = 0; i < 5; i++)
      await gateway.deliver(readyEvent('accr_1'), { secrets: [i % 2 ? secret : next] });
    clock.mockRestore();
    expect(gateway.state.reads).toBe(1);
  });
});

/** One endpoint serves all customers of a partner's client (BREX.md 3.1). */
describe('a delivery of another connection’s company', () => {
  const second = { id: 'northwind', companyId: 'cuacc_second', webhookSecrets: [secret] };
  const event = { ...readyEvent('accr_1'), companyId: second.companyId };

  it('is taken as that connection’s, which the same secret signs', async () => {
    gateway.state.second = second;
    expect((await gateway.deliver(event)).status).toBe(200);
    expect(gateway.started).toMatchObject([
      {
        workflowId: 'record/northwind/accr_1',
        options: { args: [{ connectionId: 'northwind', recordId: 'accr_1' }] },
      },
    ]);
    expect(gateway.events).toMatchObject([{ connectionId: 'northwind', recordId: 'accr_1' }]);
  });

  it('is taken so also where the connection of the address does not know its own company', async () => {
    gateway.state.second = second;
    gateway.state.companyId = undefined;
    expect((await gateway.deliver(event)).status).toBe(200);
    expect(gateway.started.map(({ workflowId }) => workflowId)).toEqual(['record/northwind/accr_1']);
  });

  it('is refused where that connection’s secrets did not sign it, and its secrets are asked for', async () => {
    gateway.state.second = {
      ...second,
      webhookSecrets: ['bmV4dC1zZWNyZXQtbmV4dC1zZWNyZXQtbmV4dC1zZWM='],
    };
    expect((await gateway.deliver(event)).status).toBe(401);
    expect(gateway.started).toMatchObject([
      { type: 'renewWebhookSecrets', workflowId: 'webhook-secrets/northwind' },
    ]);
    expect(gateway.seen).toEqual([]);
  });
});
