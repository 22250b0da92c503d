import { ledgerStates } from '../../accounting/ledger-states';
import { invoiceKey, journalKey, newRow, patchFor, pins, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

/** Each test has a connection of its own, so that what it counts is its own. */
let connectionId: string;
let connections = 0;
beforeEach(async () => {
  connections += 1;
  connectionId = `c${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});

describe('seeing a record', () => {
  it('writes it down as seen, with source and version', async () => {
    const row = await test.store.ledger.see({
      connectionId,
      recordId: 'ar_1',
      source: 'backfill',
      version: 3,
    });
    expect(row).toMatchObject({
      connectionId,
      recordId: 'ar_1',
      state: 'seen',
      source: 'backfill',
      version: 3,
      seenVersion: 3,
      lease: 0,
      writeAttempts: 0,
      lostAnswer: false,
      epicorKey: null,
    });
    await expect(test.store.ledger.get({ connectionId, recordId: 'ar_1' })).resolves.toEqual(row);
  });

  it('keeps state, source and version of a row that is known, and the newest version seen', async () => {
    const before = await rowIn(test.store, 'exported', connectionId);
    const key = { connectionId, recordId: before.recordId };
    await test.store.ledger.see({ ...key, source: 'backfill', version: 9 });
    await test.store.ledger.see({ ...key, source: 'webhook' });
    const after = await test.store.ledger.see({ ...key, source: 'backfill', version: 8 });
    expect(after).toEqual({ ...before, seenVersion: 9, lastSeenAt: after.lastSeenAt });
    expect(after.lastSeenAt.getTime()).toBeGreaterThan(before.lastSeenAt.getTime());
  });

  it.each([3_000_000_000, 1_764_074_141_959, 7.5])('takes %d for a version', async (version) => {
    const key = { connectionId, recordId: 'ar_1' };
    await test.store.ledger.see({ ...key, source: 'backfill', version });
    await test.store.drafts.saveSnapshot(key, version, {} as never);
    await expect(test.store.ledger.get(key)).resolves.toMatchObject({ version, seenVersion: version });
  });

  it('writes down thousands at once, and leaves those that are known as they are', async () => {
    const before = await rowIn(test.store, 'exported', connectionId);
    const ids = Array.from({ length: 2_500 }, (_, index) => `ar_${index}`);
    const recordIds = [...ids, before.recordId, 'ar_7'];
    const all = (order: readonly string[]) => test.store.ledger.seeAll(connectionId, order, 'webhook');
    await Promise.all([all(recordIds), all([...recordIds].reverse())]);
    await all([]);
    await expect(test.store.ledger.counts(connectionId)).resolves.toMatchObject({ seen: 2_500, exported: 1 });
    const key = { connectionId, recordId: before.recordId };
    await expect(test.store.ledger.get(key)).resolves.toEqual(before);
    await expect(test.store.ledger.get({ ...key, recordId: 'ar_7' })).resolves.toMatchObject({
      state: 'seen',
      source: 'webhook',
      version: null,
    });
  });

  it('makes one row of many sightings at the same moment', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () =>
        test.store.ledger.see({ connectionId, recordId: 'ar_1', source: 'webhook' }),
      ),
    );
    await expect(test.store.ledger.counts(connectionId)).resolves.toMatchObject({ seen: 1 });
  });

  it('is not held up by another record whose row somebody has locked', async () => {
    await test.sql.query('begin');
    try {
      await test.sql.query(
        `insert into ledger (connection_id, record_id, source, state) values ($1, 'ar_locked', 'webhook', 'seen')`,
        [connectionId],
      );
      const locked = test.store.ledger.see({ connectionId, recordId: 'ar_locked', source: 'webhook' });
      const free = await test.store.ledger.see({ connectionId, recordId: 'ar_free', source: 'webhook' });
      expect(free).toMatchObject({ recordId: 'ar_free', state: 'seen' });
      await test.sql.query('rollback');
      await expect(locked).resolves.toMatchObject({ recordId: 'ar_locked', state: 'seen' });
    } finally {
      await test.sql.query('rollback');
    }
  });

  it('fails for a connection that does not exist', async () => {
    await expect(
      test.store.ledger.see({ connectionId: 'nobody', recordId: 'ar_1', source: 'webhook' }),
    ).rejects.toThrow('ledger');
  });
});

describe('records that are looked up at the same time', () => {
  it('are each found, and those that do not exist are not', async () => {
    const [first, second] = [await newRow(test.store, connectionId), await newRow(test.store, connectionId)];
    const unknown = { connectionId, recordId: 'ar_unknown' };
    const found = await Promise.all([first, unknown, second, first].map(test.store.ledger.get));
    expect(found.map((row) => row?.recordId ?? null)).toEqual([
      first.recordId,
      null,
      second.recordId,
      first.recordId,
    ]);
  });

  it('are not mixed up with those of another connection', async () => {
    await test.store.connections.save(settingsOf('elsewhere'), secrets);
    const key = await newRow(test.store, connectionId);
    const namesake = { connectionId: 'elsewhere', recordId: key.recordId };
    await expect(Promise.all([namesake, key].map(test.store.ledger.get))).resolves.toEqual([
      null,
      expect.objectContaining(key),
    ]);
  });
});

describe('what a transition writes', () => {
  it('comes back exactly: text of decimals, dates, keys', async () => {
    const key = await newRow(test.store, connectionId);
    const patch = {
      ...pins,
      amount: '90071992547409931234.56',
      version: 4,
      recordType: 'CARD_EXPENSE_POST',
      sourceId: 'expense_1',
      postingDate: '2026-10-31T00:00:00Z',
      epicorKey: invoiceKey('O’Neil & Søn 🧾'),
      lostAnswer: true,
      reason: 'account-missing: …',
      exportedAt: new Date('2026-11-01T12:34:56.789Z'),
    };
    await expect(test.store.ledger.transition(key, 'reserved', patch)).resolves.toMatchObject(patch);
  });

  it('leaves alone what it does not name', async () => {
    const row = await rowIn(test.store, 'reserved', connectionId);
    await expect(test.store.ledger.transition(row, 'reserved', { reason: 'so' })).resolves.toMatchObject({
      ...pins,
      reason: 'so',
    });
  });

  it('notes a reason in any state, also a final one', async () => {
    const row = await rowIn(test.store, 'exported', connectionId);
    await test.store.ledger.note(row, 'changed after booking');
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({
      state: 'exported',
      reason: 'changed after booking',
    });
  });

  it('cannot be noted on a record that the ledger does not know', async () => {
    await expect(test.store.ledger.note({ connectionId, recordId: 'ar_x' }, 'so')).rejects.toMatchObject({
      name: 'LedgerConflict',
    });
  });
});

describe('rows by state', () => {
  it('come longest untouched first, up to the limit, of this connection only', async () => {
    await test.store.connections.save(settingsOf('elsewhere'), secrets);
    await rowIn(test.store, 'committed', 'elsewhere');
    const [first, second, third] = [
      await rowIn(test.store, 'writing', connectionId),
      await rowIn(test.store, 'committed', connectionId),
      await rowIn(test.store, 'writing', connectionId),
    ];
    await test.store.ledger.note(first, 'touched last');
    const found = await test.store.ledger.byStates(connectionId, ['writing', 'committed'], 2);
    expect(found.map(({ recordId }) => recordId)).toEqual([second.recordId, third.recordId]);
    await expect(test.store.ledger.byStates(connectionId, [])).resolves.toEqual([]);
  });

  it('are counted for every state, zero included', async () => {
    await rowIn(test.store, 'seen', connectionId);
    await rowIn(test.store, 'exported', connectionId);
    await rowIn(test.store, 'exported', connectionId);
    const none = Object.fromEntries(ledgerStates.map((state) => [state, 0]));
    await expect(test.store.ledger.counts(connectionId)).resolves.toEqual({ ...none, seen: 1, exported: 2 });
  });
});

describe('records on their way', () => {
  it('are those to be read, and those that may still be reported', async () => {
    await rowIn(test.store, 'seen', connectionId);
    const read = await rowIn(test.store, 'seen', connectionId);
    await test.store.ledger.transition(read, 'seen', { recordType: 'CARD_PAYMENT' });
    for (const state of ['reserved', 'writing', 'committed', 'reporting', 'returning', 'exported'] as const)
      await rowIn(test.store, state, connectionId);
    await expect(test.store.ledger.onTheirWay(connectionId)).resolves.toEqual({ toRead: 3, toReport: 5 });
  });

  it('are not those that wait for a person, nor those of another connection', async () => {
    const waiting = await rowIn(test.store, 'reserved', connectionId);
    await test.store.ledger.note(waiting, 'vendor-ambiguous: which one?');
    await test.store.connections.save(settingsOf('busy'), secrets);
    await rowIn(test.store, 'seen', 'busy');
    await expect(test.store.ledger.onTheirWay(connectionId)).resolves.toEqual({ toRead: 0, toReport: 0 });
  });
});

describe('the twin of a record', () => {
  const like = { type: 'CARD_EXPENSE_POST', sourceId: 'expense_1', amount: '12.5', currency: 'USD' };

  async function booked(state: 'reserved' | 'writing' | 'committed', patch = {}) {
    const key = await newRow(test.store, connectionId);
    const { type: recordType, ...same } = like;
    await test.store.ledger.transition(key, 'reserved', { ...pins, ...same, recordType, ...patch });
    if (state !== 'reserved') await test.store.ledger.transition(key, 'writing');
    if (state === 'committed') await test.store.ledger.transition(key, 'committed', patchFor('committed'));
    return key;
  }

  it.each(['writing', 'committed'] as const)(
    'is another record of the same spend that is %s',
    async (state) => {
      const { recordId } = await booked(state, { amount: '12.50' });
      await expect(test.store.ledger.findTwin(connectionId, like, 'ar_new')).resolves.toMatchObject({
        recordId,
      });
    },
  );

  it('is neither the record itself nor one that is not written', async () => {
    const { recordId } = await booked('committed');
    await booked('reserved');
    await expect(test.store.ledger.findTwin(connectionId, like, recordId)).resolves.toBeNull();
  });

  it.each([
    ['type', { recordType: 'CARD_EXPENSE_REFUND' }],
    ['source', { sourceId: 'expense_2' }],
    ['amount', { amount: '12.51' }],
    ['currency', { currency: 'CAD' }],
  ])('is not one of another %s', async (_, patch) => {
    await booked('committed', patch);
    await expect(test.store.ledger.findTwin(connectionId, like, 'ar_new')).resolves.toBeNull();
  });
});

describe('the record of an Epicor document', () => {
  it('is found over all connections to that Epicor company', async () => {
    const row = await rowIn(test.store, 'committed', connectionId);
    if (!row.epicorKey) throw new Error('the row has no document');
    await test.store.connections.save(settingsOf('other-door'), secrets);
    await expect(test.store.ledger.findByEpicorKey('other-door', row.epicorKey)).resolves.toMatchObject({
      recordId: row.recordId,
    });
  });

  it('is that of the marker where several hold one key, since numbers of journals are given again', async () => {
    const journal = journalKey(7);
    const held = async (marker: string) => {
      const key = await newRow(test.store, connectionId);
      await test.store.ledger.transition(key, 'reserved', { ...pins, marker, documentKind: 'gl-journal' });
      await test.store.ledger.transition(key, 'writing');
      return test.store.ledger.transition(key, 'committed', { epicorKey: journal });
    };
    const [former, latter] = [await held('acme:former'), await held('acme:latter')];
    const found = async (marker: string) =>
      (await test.store.ledger.findByEpicorKey(connectionId, journal, marker))?.recordId;
    expect(await found('acme:former')).toBe(former.recordId);
    expect(await found('acme:latter')).toBe(latter.recordId);
  });

  it('is none for a document nobody holds', async () => {
    await expect(test.store.ledger.findByEpicorKey(connectionId, invoiceKey())).resolves.toBeNull();
  });
});
