import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../local/ports';
import { startPostgres } from '../../local/postgres';
import { isDatabaseUnavailable, openStore } from '../../store';
import { masterKey, openTestStore } from './support/store-for-tests';

describe('the pool', () => {
  it('outlives connections that end while they are idle', async () => {
    const test = await openTestStore();
    await Promise.all(Array.from({ length: 5 }, () => test.store.ready()));
    const { rowCount } = await test.sql.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    expect(rowCount).toBeGreaterThan(0);
    // the ends arrive while nothing is asked
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(test.store.ready()).resolves.toBeUndefined();
    await test.close();
  });

  it('fails while PostgreSQL is down, in a way that is told apart, and recovers when it is back', async () => {
    const given = process.env.DATABASE_URL;
    delete process.env.DATABASE_URL;
    const dataDir = await mkdtemp(join(tmpdir(), 'postgres-restart-'));
    const options = { dataDir, port: await freePort(), log: () => undefined };
    const first = await startPostgres(options);
    const store = await openStore({ databaseUrl: first.url, masterKey });
    await store.ready();

    await first.stop();
    const failure = await store.ready().catch((error) => error);
    expect(isDatabaseUnavailable(failure)).toBe(true);

    const second = await startPostgres(options);
    expect(second.url).toBe(first.url);
    await expect(store.ready()).resolves.toBeUndefined();
    await store.close();
    await second.stop();
    await rm(dataDir, { recursive: true });
    if (given !== undefined) process.env.DATABASE_URL = given;
  });
});

describe('a database that cannot be reached', () => {
  it('is told apart where a server hangs up', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const store = await openStore({ databaseUrl: `postgres://x:y@127.0.0.1:${address.port}/z`, masterKey });
    const failure = await store.ready().catch((error) => error);
    expect(isDatabaseUnavailable(failure)).toBe(true);
    await store.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is not what a wrong query is, nor any other error', async () => {
    const test = await openTestStore();
    const failure = await test.sql.query('select nonsense').catch((error) => error);
    expect(isDatabaseUnavailable(failure)).toBe(false);
    expect(isDatabaseUnavailable(new Error('no'))).toBe(false);
    expect(isDatabaseUnavailable('no')).toBe(false);
    await test.close();
  });
});
