import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { approveVendorSignal } from '../../workflows/contract';
import {
  accountsOf,
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  statusOf,
  until,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { OwnTemporal } from '../support/own-servers';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '27.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '27.00', '2110|00|000|00': '-27.00' };
const payment = { type: 'CARD_PAYMENT', amount: '270.00' } as const;
const paid = { '2110|00|000|00': '270.00', '1090|00|000|00': '-270.00' };
/** A merchant that several vendors may be. */
const ambiguous = { merchant: 'fastenal', amount: '28.00', account: '6530|30|100|00' } as const;
const bookedAmbiguous = { '6530|30|100|00': '28.00', '2110|00|000|00': '-28.00' };

/** Two workers and two servers come and go in each test. */
describe('what was lost and is delivered again', () => {
  let temporal: OwnTemporal;
  let stack: Stack;

  beforeEach(async () => {
    temporal = await OwnTemporal.start();
    stack = await startStack();
  });
  afterEach(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  it('is not booked again where Temporal was wiped', async () => {
    const done = [exportRecord(stack, expense), exportRecord(stack, payment)];
    for (const id of done) await untilState(stack, id, 'exported');
    const waiting = exportRecord(stack, ambiguous);
    await untilWaiting(stack, waiting, 'vendor-ambiguous');
    const unreported = await bookWithoutReport(stack, [expense, payment]);

    await stack.stopWorker();
    await temporal.wipe();
    await stack.startWorker();
    await redeliver(stack, [...done, waiting, ...unreported]);

    const [invoice = '', journal = ''] = unreported;
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
    for (const id of done) await untilEnded(stack, id);
    await expectBookedOnce(stack, done[0] ?? '', booked);
    await expectBookedOnce(stack, done[1] ?? '', paid);
    await approveFirst(stack, waiting);
    await expectBookedOnce(stack, waiting, bookedAmbiguous);
  });

  it('is found in Epicor by its marker where Temporal and PostgreSQL were wiped', async () => {
    const done = [exportRecord(stack, expense), exportRecord(stack, payment)];
    for (const id of done) await untilState(stack, id, 'exported');
    const unreported = await bookWithoutReport(stack, [expense, payment, ambiguous]);
    const [invoice = '', journal = '', approved = ''] = unreported;
    const vendor = invoicesOf(stack, approved)[0]?.vendorNum;

    stack = await loseEverything(stack, temporal);
    await redeliver(stack, [...done, ...unreported]);

    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
    await expectBookedOnce(stack, approved, bookedAmbiguous, 'adoptDocument');
    expect(invoicesOf(stack, approved)[0]?.vendorNum).toBe(vendor);
    for (const id of done) {
      expect((await untilEnded(stack, id)).status).toBe('NotReady');
      expect([...invoicesOf(stack, id), ...journalsOf(stack, id)]).toHaveLength(1);
    }
  });

  it('is found though it was posted and its period closed since', async () => {
    const [invoice = '', approved = ''] = await bookWithoutReport(stack, [expense, ambiguous]);
    postAll(stack, [invoice, approved]);
    stack = await loseEverything(stack, temporal);
    stack.epicor.setEarliestApplyDate('2099-01-01');
    await redeliver(stack, [invoice, approved]);
    await expectBookedOnce(stack, invoice, booked, 'adoptDocument');
    await expectBookedOnce(stack, approved, bookedAmbiguous, 'adoptDocument');
  });

  it('is finished where only its header had been saved, with the vendor that it bears', async () => {
    stack.epicor.behave({ invoiceSave: 'header-only' });
    stack.epicor.faults.arm({
      fault: 'status',
      status: 503,
      match: { path: 'APInvoiceSvc/Update', skip: 1, times: 0 },
    });
    const id = exportRecord(stack, ambiguous);
    await approveFirst(stack, id);
    await until('the header stands', async () => invoicesOf(stack, id).length > 0);
    const vendor = invoicesOf(stack, id)[0]?.vendorNum;
    stack = await loseEverything(stack, temporal);
    stack.epicor.faults.clear();
    await redeliver(stack, [id]);
    await expectBookedOnce(stack, id, bookedAmbiguous);
    expect(invoicesOf(stack, id)[0]?.vendorNum).toBe(vendor);
  });

  it('is shown to a person where what stands in Epicor is another amount', async () => {
    const [id = ''] = await bookWithoutReport(stack, [ambiguous]);
    stack = await loseEverything(stack, temporal);
    stack.brex.records.recode(id, { amount: '29.00' });
    await redeliver(stack, [id]);
    const { reason } = await untilWaiting(stack, id, 'document-differs');
    expect(reason).toContain('28');
    const [invoice, ...others] = invoicesOf(stack, id);
    expect(others).toEqual([]);
    expect(invoice && accountsOf(invoice)).toEqual(bookedAmbiguous);
  });

  it('is not sent back to Brex where its coding fits no more, since the document stands', async () => {
    const [id = ''] = await bookWithoutReport(stack, [expense]);
    stack = await loseEverything(stack, temporal);
    stack.brex.records.recode(id, { account: `${unmappedAccountName}|60|100|00` });
    await redeliver(stack, [id]);
    const { reason } = await untilWaiting(stack, id, 'already-in-epicor');
    expect(reason).toContain(invoicesOf(stack, id)[0]?.invoiceNum);
    expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
  });
});

/** The documents stand in Epicor, but Brex refuses every report. Ends with our processes cut off. */
async function bookWithoutReport(
  stack: Stack,
  drafts: readonly Parameters<typeof exportRecord>[1][],
): Promise<string[]> {
  stack.brex.faults.arm({ fault: 'status', status: 503, match: { path: 'export-results', times: 0 } });
  const ids = drafts.map((draft) => exportRecord(stack, draft));
  for (const [index, id] of ids.entries()) {
    if (drafts[index] === ambiguous) await approveFirst(stack, id);
    await until(`${id} is to be reported`, async () => {
      const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId: id });
      return row?.state === 'committed' || row?.state === 'reporting';
    });
  }
  return ids;
}

/** The first candidate, for this record only: nothing of the decision is left but the document. */
async function approveFirst(stack: Stack, recordId: string): Promise<void> {
  await untilWaiting(stack, recordId, 'vendor-ambiguous');
  const vendorNum = (await statusOf(stack, recordId)).candidates[0]?.vendorNum ?? 0;
  await runOf(stack, recordId).signal(approveVendorSignal, { vendorNum, by: 'Dana', remember: false });
}

async function loseEverything(stack: Stack, temporal: OwnTemporal): Promise<Stack> {
  await stack.lose();
  await temporal.wipe();
  return startStack({ after: stack });
}

/** Brex sends the same ids again, in one delivery, and takes reports again. */
async function redeliver(stack: Stack, ids: readonly string[]): Promise<void> {
  stack.brex.faults.clear();
  stack.brex.webhooks.sendReady(ids);
}

function postAll(stack: Stack, ids: readonly string[]): void {
  const groups = new Set(ids.flatMap((id) => invoicesOf(stack, id).map(({ groupId }) => groupId)));
  for (const group of groups) expect(stack.epicor.postGroup(group).errors).toEqual([]);
}
