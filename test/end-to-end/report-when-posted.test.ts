import { retryUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  journalsOf,
  runOf,
  statusOf,
  until,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { documentOf, invoiceOf, postGroups, reportedWhenPosted, wakePosted } from '../support/posting';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '74.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '74.00', '2110|00|000|00': '-74.00' };
const payment = { type: 'CARD_PAYMENT', amount: '740.00' } as const;
const paid = { '2110|00|000|00': '740.00', '1090|00|000|00': '-740.00' };

describe('a record that is reported once its document is posted', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: reportedWhenPosted });
  });
  afterAll(() => stack?.stop());

  const inBrex = (id: string) => stack.brex.records.get(id).reviewStatus;

  async function waiting(draft: Parameters<typeof exportRecord>[1]): Promise<string> {
    const id = exportRecord(stack, draft);
    await untilWaiting(stack, id, 'awaiting-posting');
    return id;
  }

  it('is reported though another journal bears its number by now', async () => {
    const posted = await waiting(payment);
    stack.epicor.postGroup(documentOf(stack, posted).groupId);
    const unposted = await waiting({ ...payment, amount: '741.00' });
    const numbers = [posted, unposted].map((id) => journalsOf(stack, id)[0]?.journalNum);
    // Epicor gives the number of a posted journal again
    expect(numbers[0]).toBe(numbers[1]);
    expect(await wakePosted(stack)).toEqual({ waiting: 2, woken: 1 });
    await expectBookedOnce(stack, posted, paid);
    expect(inBrex(unposted)).toBe('READY_FOR_EXPORT');
    // nor is the one that stands in the group taken for the one that was posted
    expect(await postGroups(stack)).toMatchObject({ posted: 1 });
    await untilState(stack, unposted, 'exported');
  });

  it('waits as booked, and says which group is to be posted', async () => {
    const id = await waiting(expense);
    const { groupId, vendorNum, invoiceNum } = invoiceOf(stack, id);
    expect(await statusOf(stack, id)).toMatchObject({
      status: 'Booked',
      reason: expect.stringContaining(`Booked in Epicor as ${vendorNum}/${invoiceNum} in group ${groupId}`),
    });
    expect(inBrex(id)).toBe('READY_FOR_EXPORT');
  });

  it('is reported after we posted it', async () => {
    const ids = [await waiting(expense), await waiting(payment)];
    expect(await postGroups(stack)).toMatchObject({ posted: 2 });
    const [invoice = '', journal = ''] = ids;
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
  });

  it('is reported after people posted it', async () => {
    const [invoice, journal] = [await waiting(expense), await waiting(payment)];
    expect(await wakePosted(stack)).toEqual({ waiting: 2, woken: 0 });
    for (const id of [invoice, journal]) stack.epicor.postGroup(documentOf(stack, id).groupId);
    expect(await wakePosted(stack)).toEqual({ waiting: 2, woken: 2 });
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, paid);
  });

  it('was changed, not deleted, where a person gave its invoice another number', async () => {
    const id = await waiting(expense);
    const { vendorNum, invoiceNum, groupId } = invoiceOf(stack, id);
    stack.epicor.renumberInvoice(vendorNum, invoiceNum, 'INV-7781');
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    const status = await untilWaiting(stack, id, 'changed-in-epicor');
    expect(status.reason).toContain('INV-7781');
    stack.epicor.postGroup(groupId);
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', confirm: 'changed' }] });
    await expectBookedOnce(stack, id, booked);
  });

  it('is reported though its run was lost while it waited', async () => {
    const id = await waiting(expense);
    await runOf(stack, id).terminate('lost');
    stack.epicor.postGroup(documentOf(stack, id).groupId);
    expect(await wakePosted(stack)).toEqual({ waiting: 1, woken: 1 });
    await expectBookedOnce(stack, id, booked);
  });

  it('is looked at by whoever asks', async () => {
    const id = await waiting(expense);
    stack.epicor.postGroup(documentOf(stack, id).groupId);
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, id, booked);
  });

  it('waits for a person where it was deleted in Epicor before it was posted', async () => {
    const id = await waiting(expense);
    const { vendorNum, invoiceNum } = invoiceOf(stack, id);
    stack.epicor.deleteInvoice(vendorNum, invoiceNum);
    expect(await wakePosted(stack)).toEqual({ waiting: 1, woken: 1 });
    const { status, reason } = await untilWaiting(stack, id, 'deleted-in-epicor');
    expect(status).toBe('NeedsAttention');
    expect(reason).toContain(`${vendorNum}/${invoiceNum} was deleted in Epicor`);
    expect(inBrex(id)).toBe('READY_FOR_EXPORT');
  });

  it('waits for a person where it was changed, and is reported as it stands once he says so', async () => {
    const id = await waiting(expense);
    const { vendorNum, invoiceNum, groupId } = invoiceOf(stack, id);
    stack.epicor.changeInvoice(vendorNum, invoiceNum, { InvoiceDate: '2026-01-31T00:00:00' });
    stack.epicor.postGroup(groupId);
    await wakePosted(stack);
    const { reason } = await untilWaiting(stack, id, 'changed-in-epicor');
    expect(reason).toContain('found 2026-01-31 in Epicor');
    expect(inBrex(id)).toBe('READY_FOR_EXPORT');
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', confirm: 'changed' }] });
    await untilState(stack, id, 'exported');
    expect((await untilEnded(stack, id)).status).toBe('Exported');
  });

  it('is not disturbed by the backfill', async () => {
    const id = await waiting(expense);
    const before = await runOf(stack, id).describe();
    await stack.backfill();
    const after = await runOf(stack, id).describe();
    expect([after.runId, after.historyLength]).toEqual([before.runId, before.historyLength]);
    stack.epicor.postGroup(documentOf(stack, id).groupId);
    await wakePosted(stack);
    await until('it is exported', async () => inBrex(id) === 'EXPORTED');
  });
});
