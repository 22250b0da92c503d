import { randomUUID } from 'node:crypto';
import type { BrexBehaviour } from '../../sandbox/brex/behaviour';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import type { StoredRecord } from '../../sandbox/brex/model/state';
import { invoicesOf, story, until, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';
import { sign } from '../webhook-gateway/gateway-fixture';

const expense: RecordDraft = { merchant: 'uline', amount: '31.00', account: '6520|60|100|00' };
const lists = 'GET /v3/accounting/records';
const singles = 'GET /v3/accounting/records/:id';
const merchants = 'GET /v1/expenses/:id';

const make = (stack: Stack, count: number): string[] =>
  Array.from({ length: count }, () => stack.brex.records.create(expense).id);

const calls = (stack: Stack, kind: string): number => stack.brex.calls.counts()[kind] ?? 0;

const reported = (record: StoredRecord): string[] => record.results.map(({ kind }) => kind);

/** Fails unless each stands in Epicor once, and was reported to Brex once. */
async function expectEachOnce(stack: Stack, ids: readonly string[]): Promise<void> {
  for (const id of ids) await untilState(stack, id, 'exported');
  for (const id of ids) {
    expect(invoicesOf(stack, id)).toHaveLength(1);
    expect(reported(stack.brex.records.get(id))).toEqual(['success']);
  }
}

/** Holds the write of a record in Epicor long enough for something to happen to it in Brex. */
async function whileItIsWritten(stack: Stack, id: string, happen: () => void): Promise<void> {
  const fault = stack.epicor.faults.arm({
    fault: 'delay',
    delayMs: 3_000,
    match: { path: 'APInvoiceSvc/UpdateMaster', body: id },
  });
  await until(`${id} is being written`, async () =>
    stack.epicor.faults.list().some(({ id: armed, met }) => armed === fault.id && met > 0),
  );
  happen();
}

describe('a large delivery', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());
  beforeEach(() => stack.brex.calls.reset());
  afterEach(() => {
    stack.brex.behave({
      exportResults: 'atomic',
      refusalDetails: true,
      missingIds: 'dropped',
    });
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
  });

  it('of two hundred records costs a tenth of a call for each, merchants aside, and hardly more with them', async () => {
    const ids = make(stack, 200);
    stack.brex.export(ids);
    // each quarter within the patience of one record: a busy machine takes its time
    for (const part of [1, 2, 3, 4])
      await until(`${part * 50} are exported`, async () => {
        const { exported } = await stack.store.ledger.counts(stack.connectionId);
        return exported >= part * 50;
      });
    await expectEachOnce(stack, ids);
    const counts = stack.brex.calls.counts();
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const ofMerchants = calls(stack, merchants) + calls(stack, 'GET /v1/expenses');
    expect(total - ofMerchants).toBeLessThanOrEqual(20);
    expect(ofMerchants).toBeLessThanOrEqual(40);
  }, 400_000);

  it.each<[string, Partial<BrexBehaviour>]>([
    ['leaves out ids it does not have', { missingIds: 'dropped' }],
    ['refuses lists with ids it does not have', { missingIds: 'refused' }],
  ])('is read together where Brex %s', async (_, behaviour) => {
    stack.brex.behave(behaviour);
    const ids = make(stack, 30);
    const [deleted = '', ...others] = ids;
    stack.brex.records.makeReady(ids);
    stack.brex.records.delete(deleted);
    stack.brex.webhooks.sendReady(ids);
    await expectEachOnce(stack, others);
    await untilState(stack, deleted, 'closed');
    expect(calls(stack, lists) + calls(stack, singles)).toBeLessThan(20);
  });

  it.each<[string, Partial<BrexBehaviour>]>([
    ['takes none of a request and names those in the way', {}],
    ['takes none of a request and names nobody', { refusalDetails: false }],
    ['takes the others, and says so', { exportResults: 'partial' }],
    ['takes the others, but refuses the request', { exportResults: 'partial-refused' }],
  ])(
    'reports each once, though one was deleted and one was returned meanwhile, where Brex %s',
    async (_, behaviour) => {
      stack.brex.behave(behaviour);
      const ids = make(stack, 30);
      const [deleted = '', returned = '', ...others] = ids;
      const meanwhile = Promise.all([
        whileItIsWritten(stack, deleted, () => stack.brex.records.delete(deleted)),
        whileItIsWritten(stack, returned, () =>
          stack.brex.records.report(returned, { kind: 'failure', message: 'by a bookkeeper' }),
        ),
      ]);
      stack.brex.export(ids);
      await meanwhile;
      await expectEachOnce(stack, others);
      await untilWaiting(stack, deleted, 'deleted-in-brex');
      await untilState(stack, returned, 'committed');
      expect(reported(stack.brex.records.get(returned))).toEqual(['failure']);
      await until('the trail says that it was not reported', async () =>
        (await story(stack, returned)).join('\n').includes('booked, not reported'),
      );
    },
  );

  it('tells of one that someone else reported meanwhile', async () => {
    const ids = make(stack, 12);
    const [elsewhere = '', ...others] = ids;
    const meanwhile = whileItIsWritten(stack, elsewhere, () => stack.brex.records.markExported(elsewhere));
    stack.brex.export(ids);
    await meanwhile;
    await expectEachOnce(stack, others);
    await untilWaiting(stack, elsewhere, 'exported-elsewhere');
  });

  it.each([
    ['taken, then the connection was dropped', { fault: 'commit-then-drop' }],
    [
      'taken, then answered as if none was',
      { fault: 'status', status: 200, commit: true, body: { updated_accounting_record_ids: [] } },
    ],
    ['not taken: 429', { fault: 'status', status: 429 }],
  ] as const)('reports each once where the report of many was %s', async (_, fault) => {
    stack.brex.faults.arm({ ...fault, match: { path: 'export-results' } });
    const ids = make(stack, 30);
    stack.brex.export(ids);
    await expectEachOnce(stack, ids);
  });
});

