import { openStore, type Store } from '../../store';
import { masterKey, openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let second: Store;
beforeAll(async () => {
  test = await openTestStore();
  second = await openStore({ databaseUrl: test.databaseUrl, masterKey });
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(async () => {
  await second.close();
  await test.close();
});

const later = new Date(Date.now() + 3_600_000).toISOString();
const pair = (n: number) => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, renewAt: later });

describe('tokens that rotate', () => {
  it('are stored before they are handed out, encrypted', async () => {
    const given = await test.store.brexTokens.renew('acme', 'chain-1', async (current) => {
      expect(current).toBeNull();
      return pair(1);
    });
    expect(given).toEqual(pair(1));
    const { rows } = await test.sql.query("select tokens from brex_token where origin = 'chain-1'");
    expect(rows[0].tokens).toMatch(/^ey/);
    expect(rows[0].tokens).not.toContain('refresh-1');
    await second.brexTokens.renew('acme', 'chain-1', async (current) => {
      expect(current).toEqual(pair(1));
      return pair(2);
    });
  });

  it('are renewed by one process at a time: the second one finds what the first one stored', async () => {
    let refreshes = 0;
    const renew = (store: Store) =>
      store.brexTokens.renew('acme', 'chain-2', async (current) => {
        if (current) return current;
        refreshes++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return pair(refreshes);
      });
    const given = await Promise.all([renew(test.store), renew(second), renew(test.store), renew(second)]);
    expect(refreshes).toBe(1);
    expect(given).toEqual([pair(1), pair(1), pair(1), pair(1)]);
  });

  it('stay as they were where a refresh fails', async () => {
    await test.store.brexTokens.renew('acme', 'chain-3', async () => pair(1));
    await expect(
      test.store.brexTokens.renew('acme', 'chain-3', () => Promise.reject(new Error('no answer'))),
    ).rejects.toThrow('no answer');
    await test.store.brexTokens.renew('acme', 'chain-3', async (current) => {
      expect(current).toEqual(pair(1));
      return pair(2);
    });
  });

  it('are kept for a connection that is not stored yet', async () => {
    await expect(test.store.brexTokens.renew('not-yet', 'chain-1', async () => pair(1))).resolves.toEqual(
      pair(1),
    );
  });

  it('do not open in the place of another secret', async () => {
    await test.store.brexTokens.renew('acme', 'chain-4', async () => pair(1));
    await test.sql.query(
      "update connection set secrets = (select tokens from brex_token where origin = 'chain-4') where id = 'acme'",
    );
    await expect(test.store.connections.secrets('acme')).rejects.toThrow('those of another connection');
    await test.store.connections.save(settingsOf(), secrets);
  });
});

describe('webhook secrets that Brex gave', () => {
  it('are kept encrypted, and told where they changed', async () => {
    const { brexAccess } = test.store;
    expect(await brexAccess.webhookSecrets('acme')).toEqual([]);
    expect(await brexAccess.saveWebhookSecrets('acme', ['one'])).toBe(true);
    expect(await brexAccess.saveWebhookSecrets('acme', ['one'])).toBe(false);
    expect(await brexAccess.saveWebhookSecrets('acme', ['two', 'one'])).toBe(true);
    expect(await second.brexAccess.webhookSecrets('acme')).toEqual(['two', 'one']);
    expect((await brexAccess.state('acme')).secretsFetchedAt).toBeInstanceOf(Date);
    const { rows } = await test.sql.query('select webhook_secrets from brex_access');
    expect(rows[0].webhook_secrets).not.toContain('two');
  });

  it('stay where Brex names none', async () => {
    expect(await test.store.brexAccess.saveWebhookSecrets('acme', [])).toBe(false);
    expect(await test.store.brexAccess.webhookSecrets('acme')).toEqual(['two', 'one']);
  });
});

describe('after the master key was lost', () => {
  let other: Store;
  beforeAll(async () => {
    other = await openStore({ databaseUrl: test.databaseUrl, masterKey: new Uint8Array(32).fill(9) });
  });
  afterAll(() => other.close());

  it('webhook secrets are fetched anew', async () => {
    expect(await other.brexAccess.webhookSecrets('acme')).toEqual([]);
    expect(await other.brexAccess.saveWebhookSecrets('acme', ['three'])).toBe(true);
    expect(await other.brexAccess.webhookSecrets('acme')).toEqual(['three']);
  });

  it('a chain of tokens begins again', async () => {
    await test.store.brexTokens.renew('acme', 'chain-5', async () => pair(1));
    await other.brexTokens.renew('acme', 'chain-5', async (current) => {
      expect(current).toBeNull();
      return pair(2);
    });
  });
});

describe('the use of a token', () => {
  it('is dated, and ignored for a connection that is not stored', async () => {
    await test.store.brexAccess.noteUse('acme');
    await test.store.brexAccess.noteUse('not-yet');
    expect((await test.store.brexAccess.state('acme')).lastUsedAt).toBeInstanceOf(Date);
    expect(await test.store.brexAccess.state('not-yet')).toEqual({
      lastUsedAt: null,
      secretsFetchedAt: null,
    });
  });
});

describe('the call budget', () => {
  const rate = { intervalMs: 1_000, burst: 3 };
  const take = (account: string, count = 1, mostMs = 60_000, store = test.store) =>
    store.brexBudget.take(account, rate, count, mostMs);
  const seconds = (ms: number) => Math.round(ms / 1_000);

  it('lets a burst go at once, then one call per interval, whichever process asks', async () => {
    const stores = [test.store, second];
    const waits: number[] = [];
    for (let n = 0; n < 6; n++) waits.push((await take('burst', 1, 60_000, stores[n % 2])).readyInMs);
    expect(waits.map((ms) => Math.max(seconds(ms), 0))).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('gives a block of calls as if they were taken one by one', async () => {
    const first = await take('block', 3);
    expect(seconds(first.readyInMs)).toBe(-2);
    expect(seconds((await take('block', 2)).readyInMs)).toBe(1);
    expect(seconds((await take('block')).readyInMs)).toBe(3);
  });

  it('takes nothing where the wait is too long, and says how long it is', async () => {
    await take('long', 10);
    const refused = await take('long', 1, 5_000);
    expect([refused.taken, seconds(refused.readyInMs)]).toEqual([false, 8]);
    expect(seconds((await take('long')).readyInMs)).toBe(8);
  });

  it('is paused for everybody by a refusal, and no burst follows', async () => {
    await test.store.brexBudget.pause('pause', rate, () => 10_000, 60_000);
    expect(seconds((await take('pause', 1, 60_000, second)).readyInMs)).toBe(11);
    expect(seconds((await take('pause')).readyInMs)).toBe(12);
  });

  it('counts refusals in a row, those during a pause as one', async () => {
    const counts: number[] = [];
    const refuse = (pauseMs: number) =>
      test.store.brexBudget.pause(
        'row',
        rate,
        (refusals) => {
          counts.push(refusals);
          return pauseMs;
        },
        60_000,
      );
    await Promise.all([refuse(200), refuse(200), refuse(200)]);
    await new Promise((resolve) => setTimeout(resolve, 450));
    await refuse(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await refuse(1);
    expect(counts).toEqual([1, 1, 1, 2, 3]);
  });
});
