import { connectionClients, createActivities } from '../../activities';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { exportRecord, story, until, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = {
  merchant: 'uline',
  amount: '48.00',
  account: '6520|60|100|00',
} as const satisfies RecordDraft;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.poll();
});
afterAll(() => stack?.stop());

/** How often the record was looked at. */
const looks = async (id: string): Promise<number> =>
  (await story(stack, id)).filter((line) => line.startsWith('fetchRecord')).length;

describe('a parked record wakes by itself', () => {
  it('when its account appears', async () => {
    const id = exportRecord(stack, { ...expense, account: '6310|60|100|00' });
    await untilWaiting(stack, id, 'account-missing');
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.setAccount({ account: '6310|60|100|00', description: 'Opened at last' });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await untilState(stack, id, 'exported');
  });

  it('when its account is activated, and no sooner', async () => {
    const account = '6520|10|100|00';
    const seeded = { account, description: 'Office supplies' };
    stack.epicor.setAccount({ ...seeded, active: false });
    const id = exportRecord(stack, { ...expense, account });
    await untilWaiting(stack, id, 'account-inactive');
    stack.epicor.setAccount({ ...seeded, description: 'Supplies', active: false });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.setAccount(seeded);
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await untilState(stack, id, 'exported');
  });

  it('when its period opens, as Epicor itself says, for an invoice and a journal', async () => {
    const { earliestApplyDate } = stack.epicor.seed.fiscalCalendar;
    stack.epicor.setEarliestApplyDate('2099-01-01');
    const invoice = exportRecord(stack, expense);
    const journal = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '700.00' });
    for (const id of [invoice, journal]) await untilWaiting(stack, id, 'closed-period');
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.setEarliestApplyDate(earliestApplyDate);
    await expect(stack.poll()).resolves.toMatchObject({ woken: 2 });
    for (const id of [invoice, journal]) await untilState(stack, id, 'exported');
  });

  it.each(['epicor', 'told'] as const)(
    'when its period opens again, although it was woken in vain (%s)',
    async (by) => {
      const { earliestApplyDate } = stack.epicor.seed.fiscalCalendar;
      stack.epicor.setEarliestApplyDate('2099-01-01');
      const id = exportRecord(stack, { ...expense, amount: by === 'epicor' ? '48.10' : '48.20' });
      await untilWaiting(stack, id, 'closed-period');
      const key = { connectionId: stack.connectionId, recordId: id };
      const [waiting] = (await stack.store.causes.list(stack.connectionId)).filter(
        ({ recordId }) => recordId === id,
      );
      await stack.store.causes.woken(key, waiting?.cause ?? '', by);
      await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
      stack.epicor.setEarliestApplyDate(earliestApplyDate);
      await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
      await untilState(stack, id, 'exported');
    },
  );

  it('when its vendor is made', async () => {
    const id = exportRecord(stack, {
      ...expense,
      merchant: { rawDescriptor: 'ZYXWV GADGETS', name: 'Zyxwv Gadgets' },
    });
    await untilWaiting(stack, id, 'vendor-none');
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.addVendor({ VendorID: 'ZYXWV', Name: 'ZYXWV GADGETS', TermsCode: 'N30' });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await untilState(stack, id, 'exported');
  });

  it('when its currency comes into use', async () => {
    const id = exportRecord(stack, { ...expense, currency: 'SEK' });
    await untilWaiting(stack, id, 'unknown-currency');
    stack.epicor.setRow('Currency', { CurrencyCode: 'SEK', CurrDesc: 'Krona', Inactive: false });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await until('it is looked at again', async () => (await looks(id)) >= 2);
  });

  it('when the purchase order that it names is closed', async () => {
    const order = stack.epicor.seed.purchaseOrders.find(({ open }) => open);
    const vendor = stack.epicor.seed.vendors.find(({ vendorNum }) => vendorNum === order?.vendorNum);
    const merchant = { rawDescriptor: vendor?.name ?? '', name: vendor?.name ?? '' };
    const id = exportRecord(stack, { ...expense, merchant, memo: `PO ${order?.poNum}` });
    await untilWaiting(stack, id, 'names-open-po');
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.setRow('POHeader', { PONum: order?.poNum ?? 0, OpenOrder: false });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await untilState(stack, id, 'exported');
  });

  it('when the connection file brings the setting that was missing', async () => {
    await stack.reconnect({ '    cash: "1090|00|000|00"\n': '' });
    // the worker knows the former settings for some seconds
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '710.00', balancing: 'absent' });
    await untilWaiting(stack, id, 'missing-setting');
    await stack.poll();
    await stack.reconnect({});
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await until('it is looked at again', async () => (await looks(id)) >= 2);
  });

  it('when somebody says that causes of its kind are gone, as after an import', async () => {
    const id = exportRecord(stack, { ...expense, merchant: { rawDescriptor: 'QQQQ 1', name: 'Qqqq One' } });
    await untilWaiting(stack, id, 'vendor-none');
    const { connectionId, store, temporal, postingQueue } = stack;
    const connections = connectionClients(store);
    const { wakeParked } = createActivities({ store, temporal, postingQueue, connections });
    const before = await looks(id);
    await expect(wakeParked({ connectionId, causes: ['mapping:'] })).resolves.toBe(0);
    await expect(wakeParked({ connectionId, causes: ['vendor'] })).resolves.toBe(1);
    await until('it is looked at again', async () => (await looks(id)) > before);
    await connections.close();
  });
});

describe('a cause that goes while the record is being parked', () => {
  it('is seen by the look after the wait is registered', async () => {
    const account = '6310|10|100|00';
    stack.epicor.db.table('GLAccount').remove({ COACode: 'MAIN', GLAccount: account });
    await stack.store.mirrors.drop(stack.connectionId, 'accounts', [JSON.stringify(['MAIN', account])]);
    const { causes } = stack.store;
    const { register } = causes;
    let woken: number | null = null;
    // between the look that failed and the registration the account appears, and a whole poll finds nobody waiting
    Object.assign(causes, {
      register: async (...wait: Parameters<typeof register>) => {
        if (wait[1] !== `account:${account}`) return register(...wait);
        Object.assign(causes, { register });
        stack.epicor.setAccount({ account, description: 'Just in time' });
        woken = (await stack.poll()).woken;
        return register(...wait);
      },
    });
    const id = exportRecord(stack, { ...expense, account });
    await untilState(stack, id, 'exported');
    expect(woken).toBe(0);
    expect(await looks(id)).toBe(2);
  });
});