describe('the largest delivery that the gateway takes', () => {
  let stack: Stack;

  afterEach(() => stack?.stop());

  it('is answered in time, with every record of it noted', async () => {
    stack = await startStack({ worker: false });
    const ids = Array.from({ length: 22_000 }, () => `accr_${randomUUID()}`);
    const body = JSON.stringify({
      event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
      accountingRecordIds: ids,
    });
    const { webhookSecrets } = await stack.store.connections.secrets(stack.connectionId);
    const [secret = ''] = webhookSecrets;
    const timestamp = Math.floor(Date.now() / 1000);
    const answer = await fetch(`${stack.gatewayUrl}/webhooks/brex/${stack.connectionId}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_largest',
        'webhook-timestamp': String(timestamp),
        'webhook-signature': sign(secret, 'msg_largest', timestamp, body),
      },
    });
    expect([answer.status, await answer.json()]).toEqual([200, { records: ids.length }]);
    await expect(stack.store.ledger.counts(stack.connectionId)).resolves.toMatchObject({ seen: ids.length });
  });
});

describe('a worker killed after the report of many was sent', () => {
  let stack: Stack;

  afterEach(() => stack?.stop());

  it('leaves each to be found reported by another worker', async () => {
    stack = await startStack({ worker: false });
    const held = { path: 'export-results', times: 0 };
    stack.brex.faults.arm({ fault: 'timeout', commit: true, match: held, delayMs: 600_000 });
    const ids = make(stack, 12);
    const first = await WorkerProcess.start(stack);
    stack.brex.export(ids);
    await until('a report of many is held', async () => {
      const { reporting } = await stack.store.ledger.counts(stack.connectionId);
      return reporting > 1 && (stack.brex.faults.list()[0]?.met ?? 0) > 0;
    });
    await first.kill();
    stack.brex.faults.clear();
    const second = await WorkerProcess.start(stack);
    try {
      await expectEachOnce(stack, ids);
    } finally {
      await second.stop();
    }
  });
});
