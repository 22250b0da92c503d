import type { CashTransaction } from '../../accounting/cash-transaction';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

const fee: CashTransaction = {
  id: 'dpcashtx_1',
  accountId: 'dpacc_1',
  type: 'FEE',
  description: 'Wire fee',
  amount: { amount: '-15.00', currency: 'USD' },
  postedOn: '2026-10-05',
};

describe('cash activity', () => {
  const { id } = settingsOf();

  it('keeps its version where Brex tells the same again, and grows where it changed', async () => {
    await expect(test.store.cash.see(id, fee)).resolves.toBe(1);
    await expect(test.store.cash.see(id, fee)).resolves.toBe(1);
    const changed = { ...fee, amount: { amount: '-16.00', currency: 'USD' } };
    await expect(test.store.cash.see(id, changed)).resolves.toBe(2);
    await expect(test.store.cash.get(id, fee.id)).resolves.toEqual({ transaction: changed, version: 2 });
    await expect(test.store.cash.get(id, 'dpcashtx_9')).resolves.toBeNull();
  });

  it('is listed in order of posting', async () => {
    await test.store.cash.see(id, { ...fee, id: 'dpcashtx_0', postedOn: '2026-10-07' });
    await test.store.cash.see(id, { ...fee, id: 'dpcashtx_2', postedOn: '2026-10-04' });
    const listed = await test.store.cash.list(id);
    expect(listed.map(({ transaction }) => transaction.postedOn)).toEqual([
      '2026-10-04',
      '2026-10-05',
      '2026-10-07',
    ]);
  });
});
