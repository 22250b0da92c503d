import { LedgerConflict } from '../../store';
import { invoiceKey, newRow, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

describe('the lease', () => {
  it('is given to one of many who ask at the same moment', async () => {
    const key = await newRow(test.store);
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((owner) => test.store.ledger.acquireLease(key, owner, 60)),
    );
    const granted = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(granted).toEqual([{ status: 'fulfilled', value: expect.objectContaining({ lease: 1 }) }]);
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refusals.every(({ reason }) => reason instanceof LedgerConflict)).toBe(true);
  });

  it('says whose it is, and until when, to whoever comes second', async () => {
    const key = await newRow(test.store);
    await test.store.ledger.acquireLease(key, 'run-1/attempt-1', 60);
    const { leaseUntil } = (await test.store.ledger.get(key)) ?? {};
    await expect(test.store.ledger.acquireLease(key, 'run-2/attempt-1', 60)).rejects.toMatchObject({
      found: `state seen, lease 1 of run-1/attempt-1 until ${leaseUntil?.toISOString()}`,
    });
  });

  it('grows with every holder: the same, the next after release, the next after expiry', async () => {
    const key = await newRow(test.store);
    const { lease: first } = await test.store.ledger.acquireLease(key, 'a', 60);
    const { lease: again } = await test.store.ledger.acquireLease(key, 'a', 60);
    await test.store.ledger.releaseLease(key, again);
    const { lease: released } = await test.store.ledger.acquireLease(key, 'b', 0);
    const { lease: expired } = await test.store.ledger.acquireLease(key, 'c', 60);
    expect([first, again, released, expired]).toEqual([1, 2, 3, 4]);
  });

  it('can be renewed by its holder, and by nobody else', async () => {
    const key = await newRow(test.store);
    const { lease: stale } = await test.store.ledger.acquireLease(key, 'a', 0);
    const { lease: current } = await test.store.ledger.acquireLease(key, 'b', 1);
    const before = await test.store.ledger.get(key);
    await test.store.ledger.renewLease(key, current, 600);
    const after = await test.store.ledger.get(key);
    expect(after?.leaseUntil?.getTime()).toBeGreaterThan(before?.leaseUntil?.getTime() ?? 0);
    await expect(test.store.ledger.renewLease(key, stale, 600)).rejects.toBeInstanceOf(LedgerConflict);
  });

  it('is not given back by a holder who lost it', async () => {
    const key = await newRow(test.store);
    const { lease: stale } = await test.store.ledger.acquireLease(key, 'a', 0);
    await test.store.ledger.acquireLease(key, 'b', 60);
    await test.store.ledger.releaseLease(key, stale);
    await expect(test.store.ledger.get(key)).resolves.toMatchObject({ leaseOwner: 'b' });
  });

  it('never falls, whoever writes to the table', async () => {
    const key = await newRow(test.store);
    await test.store.ledger.acquireLease(key, 'a', 0);
    await test.store.ledger.acquireLease(key, 'b', 0);
    await expect(
      test.sql.query('update ledger set lease = 1 where record_id = $1', [key.recordId]),
    ).rejects.toMatchObject({ code: 'BK004' });
  });
});

