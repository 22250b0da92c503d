import { DateTime } from 'luxon';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  story,
  untilState,
  untilWaiting,
} from '../support/booking';
import { documentOf, invoiceOf } from '../support/posting';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '41.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '41.00', '2110|00|000|00': '-41.00' };
const payment = { type: 'CARD_PAYMENT', amount: '410.00' } as const;
const paid = { '2110|00|000|00': '410.00', '1090|00|000|00': '-410.00' };

const yesterday = DateTime.utc().minus({ days: 1 });
const postedAt = `${yesterday.toISODate()}T16:00:00Z`;

describe('groups in Epicor', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it('are one per period for invoices, whoever writes into it', async () => {
    const ids = Array.from({ length: 6 }, () => exportRecord(stack, { ...expense, postedAt }));
    for (const id of ids) await expectBookedOnce(stack, id, booked);
    const groups = new Set(ids.map((id) => invoiceOf(stack, id).groupId));
    expect([...groups]).toEqual([`BREX${yesterday.toFormat('yyLL')}`]);
    expect(await stack.store.groups.list(stack.connectionId)).toMatchObject([
      { state: 'open', kind: 'invoice' },
    ]);
  });

  it('are one per period and currency for journals', async () => {
    const dollars = [
      exportRecord(stack, { ...payment, postedAt }),
      exportRecord(stack, { ...payment, postedAt }),
    ];
    const pesos = exportRecord(stack, { ...payment, postedAt, currency: 'CAD' });
    for (const id of dollars) await expectBookedOnce(stack, id, paid);
    await untilState(stack, pesos, 'exported');
    const groups = [...dollars, pesos].map((id) => documentOf(stack, id).groupId);
    const letter = yesterday.month.toString(36).toUpperCase();
    expect(groups).toEqual([`BREX${letter}USD`, `BREX${letter}USD`, `BREX${letter}CAD`]);
  });

  it('that a person has open for a moment are waited for', async () => {
    const { groupId } = invoiceOf(stack, await bookedExpense());
    stack.epicor.lockGroup(groupId, 'dana');
    const id = exportRecord(stack, { ...expense, postedAt });
    await untilTold(id, `group ${groupId} is in use in Epicor by dana`);
    stack.epicor.lockGroup(groupId, null);
    await expectBookedOnce(stack, id, booked);
  });

  it('that a person keeps open make the record wait with the name of who it is', async () => {
    const { groupId } = invoiceOf(stack, await bookedExpense());
    stack.epicor.lockGroup(groupId, 'dana');
    const id = exportRecord(stack, { ...expense, postedAt });
    const { reason } = await untilWaiting(stack, id, 'group-in-use');
    expect(reason).toContain(`Group ${groupId} is open in Epicor by dana`);
    expect(invoicesOf(stack, id)).toEqual([]);
    stack.epicor.lockGroup(groupId, null);
    await stack.temporal.workflow
      .getHandle(`record/${stack.connectionId}/${id}`)
      .signal('retry', { by: 'Dana' });
    await expectBookedOnce(stack, id, booked);
  });

  it('that our own user left open are left, so that people may enter them', async () => {
    const { groupId } = invoiceOf(stack, await bookedExpense());
    stack.epicor.lockGroup(groupId, 'svc-brex');
    await stack.stopWorker();
    await stack.startWorker();
    await bookedExpense();
    const group = stack.epicor.db.table('APInvGrp').get(groupId);
    expect(group?.ActiveUserID).toBe('');
  });

  it('that people posted are made again, also where Epicor misses them only when it saves', async () => {
    stack.epicor.behave({ unknownGroups: 'refused-on-save' });
    const { groupId } = invoiceOf(stack, await bookedExpense());
    stack.epicor.postGroup(groupId);
    const id = exportRecord(stack, { ...expense, postedAt });
    await expectBookedOnce(stack, id, booked);
    expect(stack.epicor.db.table('APInvGrp').get(invoiceOf(stack, id).groupId)).not.toBeNull();
    stack.epicor.behave({ unknownGroups: 'refused-at-once' });
  });

  it('of an id that Epicor has for another period are left alone', async () => {
    const lastMonth = yesterday.minus({ months: 1 }).startOf('month').plus({ days: 4 });
    const taken = `BREX${lastMonth.toFormat('yyLL')}`;
    stack.epicor.enterInvoice({
      vendorNum: invoiceOf(stack, await bookedExpense()).vendorNum,
      invoiceNum: 'BY-HAND-1',
      groupId: taken,
      invoiceDate: yesterday.toISODate(),
      applyDate: yesterday.toISODate(),
      currency: 'USD',
      entryPerson: 'dana',
      posted: false,
      description: 'typed by hand',
      lines: [{ description: 'paper', amount: '10.00', account: '6520|60|100|00' }],
    });
    const id = exportRecord(stack, { ...expense, postedAt: `${lastMonth.toISODate()}T16:00:00Z` });
    await expectBookedOnce(stack, id, booked);
    expect(invoiceOf(stack, id).groupId).toBe(`${taken}2`);
  });

  async function bookedExpense(): Promise<string> {
    const id = exportRecord(stack, { ...expense, postedAt });
    await untilState(stack, id, 'exported');
    return id;
  }

  async function untilTold(id: string, words: string): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await story(stack, id)).some((line) => line.includes(words))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nobody was told "${words}":\n${(await story(stack, id)).join('\n')}`);
  }
});

describe('groups of a company whose periods are no months', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
    splitPeriods(stack);
  });
  afterAll(() => stack?.stop());

  it('are one per fiscal period: two in one month, and each takes the dates of its own', async () => {
    const month = yesterday.minus({ months: 1 }).startOf('month');
    const onDay = (day: number) => ({ postedAt: `${month.set({ day }).toISODate()}T16:00:00Z` });
    const [early, late] = [
      exportRecord(stack, { ...payment, ...onDay(3) }),
      exportRecord(stack, { ...payment, ...onDay(20) }),
    ];
    const invoices = [
      exportRecord(stack, { ...expense, ...onDay(3) }),
      exportRecord(stack, { ...expense, ...onDay(20) }),
    ];
    for (const id of [early, late]) await expectBookedOnce(stack, id, paid);
    for (const id of invoices) await expectBookedOnce(stack, id, booked);
    const periods = [early, late].map((id) => journalsOf(stack, id)[0]?.fiscalPeriod);
    expect(periods).toEqual([1, 2]);
    for (const [first = '', second = ''] of [[early, late], invoices])
      expect(documentOf(stack, first).groupId).not.toBe(documentOf(stack, second).groupId);
  });
});

describe('a closed period where documents go into the next open one', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: { 'closedPeriod: park': 'closedPeriod: next-open' } });
    splitPeriods(stack);
  });
  afterAll(() => stack?.stop());

  it('is followed by its successor in the fiscal calendar, which need not begin with a month', async () => {
    const month = yesterday.minus({ months: 1 }).startOf('month');
    const opened = month.set({ day: 15 }).toISODate();
    stack.epicor.setEarliestApplyDate(opened);
    const onDay3 = { postedAt: `${month.set({ day: 3 }).toISODate()}T16:00:00Z` };
    const [invoice, journal] = [
      exportRecord(stack, { ...expense, ...onDay3 }),
      exportRecord(stack, { ...payment, ...onDay3 }),
    ];
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
    expect(invoiceOf(stack, invoice).applyDate).toBe(opened);
    expect(journalsOf(stack, journal)[0]?.date).toBe(opened);
  });
});

/** Last month's two halves become periods 1 and 2 of a fiscal year of their own. */
function splitPeriods(stack: Stack): void {
  const periods = stack.epicor.db.table('FiscalPer');
  const month = yesterday.minus({ months: 1 });
  const whole = periods
    .all()
    .find(({ StartDate }) => String(StartDate).startsWith(month.toFormat('yyyy-LL')));
  if (!whole) throw new Error('the sandbox has no period of last month');
  const own = { ...whole, FiscalYear: month.year + 50 };
  const middle = month.set({ day: 14 }).toISODate();
  const next = month.set({ day: 15 }).toISODate();
  periods.remove(whole);
  periods.insert({ ...own, FiscalPeriod: 1, EndDate: `${middle}T00:00:00` });
  periods.insert({ ...own, FiscalPeriod: 2, StartDate: `${next}T00:00:00` });
}
