import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import {
  approveVendorSignal,
  approveVendorUpdate,
  linkUpdate,
  retryUpdate,
  returnUpdate,
  skipUpdate,
} from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  story,
  until,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

/** A signed webhook becomes one Epicor document, marked exported: every room of the house at work. */
describe('the main job', () => {
  let stack: Stack;

  beforeAll(async () => {
    // records of closed periods are wanted here
    stack = await startStack({ settings: { 'startDate: ${SANDBOX_START_DATE}': 'startDate: 2024-01-01' } });
  });
  afterAll(() => stack?.stop());

  it('books card spend as an AP invoice of the merchant that nets to zero against the card liability', async () => {
    const id = exportRecord(stack, {
      merchant: 'uline',
      amount: '123.45',
      account: '6520|60|100|00',
      memo: 'Boxes',
    });
    await expectBookedOnce(stack, id, { '6520|60|100|00': '123.45', '2110|00|000|00': '-123.45' });
    const [invoice] = invoicesOf(stack, id);
    expect(invoice).toMatchObject({
      debitMemo: false,
      currency: 'USD',
      total: '0',
      controlTotal: '0',
      variance: '0',
      taxRows: 0,
      posted: false,
    });
    expect(invoice?.lines.map(({ code1099 }) => code1099)).toEqual(['', '']);
  });

  it('books a split over several lines, each on its own account', async () => {
    const id = exportRecord(stack, {
      merchant: 'staples',
      lines: [
        { amount: '80.10', account: '6520|60|100|00', memo: 'Paper' },
        { amount: '19.90', account: '6520|10|100|00', memo: 'Pens' },
      ],
    });
    await expectBookedOnce(stack, id, {
      '6520|60|100|00': '80.10',
      '6520|10|100|00': '19.90',
      '2110|00|000|00': '-100.00',
    });
  });

  it('books a refund with the signs turned', async () => {
    const id = exportRecord(stack, {
      type: 'CARD_EXPENSE_REFUND',
      merchant: 'uline',
      amount: '50.00',
      account: '6520|60|100|00',
    });
    await expectBookedOnce(stack, id, { '6520|60|100|00': '-50.00', '2110|00|000|00': '50.00' });
  });

  it('books a payment to Brex as a balanced journal', async () => {
    const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '2500.00' });
    await expectBookedOnce(stack, id, { '2110|00|000|00': '2500.00', '1090|00|000|00': '-2500.00' });
    expect(journalsOf(stack, id)[0]).toMatchObject({ journalCode: 'GJ', currency: 'USD', posted: false });
  });

  it('keeps the currency of the record where the vendor has another one', async () => {
    const id = exportRecord(stack, {
      merchant: 'uline',
      amount: '40.00',
      currency: 'CAD',
      account: '6520|60|100|00',
    });
    await expectBookedOnce(stack, id, { '6520|60|100|00': '40.00', '2110|00|000|00': '-40.00' });
    expect(invoicesOf(stack, id)[0]?.currency).toBe('CAD');
  });

  it('returns a record with an unmapped value to Brex in words, and books it once recoded', async () => {
    const id = exportRecord(stack, {
      merchant: 'uline',
      amount: '10.00',
      account: `${unmappedAccountName}|60|100|00`,
    });
    await untilState(stack, id, 'returned');
    expect(invoicesOf(stack, id)).toEqual([]);
    stack.brex.records.recode(id, { account: '6520|60|100|00', amount: '11.00' });
    stack.brex.export([id]);
    await expectBookedOnce(stack, id, { '6520|60|100|00': '11.00', '2110|00|000|00': '-11.00' });
  });

  it('asks a person for an ambiguous vendor, shows the candidates, and remembers the answer', async () => {
    const id = exportRecord(stack, { merchant: 'fastenal', amount: '64.00', account: '6530|30|100|00' });
    const waiting = await untilWaiting(stack, id, 'vendor-ambiguous');
    expect(waiting.candidates.length).toBeGreaterThanOrEqual(2);
    const chosen = waiting.candidates[0]?.vendorNum ?? 0;
    await runOf(stack, id).executeUpdate(approveVendorUpdate, { args: [{ vendorNum: chosen, by: 'Dana' }] });
    await untilState(stack, id, 'exported');
    expect(invoicesOf(stack, id)[0]?.vendorNum).toBe(chosen);

    const next = exportRecord(stack, { merchant: 'fastenal', amount: '65.00', account: '6530|30|100|00' });
    await untilState(stack, next, 'exported');
    expect(invoicesOf(stack, next)[0]?.vendorNum).toBe(chosen);
    expect((await story(stack, id)).join('\n')).toContain('Dana decided: approveVendor');
  });

  it('takes the same answer as a signal from the Temporal UI', async () => {
    const id = exportRecord(stack, { merchant: 'kowloon-house', amount: '21.00', account: '6520|60|100|00' });
    await untilWaiting(stack, id, 'vendor-none');
    await runOf(stack, id).signal(approveVendorSignal, {
      vendorNum: stack.world.epicor.vendors.find(({ inactive }) => !inactive)?.vendorNum ?? 0,
      by: 'Dana',
      remember: false,
    });
    await untilState(stack, id, 'exported');
  });

  it('asks again where the chosen vendor does not exist', async () => {
    const id = exportRecord(stack, { merchant: 'dolly-sods', amount: '22.00', account: '6520|60|100|00' });
    await untilWaiting(stack, id, 'vendor-none');
    await runOf(stack, id).signal(approveVendorSignal, { vendorNum: 99_999_999, by: 'Dana' });
    const again = await untilWaiting(stack, id, 'vendor-missing');
    expect(again.reason).toContain('99999999');
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'test over' }] });
    await untilState(stack, id, 'skipped');
  });

  it('refuses an update that does not fit, in words', async () => {
    const id = exportRecord(stack, { merchant: 'radioshack', amount: '23.00', account: '6520|60|100|00' });
    await untilWaiting(stack, id, 'vendor-none');
    await expect(
      runOf(stack, id).executeUpdate(approveVendorUpdate, { args: [{ vendorNum: -1, by: 'Dana' }] }),
    ).rejects.toMatchObject({
      cause: { message: expect.stringContaining('vendorNum') },
    });
    await runOf(stack, id).executeUpdate(returnUpdate, { args: [{ by: 'Dana', message: 'Not ours.' }] });
    await untilState(stack, id, 'returned');
    expect(stack.brex.records.get(id).reviewStatus).toBe('REVIEW');
  });

  it('waits for a closed period and books on another date that a person gives', async () => {
    const closed = '2024-01-15T12:00:00Z';
    const id = exportRecord(stack, {
      merchant: 'uline',
      amount: '12.00',
      account: '6520|60|100|00',
      postedAt: closed,
      erpPostingDate: closed,
    });
    await untilWaiting(stack, id, 'closed-period');
    const open = stack.world.dates.today;
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', applyDate: open }] });
    await expectBookedOnce(stack, id, { '6520|60|100|00': '12.00', '2110|00|000|00': '-12.00' });
    expect(invoicesOf(stack, id)[0]?.applyDate).toBe(open);
  });

  it('parks a combination that makes no account, before anything is written', async () => {
    const id = exportRecord(stack, { merchant: 'uline', amount: '13.00', account: '6310|60|100|00' });
    const waiting = await untilWaiting(stack, id, 'account-missing');
    expect(waiting.reason).toContain('6310|60|100|00');
    expect(invoicesOf(stack, id)).toEqual([]);
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'test over' }] });
  });

  it('skips for good, tells Brex, and books only by retry', async () => {
    const id = exportRecord(stack, { merchant: 'radioshack', amount: '24.00', account: '6520|60|100|00' });
    await untilWaiting(stack, id, 'vendor-none');
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'private' }] });
    await untilEnded(stack, id);
    stack.brex.export([id]);
    expect((await untilEnded(stack, id)).status).toBe('Skipped');
    expect(invoicesOf(stack, id)).toEqual([]);
  });

  it('ends quietly for a zero amount and for a record before the start date', async () => {
    const zero = exportRecord(stack, { merchant: 'uline', amount: '0.00', account: '6520|60|100|00' });
    await untilState(stack, zero, 'closed');
    const old = exportRecord(stack, {
      merchant: 'uline',
      amount: '9.00',
      postedAt: '2020-05-05T12:00:00Z',
      erpPostingDate: '2020-05-05T12:00:00Z',
    });
    await untilState(stack, old, 'closed');
    expect(stack.brex.records.get(old).reviewStatus).toBe('READY_FOR_EXPORT');
  });

  it('posts 30 April 22:00 in New York in April', async () => {
    const { today } = stack.world.dates;
    const firstOfMonth = `${today.slice(0, 7)}-01`;
    const lastEvening = `${firstOfMonth}T02:00:00Z`;
    const id = exportRecord(stack, {
      merchant: 'uline',
      amount: '14.00',
      account: '6520|60|100|00',
      postedAt: lastEvening,
      erpPostingDate: lastEvening,
    });
    await untilState(stack, id, 'exported');
    const lastOfMonthBefore = new Date(Date.parse(firstOfMonth) - 86_400_000).toISOString().slice(0, 10);
    expect(invoicesOf(stack, id)[0]?.applyDate).toBe(lastOfMonthBefore);
  });
});