describe('marking a write', () => {
  it('dates it and counts it; the answer clears the date', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    await test.store.ledger.writeSent(row, lease);
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({
      writeSentAt: expect.any(Date),
      writeAttempts: 1,
    });
    await test.store.ledger.writeAnswered(row, lease);
    await test.store.ledger.writeSent(row, lease);
    await test.store.ledger.writeAnswered(row, lease);
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ writeSentAt: null, writeAttempts: 2 });
  });

  it('pins the document that the answer tells of', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    const made = invoiceKey();
    await test.store.ledger.writeSent(row, lease);
    await test.store.ledger.writeAnswered(row, lease, made);
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ epicorKey: made, writeSentAt: null });
  });

  it('pins no document that another record holds', async () => {
    const held = (await rowIn(test.store, 'committed')).epicorKey;
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    await expect(test.store.ledger.writeAnswered(row, lease, held)).rejects.toMatchObject({
      expected: expect.stringContaining('an Epicor document that no other record holds'),
    });
  });

  it('is refused to a holder whose lease another one has taken', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease: zombie } = await test.store.ledger.acquireLease(row, 'paused', 0);
    const { lease } = await test.store.ledger.acquireLease(row, 'successor', 60);
    await expect(test.store.ledger.writeSent(row, zombie)).rejects.toBeInstanceOf(LedgerConflict);
    await test.store.ledger.writeSent(row, lease);
    await expect(test.store.ledger.writeAnswered(row, zombie)).rejects.toBeInstanceOf(LedgerConflict);
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ writeSentAt: expect.any(Date) });
  });

  it('is refused to a holder whose lease has expired, though nobody took it', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'slow', 0);
    await expect(test.store.ledger.writeSent(row, lease)).rejects.toMatchObject({
      expected: `state writing under lease ${lease}, unexpired`,
    });
  });

  it('is refused to a holder who has given the lease back', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    await test.store.ledger.releaseLease(row, lease);
    await expect(test.store.ledger.writeSent(row, lease)).rejects.toBeInstanceOf(LedgerConflict);
  });

  it.each(['reserved', 'committed', 'exported', 'voided'] as const)('is refused when %s', async (state) => {
    const row = await rowIn(test.store, state);
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    await expect(test.store.ledger.writeSent(row, lease)).rejects.toBeInstanceOf(LedgerConflict);
    await expect(
      test.sql.query('update ledger set write_sent_at = now() where record_id = $1', [row.recordId]),
    ).rejects.toMatchObject({ constraint: 'ledger_write_sent_while_writing' });
  });

  it.each(['committed', 'voided'] as const)('is over once the row is %s', async (state) => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    await test.store.ledger.writeSent(row, lease);
    const epicorKey = { kind: 'ap', vendorNum: 1, invoiceNum: row.recordId } as const;
    await expect(test.store.ledger.transition(row, state, { epicorKey }, { lease })).resolves.toMatchObject({
      writeSentAt: null,
      writeAttempts: 1,
    });
  });
});

describe('a transition under a lease', () => {
  it('is refused to a holder whose lease another one has taken', async () => {
    const row = await rowIn(test.store, 'reserved');
    const { lease: zombie } = await test.store.ledger.acquireLease(row, 'paused', 0);
    await test.store.ledger.acquireLease(row, 'successor', 60);
    await expect(test.store.ledger.transition(row, 'writing', {}, { lease: zombie })).rejects.toMatchObject({
      expected: 'lease 1',
      found: 'lease 2 of successor',
    });
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ state: 'reserved' });
  });
});

describe('giving the lease back together with the last thing done under it', () => {
  it('is one step: the next holder need not wait', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease } = await test.store.ledger.acquireLease(row, 'a', 60);
    const under = { lease, release: true };
    await expect(
      test.store.ledger.transition(row, 'committed', { epicorKey: invoiceKey() }, under),
    ).resolves.toMatchObject({ state: 'committed', leaseOwner: null, leaseUntil: null, lease });
    await expect(test.store.ledger.acquireLease(row, 'b', 60)).resolves.toMatchObject({ lease: lease + 1 });
  });

  it('takes no lease from another holder', async () => {
    const row = await rowIn(test.store, 'writing');
    const { lease: zombie } = await test.store.ledger.acquireLease(row, 'paused', 0);
    const { lease } = await test.store.ledger.acquireLease(row, 'successor', 60);
    const under = { lease: zombie, release: true };
    await expect(
      test.store.ledger.transition(row, 'committed', { epicorKey: invoiceKey() }, under),
    ).rejects.toMatchObject({ expected: `lease ${zombie}` });
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ leaseOwner: 'successor', lease });
  });
});
