import type { FaultRule } from '../../sandbox/support/faults';
import { expectBookedOnce, exportRecord } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '52.10', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '52.10', '2110|00|000|00': '-52.10' };
const payment = { type: 'CARD_PAYMENT', amount: '810.00' } as const;
const paid = { '2110|00|000|00': '810.00', '1090|00|000|00': '-810.00' };

/** Too many requests: the API itself, or a gateway before it, refuses for a while. Nothing was done by those calls. */
describe('a storm of 429', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
  });

  // of ten records' calls so many are refused, whatever they ask: Brex is asked for many records by one call, and each
  // of its refusals without Retry-After doubles the pause of all calls
  it.each([
    ['Brex', 'without Retry-After', {}, 3],
    ['Brex', 'with Retry-After in seconds', { 'Retry-After': '1' }, 6],
    ['Epicor', 'with Retry-After in seconds', { 'Retry-After': '1' }, 40],
    ['Epicor', 'without Retry-After', {}, 40],
  ] as const)('of %s %s delays every record and books each once', async (system, _, headers, times) => {
    const storm: FaultRule = { fault: 'status', status: 429, headers, match: { times } };
    const faults = system === 'Brex' ? stack.brex.faults : stack.epicor.faults;
    faults.arm(storm);
    const expenses = Array.from({ length: 6 }, () => exportRecord(stack, expense));
    const payments = Array.from({ length: 4 }, () => exportRecord(stack, payment));
    for (const id of expenses) await expectBookedOnce(stack, id, booked);
    for (const id of payments) await expectBookedOnce(stack, id, paid);
    expect(faults.list()[0]?.met).toBe(times);
  });

  it('whose Retry-After is a date waits until then', async () => {
    const until = new Date(Date.now() + 3_000);
    stack.epicor.faults.arm({
      fault: 'status',
      status: 429,
      headers: { 'Retry-After': until.toUTCString() },
      match: { path: 'APInvoiceSvc/UpdateMaster' },
    });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
  });
});
