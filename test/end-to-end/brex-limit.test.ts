import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pLimit from 'p-limit';
import { type BrexClient, BrexError, createBrexClient } from '../../brex';
import { createBrexLimiter } from '../../clients/brex-limiter';
import { loadMasterKey, openStore, type Store } from '../../store';
import { recordLike } from '../brex/brex-server';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** A minute of Brex, scaled down to three seconds; what is proven holds for any window. */
const windowMs = 3_000;
const limit = 600;
const atOnce = 16;
/** So often a call that its client gave back is asked for once more. */
const mostRetries = 3;

/** Counts as Brex does: a call is refused where `allowed` calls came within the window before it. */
class CountingBrex {
  arrivals: number[] = [];
  refusals = 0;
  allowed = limit;
  retryAfter: string | null = null;
  private server: Server | undefined;

  async listen(): Promise<string> {
    this.server = createServer((request, response) => {
      const now = performance.now();
      const taken = this.arrivals.filter((at) => at > now - windowMs).length;
      if (taken >= this.allowed) {
        this.refusals++;
        response.writeHead(429, this.retryAfter === null ? {} : { 'retry-after': this.retryAfter }).end();
        return;
      }
      this.arrivals.push(now);
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(recordLike({ id })));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The most calls that any window held. */
  fullestWindow(): number {
    let first = 0;
    return this.arrivals.reduce((most, at, last) => {
      while ((this.arrivals[first] as number) <= at - windowMs) first++;
      return Math.max(most, last - first + 1);
    }, 0);
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

describe("Brex's call limit, shared by two workers through PostgreSQL", () => {
  let database: TestDatabase;
  let stores: Store[];
  let brex: CountingBrex;
  let clients: BrexClient[];
  let questions: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    const masterKey = await loadMasterKey(process.env, '.data');
    const open = () => openStore({ databaseUrl: database.url, masterKey });
    stores = await Promise.all([open(), open()]);
  });
  afterAll(async () => {
    await Promise.all((stores ?? []).map((store) => store.close()));
    await database?.drop();
  });

  /** Each worker has a store, a limiter and a client of its own. */
  async function start(connectionId: string): Promise<void> {
    brex = new CountingBrex();
    const baseUrl = await brex.listen();
    questions = 0;
    clients = stores.map(({ brexBudget }) => {
      const counted: Store['brexBudget'] = {
        ...brexBudget,
        take: (...asked) => {
          questions++;
          return brexBudget.take(...asked);
        },
      };
      const limiter = createBrexLimiter({ connectionId, store: { brexBudget: counted }, limit, windowMs });
      return createBrexClient({ baseUrl, token: 'bxt_token', limiter });
    });
  }
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await brex.close();
  });

  /** Fetches so many records, half by each worker; the ids that came back. */
  async function fetchRecords(count: number): Promise<string[]> {
    const fetched = clients.map(async (client, worker) => {
      const some = pLimit(atOnce);
      const ids = Array.from({ length: count / 2 }, (_, n) => `accr_${worker}_${n}`);
      return Promise.all(ids.map((id) => some(async () => (await retried(client, id))?.id ?? 'lost')));
    });
    return (await Promise.all(fetched)).flat();
  }

  /** As Temporal retries a step: the client itself sends a refused call a few times only. */
  async function retried(client: BrexClient, id: string): ReturnType<BrexClient['record']> {
    for (let left = mostRetries; ; left -= 1) {
      try {
        return await client.record(id);
      } catch (error) {
        if (!(error instanceof BrexError) || error.kind !== 'rate-limited' || left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? windowMs / 10));
      }
    }
  }

  it('is never exceeded by a burst of 2,000 record fetches, of which none is lost', async () => {
    await start('burst');
    const started = performance.now();
    const ids = await fetchRecords(2_000);
    const seconds = (performance.now() - started) / 1_000;
    process.stderr.write(
      `[limit] 2000 fetches by two workers in ${seconds.toFixed(1)} s, limit ${limit} per ${windowMs / 1000} s: ` +
        `fullest window ${brex.fullestWindow()}, refused ${brex.refusals}, asked the database ${questions} times\n`,
    );
    expect(new Set(ids).size).toBe(2_000);
    expect(ids).not.toContain('lost');
    expect(brex.fullestWindow()).toBeLessThanOrEqual(limit);
    expect(brex.refusals).toBe(0);
    // rights that a busy machine uses too late are lost: in a real minute they last a second, here 50 ms
    expect(2_000 / seconds).toBeGreaterThan((limit / (windowMs / 1_000)) * 0.25);
    expect(questions).toBeLessThan(1_000);
  });

  it.each([
    ['without Retry-After', null],
    ['with Retry-After', '1'],
  ])('pauses both workers where Brex refuses earlier (%s), and loses no record', async (_how, retryAfter) => {
    await start(`refused-${retryAfter}`);
    brex.allowed = 150;
    brex.retryAfter = retryAfter;
    const ids = await fetchRecords(400);
    expect(new Set(ids).size).toBe(400);
    expect(ids).not.toContain('lost');
    expect(brex.fullestWindow()).toBeLessThanOrEqual(150);
    expect(brex.refusals).toBeGreaterThan(0);
    // calls under way when the first is refused may be refused as well, the ones behind them wait
    expect(brex.refusals).toBeLessThan(10 * 2 * atOnce);
  });
});
