import { type LedgerState, writtenStates } from '../../accounting/ledger-states';
import type { LedgerPatch } from '../../store';
import { invoiceKey, journalKey, newRow, pins, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
  await test.store.connections.save(settingsOf('second'), secrets);
});
afterAll(() => test.close());

const others: Partial<LedgerPatch> = {
  digest: 'another',
  documentKind: 'gl-journal',
  vendorNum: 7,
  documentNumber: 'INV-2',
  marker: 'acme/ar_2',
  amount: '1234.51',
  currency: 'CAD',
};
const columns = Object.keys(others) as (keyof LedgerPatch)[];
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pinned = writtenStates.flatMap((state) => columns.map((column) => [column, state] as const));

describe('what the document is made of', () => {
  it.each(pinned)('keeps its %s while %s', async (column, state) => {
    const row = await rowIn(test.store, state);
    await expect(
      test.store.ledger.transition(row, state, { [column]: others[column] }),
    ).rejects.toMatchObject({ name: 'LedgerConflict', expected: expect.stringContaining('pinned') });
    await expect(
      test.sql.query(`update ledger set ${snakeCase(column)} = $2 where record_id = $1`, [
        row.recordId,
        others[column],
      ]),
    ).rejects.toMatchObject({ code: 'BK002' });
  });

  it.each(['seen', 'reserved', 'voided'] as const)('may change while %s', async (state) => {
    const row = await rowIn(test.store, state);
    await expect(test.store.ledger.transition(row, 'reserved', others)).resolves.toMatchObject(others);
  });

  it('may not change on the way from writing to voided, only after it', async () => {
    const row = await rowIn(test.store, 'writing');
    await expect(test.store.ledger.transition(row, 'voided', others)).rejects.toMatchObject({
      name: 'LedgerConflict',
    });
    await test.store.ledger.transition(row, 'voided');
    await expect(test.store.ledger.transition(row, 'reserved', others)).resolves.toMatchObject(others);
  });

  it('is the same amount with another number of decimals', async () => {
    const row = await rowIn(test.store, 'writing');
    await expect(test.store.ledger.transition(row, 'writing', { amount: '1234.5' })).resolves.toMatchObject({
      state: 'writing',
    });
  });
});

describe('one Epicor document', () => {
  it.each(['committed', 'reporting', 'exported', 'linked'] satisfies LedgerState[])(
    'stays that of its record while %s',
    async (state) => {
      const row = await rowIn(test.store, state);
      await expect(
        test.store.ledger.transition(row, state, { epicorKey: invoiceKey() }),
      ).rejects.toMatchObject({ name: 'LedgerConflict' });
    },
  );

  it('never serves two records', async () => {
    const epicorKey = invoiceKey();
    const [first, second] = [await rowIn(test.store, 'writing'), await rowIn(test.store, 'writing')];
    await test.store.ledger.transition(first, 'committed', { epicorKey });
    await expect(test.store.ledger.transition(second, 'committed', { epicorKey })).rejects.toMatchObject({
      name: 'LedgerConflict',
      expected: expect.stringContaining('no other record holds'),
    });
  });

  it('never serves two connections to the same Epicor company', async () => {
    const epicorKey = invoiceKey();
    const ours = await rowIn(test.store, 'writing');
    const theirs = await rowIn(test.store, 'writing', 'second');
    await test.store.ledger.transition(ours, 'committed', { epicorKey });
    await expect(test.store.ledger.transition(theirs, 'writing', { epicorKey })).rejects.toMatchObject({
      name: 'LedgerConflict',
    });
  });

  it('cannot be linked where another record holds it, be it invoice or journal', async () => {
    for (const epicorKey of [invoiceKey(), journalKey(1)]) {
      const holder = await rowIn(test.store, 'writing');
      await test.store.ledger.transition(holder, 'committed', { epicorKey });
      const other = await newRow(test.store);
      await expect(test.store.ledger.transition(other, 'linked', { epicorKey })).rejects.toMatchObject({
        name: 'LedgerConflict',
        found: `the Epicor document is held by record ${holder.recordId}`,
      });
    }
  });

  it('is linked by one of two persons who choose it at the same moment', async () => {
    const epicorKey = journalKey(2);
    const keys = [await newRow(test.store), await newRow(test.store)];
    const outcomes = await Promise.allSettled(
      keys.map((key) => test.store.ledger.transition(key, 'linked', { epicorKey })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is free again once it was voided', async () => {
    const epicorKey = invoiceKey();
    const [first, second] = [await rowIn(test.store, 'writing'), await rowIn(test.store, 'writing')];
    await test.store.ledger.transition(first, 'writing', { epicorKey });
    await expect(test.store.ledger.transition(first, 'voided')).resolves.toMatchObject({ epicorKey: null });
    await expect(test.store.ledger.transition(second, 'committed', { epicorKey })).resolves.toMatchObject({
      epicorKey,
    });
  });

  it('may be a journal whose number Epicor gave before: posting frees the number, the marker tells them apart', async () => {
    const epicorKey = journalKey(3);
    for (const marker of ['acme/ar_posted', 'acme/ar_new']) {
      const key = await newRow(test.store);
      await test.store.ledger.transition(key, 'reserved', { ...pins, documentKind: 'gl-journal', marker });
      await test.store.ledger.transition(key, 'writing');
      await expect(test.store.ledger.transition(key, 'committed', { epicorKey })).resolves.toMatchObject({
        epicorKey,
      });
    }
  });
});

describe('a ledger row', () => {
  it.each(['delete from ledger', 'truncate ledger cascade'])('survives: %s', async (statement) => {
    await expect(test.sql.query(statement)).rejects.toMatchObject({ code: 'BK005' });
  });

  it('keeps its connection and record', async () => {
    const row = await rowIn(test.store, 'seen');
    await expect(
      test.sql.query(`update ledger set record_id = 'ar_other' where record_id = $1`, [row.recordId]),
    ).rejects.toMatchObject({ code: 'BK002' });
  });
});
