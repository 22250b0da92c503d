import { Client } from 'pg';
import { pino } from 'pino';
import { loadMasterKey } from '../../store';
import { createDataConverter } from '../../temporal/data-converter';
import { type RunningWorker, runWorker } from '../../worker/run-worker';
import { tokenWatchWorkflowType } from '../../workflows/contract';
import type { TokenWatched } from '../../workflows/watch-token';
import { until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

interface LogLine {
  readonly level: number;
  readonly msg: string;
}

const alertLevel = 50;

/** A token dies unseen after 90 days without a call: the watch calls daily, and says what is wrong. */
describe('the watch over the Brex token', () => {
  let stack: Stack;
  let worker: RunningWorker;
  let log: LogLine[] = [];
  let watches = 0;

  beforeAll(async () => {
    stack = await startStack({ worker: false });
    worker = await runWorker({
      store: stack.store,
      temporal: stack.temporal,
      dataConverter: createDataConverter(await loadMasterKey(process.env, '.data')),
      postingQueue: stack.postingQueue,
      log: pino({ level: 'info' }, { write: (line: string) => void log.push(JSON.parse(line) as LogLine) }),
      comeBackMs: 500,
    });
  });
  afterAll(async () => {
    await worker?.stop();
    await stack?.stop();
  });
  beforeEach(() => {
    log = [];
  });
  afterEach(() => {
    stack.brex.behave({ token: 'valid', deniedScopes: [] });
    stack.brex.faults.clear();
  });

  const alerts = () => log.filter(({ level }) => level >= alertLevel).map(({ msg }) => msg);

  function startWatch() {
    watches += 1;
    return stack.temporal.workflow.start(tokenWatchWorkflowType, {
      workflowId: `watch-${stack.connectionId}-${watches}`,
      taskQueue: stack.postingQueue,
      args: [{ connectionId: stack.connectionId }],
    });
  }
  const watch = async (): Promise<TokenWatched> => (await startWatch()).result();

  async function sql(text: string): Promise<{ step: string; outcome: string; summary: string }[]> {
    const client = new Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }
  const lastAudited = async (step: string) =>
    (await sql(`select step, outcome, summary from audit_event where step = '${step}' order by id desc`))[0];

  it('makes one cheap call, and writes down that the token works', async () => {
    await sql("update brex_access set last_used_at = now() - interval '3 days'");
    stack.brex.calls.reset();
    expect(await watch()).toEqual({ worked: true });
    expect(stack.brex.calls.counts()).toEqual({ 'GET /v1/webhooks/secrets': 1 });
    const { lastUsedAt } = await stack.store.brexAccess.state(stack.connectionId);
    expect(Date.now() - (lastUsedAt?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await lastAudited('reviewTokenUse')).toMatchObject({
      outcome: 'ok',
      summary: 'Brex last took the token 3 days ago',
    });
    expect((await lastAudited('refreshWebhookSecrets'))?.summary).toContain('names 1 webhook secret');
    expect(alerts()).toEqual([]);
  });

  it('raises an alert where no call succeeded for a week, and names the day that the token dies', async () => {
    await sql("update brex_access set last_used_at = now() - interval '8 days'");
    await watch();
    expect(alerts()).toEqual([expect.stringContaining('succeeded for 8 days; a token dies after 90 days')]);
    expect(await lastAudited('reviewTokenUse')).toMatchObject({ outcome: 'waiting' });
  });

  it('counts a token that works without being allowed to read secrets', async () => {
    stack.brex.faults.arm({
      match: { path: '/v1/webhooks/secrets' },
      fault: 'status',
      status: 401,
      body: { type: 'UNAUTHORIZED', message: 'Only account admin can access webhooks' },
    });
    expect(await watch()).toEqual({ worked: true });
    expect((await lastAudited('refreshWebhookSecrets'))?.summary).toContain(
      'takes the token, but it may not',
    );
    expect(alerts()).toEqual([]);
  });

  it('holds the connection where the token is dead, reminds each time, and ends once it works', async () => {
    stack.brex.behave({ token: 'revoked' });
    const first = await startWatch();
    await until('Brex is held', async () => (await stack.store.holds.current(stack.connectionId)).length > 0);
    expect(alerts()).toEqual([expect.stringContaining('brex refuses the credentials')]);
    await startWatch();
    await until('the next watch reminds of it', async () => alerts().length === 2);
    expect(alerts()[1]).toContain('are held since');
    expect(alerts()[1]).toContain('Invalid or Revoked Token');
    expect(alerts()[1]).toContain('run brex-kinetic connect');
    stack.brex.behave({ token: 'valid' });
    expect(await first.result()).toEqual({ worked: true });
    expect(await stack.store.holds.current(stack.connectionId)).toEqual([]);
  });
});
