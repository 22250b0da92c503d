import { createControl } from '../../../sandbox/brex/control';
import { readEnvironment } from '../../../sandbox/brex/environment';
import { type Listening, listen } from '../../../sandbox/support/listen';
import { type Running, startSandbox } from './harness';

let running: Running;
let control: Listening;
beforeEach(async () => {
  running = await startSandbox();
  control = await listen(createControl(running.sandbox), 0);
});
afterEach(async () => {
  await control.close();
  await running.stop();
});

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${control.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the control API of the stand-in for Brex', () => {
  it('arms and clears faults', async () => {
    await ask('POST', '/control/faults', { match: { path: '/v2/company' }, fault: 'status', status: 500 });
    expect((await running.call('GET', '/v2/company')).status).toBe(500);
    await ask('POST', '/control/faults', { fault: 'status', match: { times: 0 } });
    await ask('DELETE', '/control/faults');
    expect((await running.call('GET', '/v2/company')).status).toBe(200);
  });

  it('turns switches and refuses those that do not exist', async () => {
    expect((await ask('POST', '/control/behaviour', { webhookSpelling: 'snake' })).body.webhookSpelling).toBe(
      'snake',
    );
    const refused = await ask('POST', '/control/behaviour', { webhookSpeling: 'snake' });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toContain('webhookSpeling');
  });

  it('makes, exports, recodes and deletes records', async () => {
    const { body: record } = await ask('POST', '/control/records', { amount: '12.00' });
    expect((await ask('POST', '/control/records/export', { ids: [record.id] })).status).toBe(204);
    expect(
      (await ask('POST', `/control/records/${record.id}/recode`, { amount: '13.00' })).body.amount.amount,
    ).toBe('13.00');
    expect((await ask('GET', `/control/state/records/${record.id}`)).body.reviewStatus).toBe(
      'READY_FOR_EXPORT',
    );
    expect((await ask('DELETE', `/control/records/${record.id}`)).status).toBe(204);
    expect((await ask('GET', `/control/state/records/${record.id}`)).status).toBe(400);
  });

  it('says what is wrong with a draft', async () => {
    const refused = await ask('POST', '/control/records', { amount: 12 });
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining('amount')]);
  });

  it('lets the bookkeeper work', async () => {
    const first = await ask('POST', '/control/bookkeeper/first-batch');
    const more = await ask('POST', '/control/bookkeeper/more');
    const summary = await ask('GET', '/control/state/summary');
    expect(summary.body).toMatchObject({
      records: { READY_FOR_EXPORT: first.body.ids.length + more.body.ids.length },
      firstBatch: true,
    });
  });

  it('counts calls by operation', async () => {
    await running.call('GET', '/v3/accounting/records/accr_1');
    await running.call('GET', '/v3/accounting/records/accr_2');
    expect((await ask('GET', '/control/state/calls')).body).toEqual({ 'GET /v3/accounting/records/:id': 2 });
  });
});

describe("the process's environment", () => {
  it('has the sandbox ports by default', () => {
    expect(readEnvironment({ DATA_FILE: '' })).toMatchObject({
      PORT: 4010,
      CONTROL_PORT: 4030,
      HOST: '127.0.0.1',
    });
  });

  it('is refused with every variable that is wrong', () => {
    expect(() => readEnvironment({ PORT: 'x', WEBHOOK_URL: 'nowhere' })).toThrow(
      /PORT[\s\S]*WEBHOOK_URL|WEBHOOK_URL[\s\S]*PORT/,
    );
  });
});
