import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { approveVendorUpdate, retryUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  statusOf,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { reset, resettable } from '../support/resets';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '47.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '47.00', '2110|00|000|00': '-47.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '470.00' };
const paid = { '2110|00|000|00': '470.00', '1090|00|000|00': '-470.00' };
const ambiguous: RecordDraft = { merchant: 'fastenal', amount: '48.00', account: '6530|30|100|00' };
const bookedAmbiguous = { '6530|30|100|00': '48.00', '2110|00|000|00': '-48.00' };

/**
 * A person resets a run in Temporal's UI, to its beginning or to any task from which a step was begun: the ledger,
 * not the history, knows what was done.
 */
describe('a reset by hand', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each([
    ['invoice', expense, booked],
    ['journal', payment, paid],
  ])('of the exported run of an %s, to any of its tasks, books nothing again', async (_, draft, amounts) => {
    const id = exportRecord(stack, draft);
    await expectBookedOnce(stack, id, amounts);
    await untilEnded(stack, id);
    const tasks = await resettable(stack, id);
    expect(tasks.length).toBeGreaterThanOrEqual(5);
    for (const task of tasks) {
      await reset(stack, id, task);
      expect((await untilEnded(stack, id)).status).toBe('Exported');
      await expectBookedOnce(stack, id, amounts);
    }
  });

  it('of a run that a person had decided, to any of its tasks, books nothing again', async () => {
    const id = exportRecord(stack, ambiguous);
    await approveFirst(stack, id);
    await expectBookedOnce(stack, id, bookedAmbiguous);
    await untilEnded(stack, id);
    for (const task of await resettable(stack, id)) {
      await reset(stack, id, task);
      expect((await untilEnded(stack, id)).status).toBe('Exported');
      await expectBookedOnce(stack, id, bookedAmbiguous);
    }
  });

  it('of a returned run books nothing, and leaves the record returned', async () => {
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await untilState(stack, id, 'returned');
    await untilEnded(stack, id);
    for (const task of await resettable(stack, id)) {
      await reset(stack, id, task);
      expect((await untilEnded(stack, id)).status).toBe('Returned');
      expect(invoicesOf(stack, id)).toEqual([]);
    }
  });

  it('of a run that waits makes it wait again, and it is booked once when decided', async () => {
    const id = exportRecord(stack, ambiguous);
    await untilWaiting(stack, id, 'vendor-ambiguous');
    for (const task of await resettable(stack, id)) {
      await reset(stack, id, task);
      await untilWaiting(stack, id, 'vendor-ambiguous');
    }
    await approveFirst(stack, id);
    await expectBookedOnce(stack, id, bookedAmbiguous);
  });

  it.each(['terminated', 'cancelled'] as const)('of a %s run goes on where the ledger is', async (end) => {
    stack.brex.faults.arm({ fault: 'status', status: 503, match: { path: 'export-results', times: 0 } });
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'reporting');
    const run = runOf(stack, id);
    if (end === 'terminated') await run.terminate('by mistake');
    else await run.cancel();
    stack.brex.faults.clear();
    if (end === 'cancelled') await run.result().catch(() => undefined);
    for (const task of await resettable(stack, id)) {
      await reset(stack, id, task);
      expect((await untilEnded(stack, id)).status).toBe('Exported');
      expect([...invoicesOf(stack, id), ...journalsOf(stack, id)]).toHaveLength(1);
    }
    await expectBookedOnce(stack, id, booked);
  });
});

describe('a reset by hand of a run that waits with a half-written document', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: { 'invoiceSave: auto': 'invoiceSave: staged' } });
  });
  afterAll(() => stack?.stop());

  it('finishes that document', async () => {
    stack.epicor.faults.arm({
      fault: 'status',
      status: 400,
      body: refusal,
      match: { path: 'GetNewAPInvDtlMiscellaneous', times: 0 },
    });
    const id = exportRecord(stack, expense);
    await untilWaiting(stack, id, 'epicor-refused');
    for (const task of await resettable(stack, id)) {
      await reset(stack, id, task);
      await untilWaiting(stack, id, 'epicor-refused');
      expect(invoicesOf(stack, id)).toHaveLength(1);
    }
    stack.epicor.faults.clear();
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, id, booked);
  });
});

const refusal = {
  HttpStatus: 400,
  ReasonPhrase: 'REST API Exception',
  ErrorMessage: 'Lines are locked.',
  ErrorType: 'Ice.Common.BusinessObjectException',
};

async function approveFirst(stack: Stack, recordId: string): Promise<void> {
  await untilWaiting(stack, recordId, 'vendor-ambiguous');
  const vendorNum = (await statusOf(stack, recordId)).candidates[0]?.vendorNum ?? 0;
  await runOf(stack, recordId).executeUpdate(approveVendorUpdate, {
    args: [{ vendorNum, by: 'Dana', remember: false }],
  });
}
