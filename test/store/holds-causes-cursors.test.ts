import { newRow } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let connectionId: string;
let connections = 0;
beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  connections += 1;
  connectionId = `c${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});
afterAll(() => test.close());

describe('a hold', () => {
  it('is first for one of many calls that fail at the same moment', async () => {
    const holds = await Promise.all(
      Array.from({ length: 6 }, () => test.store.holds.hold(connectionId, 'epicor', '', '401')),
    );
    expect(holds.filter(({ first }) => first)).toHaveLength(1);
    await expect(test.store.holds.current(connectionId)).resolves.toEqual([
      { connectionId, system: 'epicor', scope: '', reason: '401', since: expect.any(Date) },
    ]);
  });

  it('tells the latest reason, since the first', async () => {
    await test.store.holds.hold(connectionId, 'brex', '', 'invalid token');
    const [before] = await test.store.holds.current(connectionId);
    await expect(test.store.holds.hold(connectionId, 'brex', '', 'revoked token')).resolves.toEqual({
      first: false,
    });
    await expect(test.store.holds.current(connectionId)).resolves.toEqual([
      { ...before, reason: 'revoked token' },
    ]);
  });

  it('is first again after it was released', async () => {
    await test.store.holds.hold(connectionId, 'brex', '', '401');
    await test.store.holds.release(connectionId);
    await expect(test.store.holds.hold(connectionId, 'brex', '', '401')).resolves.toEqual({ first: true });
  });

  it('is released for one system with all its scopes, or for both systems', async () => {
    const hold = async () => {
      await test.store.holds.hold(connectionId, 'epicor', '', '401');
      await test.store.holds.hold(connectionId, 'epicor', 'gl-journal', 'denied');
      await test.store.holds.hold(connectionId, 'brex', '', '401');
    };
    await hold();
    await expect(test.store.holds.release(connectionId, 'epicor')).resolves.toBe(2);
    await expect(test.store.holds.current(connectionId)).resolves.toMatchObject([{ system: 'brex' }]);
    await hold();
    await expect(test.store.holds.release(connectionId)).resolves.toBe(3);
    await expect(test.store.holds.current(connectionId)).resolves.toEqual([]);
  });

  it('lets one of many callers probe, once per period', async () => {
    await test.store.holds.hold(connectionId, 'epicor', '', '401');
    const probe = (everyMs: number) => test.store.holds.claimProbe(connectionId, 'epicor', everyMs);
    await expect(probe(60_000)).resolves.toBe(false);
    await test.sql.query(
      `update connection_hold set probed_at = now() - interval '2 minutes' where connection_id = $1`,
      [connectionId],
    );
    const claims = await Promise.all(Array.from({ length: 6 }, () => probe(60_000)));
    expect(claims.filter((claimed) => claimed)).toHaveLength(1);
  });

  it('lets nobody probe where nothing is held', async () => {
    await expect(test.store.holds.claimProbe(connectionId, 'brex', 0)).resolves.toBe(false);
  });
});

describe('what parked records wait for', () => {
  it('finds those that wait for a cause, the longest waiting first', async () => {
    const [first, second] = [await newRow(test.store, connectionId), await newRow(test.store, connectionId)];
    await test.store.causes.register(first, 'account:6200', 'record/1');
    await test.store.causes.register(second, 'account:6200');
    await test.store.causes.register(second, 'period:2026-10-31');
    await expect(test.store.causes.waitingFor(connectionId, 'account:6200')).resolves.toMatchObject([
      { recordId: first.recordId, workflowId: 'record/1' },
      { recordId: second.recordId, workflowId: null },
    ]);
    await expect(test.store.causes.list(connectionId)).resolves.toHaveLength(3);
  });

  it('counts a cause once that is registered again', async () => {
    const key = await newRow(test.store, connectionId);
    await test.store.causes.register(key, 'vendor:7');
    await test.store.causes.register(key, 'vendor:7');
    await expect(test.store.causes.list(connectionId)).resolves.toHaveLength(1);
  });

  it('is nothing once the record goes on', async () => {
    const [going, staying] = [await newRow(test.store, connectionId), await newRow(test.store, connectionId)];
    await test.store.causes.register(going, 'vendor:7');
    await test.store.causes.register(staying, 'vendor:7');
    await test.store.causes.clear(going);
    await expect(test.store.causes.list(connectionId)).resolves.toMatchObject([
      { recordId: staying.recordId },
    ]);
  });
});

describe('the end of a cause', () => {
  it('is known since when, also for all causes that begin alike', async () => {
    await expect(test.store.causes.wentAt(connectionId, 'mapping:department')).resolves.toBeNull();
    await test.store.causes.gone(connectionId, ['mapping:', 'account:6200']);
    await expect(test.store.causes.wentAt(connectionId, 'mapping:department')).resolves.toEqual(
      expect.any(Date),
    );
    await expect(test.store.causes.wentAt(connectionId, 'account:6200')).resolves.toEqual(expect.any(Date));
    await expect(test.store.causes.wentAt(connectionId, 'account:6200|10')).resolves.toBeNull();
  });

  it('is noted with the record that it woke, as long as it waits for the same', async () => {
    const key = await newRow(test.store, connectionId);
    await test.store.causes.register(key, 'period:2026-10-31');
    await test.store.causes.woken(key, 'period:2026-10-31', 'epicor');
    await test.store.causes.register(key, 'period:2026-10-31');
    await test.store.causes.register(key, 'vendor');
    await test.store.causes.clearOthers(key, 'period:2026-10-31');
    await expect(test.store.causes.withPrefix(connectionId, 'period:')).resolves.toMatchObject([
      { wokenAt: expect.any(Date), wokenBy: 'epicor' },
    ]);
    await test.store.causes.takenBack(key, 'period:2026-10-31');
    await expect(test.store.causes.withPrefix(connectionId, 'period:')).resolves.toMatchObject([
      { wokenAt: expect.any(Date), wokenBy: null },
    ]);
    await expect(test.store.causes.list(connectionId)).resolves.toHaveLength(1);
  });
});

describe('a cursor', () => {
  it('is null before it is set, then what was set last', async () => {
    await expect(test.store.cursors.get(connectionId, 'bills')).resolves.toBeNull();
    await test.store.cursors.set(connectionId, 'bills', '2026-10-01T00:00:00Z');
    await test.store.cursors.set(connectionId, 'bills', '2026-10-02T00:00:00Z');
    await test.store.cursors.set(connectionId, 'other', 'x');
    await expect(test.store.cursors.get(connectionId, 'bills')).resolves.toBe('2026-10-02T00:00:00Z');
  });
});
