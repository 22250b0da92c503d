import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { retryUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  story,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '75.25', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '75.25', '2110|00|000|00': '-75.25' };
const payment = { type: 'CARD_PAYMENT', amount: '900.00' } as const;
const paid = { '2110|00|000|00': '900.00', '1090|00|000|00': '-900.00' };

/** `settle` of the tests' connection is one second. */
const afterSettle = 2_500;
const beforeSettle = 400;

/**
 * Epicor commits, but its answer is lost; or the connection drops and Epicor commits later. Whatever happens:
 * exactly one document, amounts to the cent, exported in Brex.
 */
describe.each([
  ['saved in one call', {}],
  ['saved in stages', { 'invoiceSave: auto': 'invoiceSave: staged' }],
])('an AP invoice %s', (_, settings) => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings });
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.epicor.faults.clear());

  const faulty = [
    ['committed, then the connection was dropped', { fault: 'commit-then-drop' }],
    ['committed, then answered with 500', { fault: 'status', status: 500, commit: true }],
    [
      'committed, then answered with a page of a proxy',
      { fault: 'status', status: 200, commit: true, body: '<html>gateway</html>' },
    ],
    ['dropped, and committed within settle', { fault: 'drop-then-commit-later', delayMs: beforeSettle }],
    ['dropped, and committed later than settle', { fault: 'drop-then-commit-later', delayMs: afterSettle }],
    ['reset before anything was done', { fault: 'reset' }],
    ['refused by 503 before anything was done', { fault: 'status', status: 503 }],
  ] as const;

  it.each(faulty)('is booked once where the first save was %s', async (_name, fault) => {
    stack.epicor.faults.arm({ ...fault, match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    await stack.epicor.faults.settled();
    expect(invoicesOf(stack, id)).toHaveLength(1);
  });

  it.each(faulty)('is booked once where a later write was %s', async (_name, fault) => {
    // in one call there is no later write: the fault then meets the next record's save, and must do no harm either
    stack.epicor.faults.arm({ ...fault, match: { path: 'APInvoiceSvc/Update', skip: 1 } });
    const id = exportRecord(stack, expense);
    const next = exportRecord(stack, { ...expense, amount: '75.26' });
    await expectBookedOnce(stack, id, booked);
    await untilState(stack, next, 'exported');
    await stack.epicor.faults.settled();
    expect(invoicesOf(stack, id)).toHaveLength(1);
    expect(invoicesOf(stack, next)).toHaveLength(1);
  });

  it('is booked once where Epicor first asks a question instead of saving (lUpdateRan false)', async () => {
    stack.epicor.behave({ promptNextUpdates: 1 });
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
  });

  it.each([
    ['nothing was saved', false],
    ['all of it was saved nevertheless', true],
  ])('counts a question as a lost answer, and is booked once where %s', async (_what, commit) => {
    const asks = { parameters: { ds: {}, lUpdateRan: false, opMessage: 'Sure?' } };
    const match = { path: 'APInvoiceSvc/UpdateMaster' };
    stack.epicor.faults.arm({ fault: 'status', status: 200, body: asks, commit, match });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    const events = await stack.store.audit.story(stack.connectionId, id);
    // looked up once more, a settle later, before Brex was told
    expect(events.map(({ step }) => step)).toContain('confirmDocument');
  });

  it('waits with the question where Epicor keeps asking, and is booked once it stops', async () => {
    stack.epicor.behave({ promptNextUpdates: 1_000 });
    const id = exportRecord(stack, expense);
    const waiting = await untilWaiting(stack, id, 'epicor-refused');
    expect(waiting.reason).toContain('needs your confirmation');
    stack.epicor.behave({ promptNextUpdates: 0 });
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, id, booked);
  });
});

describe('an AP invoice where the tenant does not save header, lines and coding in one call', () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await startStack();
  });
  afterEach(() => stack?.stop());

  it.each(['doubled', 'header-only', 'refused'] as const)(
    '(%s) is repaired to the plan, and stages are used from then on',
    async (invoiceSave) => {
      stack.epicor.behave({ invoiceSave });
      const id = exportRecord(stack, expense);
      await expectBookedOnce(stack, id, booked);
      expect((await stack.store.connections.get(stack.connectionId))?.learned.invoiceSave).toBe('staged');
    },
  );
});

describe('a GL journal', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.epicor.faults.clear());

  it.each([
    [
      'the header was saved but the answer lost',
      { fault: 'commit-then-drop', match: { path: 'GLJournalEntrySvc/Update' } },
    ],
    [
      'the header was dropped and saved later than settle',
      { fault: 'drop-then-commit-later', delayMs: afterSettle, match: { path: 'GLJournalEntrySvc/Update' } },
    ],
    [
      'the lines were saved but the answer lost',
      { fault: 'commit-then-drop', match: { path: 'GLJournalEntrySvc/Update', skip: 1 } },
    ],
    [
      'the lines were dropped and saved later than settle',
      {
        fault: 'drop-then-commit-later',
        delayMs: afterSettle,
        match: { path: 'GLJournalEntrySvc/Update', skip: 1 },
      },
    ],
    ['the lines were never saved', { fault: 'reset', match: { path: 'GLJournalEntrySvc/Update', skip: 1 } }],
  ] as const)('is booked once where %s', async (_name, fault) => {
    stack.epicor.faults.arm(fault);
    const id = exportRecord(stack, payment);
    await untilState(stack, id, 'exported');
    await stack.epicor.faults.settled();
    const withLines = journalsOf(stack, id).filter(({ lines }) => lines.length > 0);
    expect(withLines).toHaveLength(1);
    if (journalsOf(stack, id).length === 1) await expectBookedOnce(stack, id, paid);
  });
});

describe('the report to Brex', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.brex.faults.clear());

  it.each([
    ['taken, then the connection was dropped', { fault: 'commit-then-drop' }],
    ['taken, then answered with 502', { fault: 'status', status: 502, commit: true }],
    ['not taken: 500', { fault: 'status', status: 500 }],
    ['not taken: 429 without Retry-After', { fault: 'status', status: 429 }],
    ['not taken: 429 with Retry-After', { fault: 'status', status: 429, headers: { 'Retry-After': '1' } }],
  ] as const)('ends exported where it was %s', async (_name, fault) => {
    stack.brex.faults.arm({ ...fault, match: { path: 'export-results' } });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
  });

  it('of a failure is repeated until Brex has it', async () => {
    stack.brex.faults.arm({ fault: 'commit-then-drop', match: { path: 'export-results' } });
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await untilState(stack, id, 'returned');
    expect(stack.brex.records.get(id).reviewStatus).toBe('REVIEW');
    expect((await story(stack, id)).join('\n')).toContain('returned to Brex');
  });

  it('of a failure is not repeated for a record that was corrected and exported meanwhile', async () => {
    stack.brex.faults.arm({ fault: 'commit-then-drop', match: { path: 'export-results' } });
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await until('Brex has the failure', async () => stack.brex.records.get(id).reviewStatus === 'REVIEW');
    stack.brex.records.recode(id, { account: expense.account });
    stack.brex.export([id]);
    await expectBookedOnce(stack, id, booked);
    expect(stack.brex.records.get(id).results.map(({ kind }) => kind)).toEqual(['failure', 'success']);
  });
});
