import { waitingMerchants } from '../../accounting/waiting-merchants';
import type { AskedVendor, RecordKey } from '../../store';
import { newRow, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let connectionId: string;
let connections = 0;
beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  connections += 1;
  connectionId = `q${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});
afterAll(() => test.close());

const asked = (changes: Partial<AskedVendor> = {}): AskedVendor => ({
  merchant: 'FASTENAL',
  merchantKeys: ['brex-merchant:m1', 'fastenal'],
  code: 'vendor-ambiguous',
  question: 'Which?',
  candidates: [{ vendorNum: 7, vendorId: 'FAST', name: 'Fastenal', score: 0.8, hint: '' }],
  ...changes,
});
const questions = () => test.store.vendorQuestions;
const ids = (found: readonly { recordId: string }[]) => found.map(({ recordId }) => recordId);

describe('records that wait for a vendor', () => {
  it('are found by any key of their merchant', async () => {
    const one = await newRow(test.store, connectionId);
    const other = await newRow(test.store, connectionId);
    const stranger = await newRow(test.store, connectionId);
    await questions().ask(one, asked());
    await questions().ask(other, asked({ merchantKeys: ['fastenal'] }));
    await questions().ask(stranger, asked({ merchantKeys: ['motion'] }));
    expect(await questions().ofMerchant(connectionId, ['fastenal', 'else'])).toEqual(
      [one, other].map(({ recordId }) => recordId),
    );
    expect(await questions().ofMerchant(connectionId, [])).toEqual([]);
  });

  it('wait since they were first asked about, with what is asked now', async () => {
    const key = await newRow(test.store, connectionId);
    await questions().ask(key, asked());
    const [before] = await questions().list(connectionId);
    await questions().ask(key, asked({ code: 'vendor-none', candidates: [] }));
    const [after] = await questions().list(connectionId);
    expect(after).toMatchObject({ code: 'vendor-none', candidates: [], askedAt: before?.askedAt });
  });

  it('are forgotten once closed, or finished in the ledger by whatever way', async () => {
    const closed = await newRow(test.store, connectionId);
    const returned = await rowIn(test.store, 'returned', connectionId);
    await questions().ask(closed, asked());
    await questions().ask(returned, asked());
    await questions().close(closed);
    expect(await questions().list(connectionId)).toEqual([]);
  });

  it('are closed though somebody has locked another', async () => {
    const [locked, free] = [await newRow(test.store, connectionId), await newRow(test.store, connectionId)];
    for (const key of [locked, free]) await questions().ask(key, asked());
    await test.sql.query('begin');
    try {
      await test.sql.query('select from vendor_question where record_id = $1 for update', [locked.recordId]);
      const waits = questions().close(locked);
      await questions().close(free);
      expect(ids(await questions().list(connectionId))).toEqual([locked.recordId]);
      await test.sql.query('rollback');
      await waits;
      expect(await questions().list(connectionId)).toEqual([]);
    } finally {
      await test.sql.query('rollback');
    }
  });

  it('are found, listed and told of by the thousand', async () => {
    const keys: RecordKey[] = [];
    for (let at = 0; at < 2_000; at += 100) {
      keys.push(...(await Promise.all(Array.from({ length: 100 }, () => newRow(test.store, connectionId)))));
    }
    for (let at = 0; at < keys.length; at += 100)
      await Promise.all(keys.slice(at, at + 100).map((key) => questions().ask(key, asked())));
    expect(await questions().ofMerchant(connectionId, ['fastenal'])).toHaveLength(2_000);
    const [group, ...others] = waitingMerchants(await questions().list(connectionId));
    expect(others).toEqual([]);
    expect(group?.recordIds).toHaveLength(2_000);
    const due = await questions().due(connectionId, 'reminder', 0);
    await questions().urged(connectionId, 'reminder', ids(due));
    expect(await questions().due(connectionId, 'reminder', 0)).toEqual([]);
    // more of them than a statement has parameters
    const unknown = Array.from({ length: 70_000 }, (_, at) => `ar_none_${at}`);
    await questions().urged(connectionId, 'escalation', [...unknown, ...ids(due)]);
    expect(await questions().due(connectionId, 'escalation', 0)).toEqual([]);
  });

  it('are due once for each urging', async () => {
    const key = await newRow(test.store, connectionId);
    await questions().ask(key, asked());
    expect(await questions().due(connectionId, 'reminder', 60_000)).toEqual([]);
    expect(ids(await questions().due(connectionId, 'reminder', 0))).toEqual([key.recordId]);
    await questions().urged(connectionId, 'reminder', [key.recordId]);
    expect(await questions().due(connectionId, 'reminder', 0)).toEqual([]);
    expect(ids(await questions().due(connectionId, 'escalation', 0))).toEqual([key.recordId]);
  });
});

describe('vendors that a merchant is not', () => {
  const keys = ['brex-merchant:m1', 'delta'];

  it('hold for its surest key, not for another merchant of the name', async () => {
    const { vendorRejections } = test.store;
    await vendorRejections.reject(connectionId, keys, [7, 8], 'jane');
    await vendorRejections.reject(connectionId, keys, [8], 'joe');
    expect(await vendorRejections.of(connectionId, keys)).toEqual(new Set([7, 8]));
    expect(await vendorRejections.of(connectionId, ['delta'])).toEqual(new Set([7, 8]));
    expect(await vendorRejections.of(connectionId, ['brex-merchant:m2', 'delta'])).toEqual(new Set());
    expect(await vendorRejections.of(connectionId, [])).toEqual(new Set());
  });

  it('hold no more once one is approved after all, until it is rejected again', async () => {
    const { vendorRejections } = test.store;
    await vendorRejections.reject(connectionId, keys, [7, 8], 'jane');
    await vendorRejections.lift(connectionId, keys, 7, 'joe');
    expect(await vendorRejections.of(connectionId, keys)).toEqual(new Set([8]));
    await vendorRejections.reject(connectionId, keys, [7], 'jane');
    expect(await vendorRejections.of(connectionId, keys)).toEqual(new Set([7, 8]));
  });
});

it('a decision that is written down twice by one step confirms nothing', async () => {
  const { remember, find } = test.store.vendorLinks;
  await remember(connectionId, 'uber', 1, 'jane', undefined, 'run-1/5');
  await remember(connectionId, 'uber', 2, 'joe', undefined, 'run-2/5');
  await remember(connectionId, 'uber', 2, 'joe', undefined, 'run-2/5');
  expect(await find(connectionId, 'uber')).toMatchObject({ vendorNum: 2, contradicts: 1 });
  await remember(connectionId, 'uber', 2, 'joe', undefined, 'run-3/5');
  expect(await find(connectionId, 'uber')).toMatchObject({ vendorNum: 2, contradicts: null });
});