describe('bills', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  const vendorNamed = (vendorId: string) =>
    stack.world.epicor.vendors.find((vendor) => vendor.vendorId === vendorId)?.name ?? '';

  it('are brought by backfill and booked with their own number and due date', async () => {
    const { id } = stack.brex.records.create({
      type: 'BILL_EXPENSE',
      vendor: vendorNamed('RIVBEND'),
      invoiceNumber: 'RB-1001',
      amount: '300.00',
      account: '6550|30|100|00',
      dueAt: `${stack.world.dates.today}T00:00:00Z`,
    });
    stack.brex.export([id]);
    await stack.backfill();
    await untilState(stack, id, 'exported');
    const [invoice] = invoicesOf(stack, id);
    expect(invoice).toMatchObject({ invoiceNum: 'RB-1001', dueDate: stack.world.dates.today, total: '0' });
  });

  it('that were typed into Epicor by hand wait, and can be linked', async () => {
    const { id } = stack.brex.records.create({
      type: 'BILL_EXPENSE',
      vendor: vendorNamed('APPALCL'),
      invoiceNumber: 'ACS-20417',
      amount: '1480.00',
      account: '6420|60|100|00',
    });
    stack.brex.export([id]);
    await stack.backfill();
    const waiting = await untilWaiting(stack, id, 'already-in-epicor');
    expect(waiting.reason).toContain('mwhitfield');
    const vendorNum = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'APPALCL')?.vendorNum;
    await runOf(stack, id).executeUpdate(linkUpdate, {
      args: [{ by: 'Dana', vendorNum, invoiceNum: 'ACS-20417' }],
    });
    await untilState(stack, id, 'exported');
    expect(invoicesOf(stack, id)).toEqual([]);
    expect(stack.brex.records.get(id).reviewStatus).toBe('EXPORTED');
  });

  it('that are no longer ready once they are booked are told when they are again, and others as ever', async () => {
    const draft = {
      type: 'BILL_EXPENSE',
      vendor: vendorNamed('RIVBEND'),
      amount: '75.00',
      account: '6550|30|100|00',
    } as const;
    const { id } = stack.brex.records.create({ ...draft, invoiceNumber: 'RB-1002' });
    const fault = stack.epicor.faults.arm({
      fault: 'delay',
      delayMs: 3_000,
      match: { path: 'APInvoiceSvc/UpdateMaster', body: id },
    });
    stack.brex.export([id]);
    const backfilled = stack.backfill();
    await until('the bill is being written', async () =>
      stack.epicor.faults.list().some(({ id: armed, met }) => armed === fault.id && met > 0),
    );
    stack.brex.records.report(id, { kind: 'failure', message: 'by a bookkeeper' });
    await backfilled;
    await until('the trail says that it was not reported', async () =>
      (await story(stack, id)).join('\n').includes('booked, not reported'),
    );
    await untilState(stack, id, 'committed');

    const next = stack.brex.records.create({ ...draft, invoiceNumber: 'RB-1003' });
    stack.brex.export([id, next.id]);
    await stack.backfill();
    for (const each of [id, next.id]) {
      await untilState(stack, each, 'exported');
      expect(stack.brex.records.get(each).reviewStatus).toBe('EXPORTED');
      expect(invoicesOf(stack, each)).toHaveLength(1);
    }
  });
});
