import { Client, Connection, ServiceError } from '@temporalio/client';
import { Client as PgClient } from 'pg';
import { type Failures, readyEvent, type StartedGateway, startGateway } from './gateway-fixture';

let gateway: StartedGateway | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

async function deliverTo(options: Parameters<typeof startGateway>[0], ...ids: string[]) {
  gateway = await startGateway(options);
  return gateway.deliver(readyEvent(...ids));
}

/** The error that the PostgreSQL driver gives where nobody listens. */
async function refusedConnection(): Promise<unknown> {
  return new PgClient({ host: '127.0.0.1', port: 1 }).connect().catch((error: unknown) => error);
}

describe('503 with Retry-After', () => {
  it('where Temporal is not there', async () => {
    // Without the client's own retries, which would outlive the connection of this test.
    const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
    const { status, headers, answer } = await deliverTo({ temporal: new Client({ connection }) }, 'accr_1');
    await connection.close();
    expect([status, headers.get('retry-after'), answer.error]).toEqual([503, '30', 'unavailable']);
    expect(answer.message).toContain('Temporal');
  });

  it('where PostgreSQL is not there', async () => {
    const { status, headers, answer } = await deliverTo(
      { failures: { see: await refusedConnection() } },
      'accr_1',
    );
    expect([status, headers.get('retry-after')]).toEqual([503, '30']);
    expect(answer.message).toContain('PostgreSQL');
    expect(gateway?.started).toEqual([]);
  });

  it.each<[string, Failures]>([
    ['the connection cannot be read', { get: 'hang' }],
    ['the ledger does not answer', { see: 'hang' }],
    ['Temporal does not answer', { start: 'hang' }],
    ['the audit trail does not answer', { append: 'hang' }],
    ['Temporal refuses', { start: new ServiceError('14 UNAVAILABLE') }],
    ['PostgreSQL shuts down', { see: Object.assign(new Error('terminating connection'), { code: '57P01' }) }],
    ['the way to PostgreSQL breaks', { append: new Error('Connection terminated unexpectedly') }],
    [
      'a wrapped failure says so',
      { see: new Error('see failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }) },
    ],
  ])('where %s', async (_name, failures) => {
    const { status, headers } = await deliverTo({ failures, answerWithinMs: 300 }, 'accr_1', 'accr_2');
    expect([status, headers.get('retry-after')]).toEqual([503, '30']);
  });

  it('where a single one of many records is not durable', async () => {
    gateway = await startGateway();
    const see = gateway.store.ledger.see;
    gateway.store.ledger.see = async (entry) => {
      if (entry.recordId === 'accr_19') throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      return see(entry);
    };
    const ids = Array.from({ length: 20 }, (_, index) => `accr_${index}`);
    expect((await gateway.deliver(readyEvent(...ids))).status).toBe(503);
    gateway.store.ledger.see = see;
    expect((await gateway.deliver(readyEvent(...ids))).status).toBe(200);
    expect(new Set(gateway.started.map(({ workflowId }) => workflowId)).size).toBe(20);
  });

  it('and begins no further records once one has failed', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `accr_${index}`);
    const failures = { start: new ServiceError('14 UNAVAILABLE') };
    expect((await deliverTo({ failures }, ...ids)).status).toBe(503);
    expect(gateway?.seen.length).toBeLessThan(50);
  });
});

describe('500', () => {
  it('for a fault of ours, which is logged and not told', async () => {
    const { status, answer } = await deliverTo(
      { failures: { see: new Error('column "x" is missing') } },
      'accr_1',
    );
    expect(status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('column');
    expect(gateway?.logLines.join()).toContain('column');
  });
});

describe('/healthz', () => {
  it('says that the process is alive, though others are not', async () => {
    gateway = await startGateway({
      failures: { ready: new Error('down'), temporalHealth: new Error('down') },
    });
    const response = await fetch(`${gateway.url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('/readyz', () => {
  const down = new Error('down');
  it.each<[string, Failures, number, object]>([
    ['both are reached', {}, 200, { status: 'ready', temporal: 'ok', postgresql: 'ok' }],
    [
      'Temporal is not reached',
      { temporalHealth: down },
      503,
      { status: 'unavailable', temporal: 'unreachable', postgresql: 'ok' },
    ],
    [
      'PostgreSQL is not reached',
      { ready: down },
      503,
      { status: 'unavailable', temporal: 'ok', postgresql: 'unreachable' },
    ],
    [
      'PostgreSQL does not answer',
      { ready: 'hang' },
      503,
      { status: 'unavailable', temporal: 'ok', postgresql: 'unreachable' },
    ],
  ])('says so where %s', async (_name, failures, status, body) => {
    gateway = await startGateway({ failures });
    const response = await fetch(`${gateway.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});
