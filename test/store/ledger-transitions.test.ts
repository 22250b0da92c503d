import { type LedgerState, ledgerStates, mayFollow } from '../../accounting/ledger-states';
import { LedgerConflict } from '../../store';
import { invoiceKey, newRow, patchFor, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

const pairs = ledgerStates.flatMap((from) => ledgerStates.map((to) => [from, to] as const));
const allowed = pairs.filter(([from, to]) => mayFollow(from, to));
const forbidden = pairs.filter(([from, to]) => !mayFollow(from, to));

/** What any program could send: everything that checks ask for, and no regard for the state. */
function moveBySql(recordId: string, to: LedgerState) {
  return test.sql.query(
    'update ledger set state = $2, epicor_key = coalesce(epicor_key, $3::jsonb) where record_id = $1',
    [recordId, to, JSON.stringify(invoiceKey())],
  );
}

describe('a transition that the state machine draws', () => {
  it.each(allowed)('leads from %s to %s', async (from, to) => {
    const row = await rowIn(test.store, from);
    const patch = from === to || row.epicorKey !== null ? {} : patchFor(to);
    await expect(test.store.ledger.transition(row, to, patch)).resolves.toMatchObject({ state: to });
  });

  it.each(allowed)('is let through by the database from %s to %s', async (from, to) => {
    const row = await rowIn(test.store, from);
    await moveBySql(row.recordId, to);
    await expect(test.store.ledger.get(row)).resolves.toMatchObject({ state: to });
  });
});

describe('a transition that the state machine does not draw', () => {
  it.each(forbidden)('is refused from %s to %s', async (from, to) => {
    const row = await rowIn(test.store, from);
    const refusal = await test.store.ledger.transition(row, to, patchFor(to)).catch((error) => error);
    expect(refusal).toBeInstanceOf(LedgerConflict);
    expect(refusal).toMatchObject({ recordId: row.recordId, found: from });
    await expect(test.store.ledger.get(row)).resolves.toEqual(row);
  });

  it.each(forbidden)('is refused by the database itself from %s to %s', async (from, to) => {
    const row = await rowIn(test.store, from);
    await expect(moveBySql(row.recordId, to)).rejects.toMatchObject({ code: 'BK001' });
    await expect(test.store.ledger.get(row)).resolves.toEqual(row);
  });
});

describe('a state that does not exist', () => {
  it('is refused by the database', async () => {
    const row = await rowIn(test.store, 'seen');
    await expect(
      test.sql.query(`update ledger set state = 'posted' where record_id = $1`, [row.recordId]),
    ).rejects.toMatchObject({ code: 'BK001' });
  });

  it('cannot be entered with: a row begins as seen', async () => {
    await expect(
      test.sql.query(
        `insert into ledger (connection_id, record_id, state, source) values ('acme', 'ar_sly', 'exported', 'webhook')`,
      ),
    ).rejects.toMatchObject({ code: 'BK001' });
  });
});

describe('a compare-and-set', () => {
  it('is refused where the row has another state than expected', async () => {
    const row = await rowIn(test.store, 'reserved');
    await expect(
      test.store.ledger.transition(row, 'returning', {}, { from: ['seen'] }),
    ).rejects.toMatchObject({ name: 'LedgerConflict', expected: 'seen before returning', found: 'reserved' });
  });

  it('is refused where the expected state cannot lead there', async () => {
    const row = await rowIn(test.store, 'seen');
    await expect(
      test.store.ledger.transition(row, 'committed', {}, { from: ['seen'] }),
    ).rejects.toBeInstanceOf(LedgerConflict);
  });

  it('lets one of two through that come at the same moment', async () => {
    const key = await newRow(test.store);
    const outcomes = await Promise.allSettled([
      test.store.ledger.transition(key, 'returning', {}, { from: ['seen'] }),
      test.store.ledger.transition(key, 'skipping', {}, { from: ['seen'] }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused for a record that the ledger does not know', async () => {
    await expect(
      test.store.ledger.transition({ connectionId: 'acme', recordId: 'ar_unknown' }, 'reserved'),
    ).rejects.toMatchObject({ name: 'LedgerConflict', found: 'no row' });
  });
});

describe('what a state needs', () => {
  it('is digest, document kind and marker before the first write', async () => {
    const key = await newRow(test.store);
    await test.store.ledger.transition(key, 'reserved', { digest: 'd', documentKind: 'gl-journal' });
    await expect(test.store.ledger.transition(key, 'writing')).rejects.toBeInstanceOf(LedgerConflict);
  });

  it.each(['committed', 'linked'] as const)('is the key of the Epicor document when %s', async (state) => {
    const row = await rowIn(test.store, state === 'linked' ? 'seen' : 'writing');
    await expect(test.store.ledger.transition(row, state)).rejects.toMatchObject({
      name: 'LedgerConflict',
      expected: expect.stringContaining('key of the Epicor document'),
    });
  });
});
