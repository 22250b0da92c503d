import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  runOf,
  statusOf,
  story,
  until,
  untilEnded,
  untilState,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '36.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '36.00', '2110|00|000|00': '-36.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '360.00' };
const paid = { '2110|00|000|00': '360.00', '1090|00|000|00': '-360.00' };
const live = { 'mode: live': 'mode: live' };
const preview = { 'mode: live': 'mode: preview' };

/** Methods of Epicor that change nothing; every other one called would be a write, or the way to one. */
const reading = /Svc\/|Svc\.(GetByID|GetRows)/;

/** Reads and plans only; afterwards, live, the same records are booked. */
describe('mode: preview', () => {
  let stack: Stack;

  afterEach(() => stack?.stop());

  const stateOf = async (recordId: string) =>
    (await stack.store.ledger.get({ connectionId: stack.connectionId, recordId }))?.state;

  function expectNothingWritten(): void {
    expect(Object.keys(stack.epicor.calls.counts()).filter((kind) => !reading.test(kind))).toEqual([]);
    expect(Object.keys(stack.brex.calls.counts()).filter((kind) => !/^GET /i.test(kind))).toEqual([]);
  }

  it('writes nothing in either system, says what it would do, and leaves the rows to be booked live', async () => {
    stack = await startStack({ settings: preview });
    const invoice = exportRecord(stack, expense);
    const journal = exportRecord(stack, payment);
    const unmapped = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    const nobody = exportRecord(stack, { ...expense, merchant: 'kowloon-house' });
    const zero = exportRecord(stack, { ...expense, amount: '0.00' });
    const ids = [invoice, journal, unmapped, nobody, zero];
    const said = async (id: string) => (await statusOf(stack, id)).reason;
    for (const id of ids)
      await until(`${id} was looked at`, async () => (await said(id).catch(() => '')).includes('Preview'));

    expect(await said(invoice)).toContain('Preview: would be booked as ap-invoice');
    expect(await said(journal)).toContain('Preview: would be booked as gl-journal');
    expect(await said(unmapped)).toContain('Preview: would not be booked');
    expect(await said(nobody)).toContain('Preview: would ask for a vendor');
    expect(await said(zero)).toContain('Preview: would not be booked');
    for (const id of ids) expect(await stateOf(id)).toBe('seen');
    expectNothingWritten();

    await stack.reconnect(live);
    await until('the worker knows that it is live', async () => {
      await stack.backfill();
      return (await stateOf(invoice)) === 'exported';
    });
    await untilState(stack, journal, 'exported');
    await untilState(stack, unmapped, 'returned');
    await untilState(stack, zero, 'closed');
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
    await runOf(stack, nobody).terminate('test over');
  });

  it('moves no cursor, so that live finds the bills again', async () => {
    stack = await startStack({ settings: preview });
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'RIVBEND')?.name ?? '';
    const id = exportRecord(stack, {
      type: 'BILL_EXPENSE',
      vendor,
      invoiceNumber: 'RB-2001',
      amount: '310.00',
      account: '6550|30|100|00',
    });
    await stack.backfill();
    await untilEnded(stack, id);
    expect(await stateOf(id)).toBe('seen');
    expect(await stack.store.cursors.get(stack.connectionId, 'bills-updated-after')).toBeNull();
    expectNothingWritten();
  });

  it('leaves alone what was begun when a live connection is set to it', async () => {
    stack = await startStack();
    stack.brex.faults.arm({ fault: 'status', status: 500, match: { path: 'export-results', times: 0 } });
    const unreported = exportRecord(stack, expense);
    await untilState(stack, unreported, 'reporting');
    await runOf(stack, unreported).terminate('the machine was lost');
    await stack.stopWorker();
    stack.brex.faults.clear();

    await stack.reconnect(preview);
    await stack.startWorker();
    stack.epicor.calls.reset();
    stack.brex.calls.reset();
    await stack.backfill();
    const ended = await untilEnded(stack, unreported);
    expect(ended.reason).toContain('Preview');
    expect(await stateOf(unreported)).toBe('reporting');
    expect(invoicesOf(stack, unreported)).toHaveLength(1);
    expectNothingWritten();

    await stack.stopWorker();
    await stack.reconnect(live);
    await stack.startWorker();
    await stack.backfill();
    await untilState(stack, unreported, 'exported');
    // a step is audited after it was done
    await until('the report is in the audit trail', async () =>
      (await story(stack, unreported)).some((line) => line.startsWith('markExported ok')),
    );
  });
});
