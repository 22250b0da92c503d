import { exportRecord, invoicesOf, journalsOf, untilState } from '../support/booking';
import { documentOf, groupOf, invoiceOf, postGroups, posting } from '../support/posting';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '52.00', account: '6520|60|100|00' } as const;
const payment = { type: 'CARD_PAYMENT', amount: '520.00' } as const;

describe('posting groups', () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await startStack({ settings: posting });
  });
  afterEach(() => stack?.stop());

  async function book(...drafts: readonly Parameters<typeof exportRecord>[1][]): Promise<string[]> {
    const ids = drafts.map((draft) => exportRecord(stack, draft));
    for (const id of ids) await untilState(stack, id, 'exported');
    return ids;
  }

  it('posts what is booked, invoices and journals, and later documents go into new groups', async () => {
    const [invoice = '', second = '', journal = ''] = await book(expense, expense, payment);
    const before = [invoice, journal].map((id) => documentOf(stack, id).groupId);
    expect(await postGroups(stack)).toEqual({ groups: 2, posted: 2 });
    for (const id of [invoice, second, journal]) expect(documentOf(stack, id).posted).toBe(true);
    expect(await stack.store.groups.list(stack.connectionId)).toEqual([]);

    const later = await book(expense, payment);
    const after = later.map((id) => documentOf(stack, id).groupId);
    expect(after).toEqual(before.map((id) => `${id}2`));
    for (const id of after) expect(id.length).toBeLessThanOrEqual(9);
    expect(await postGroups(stack)).toEqual({ groups: 2, posted: 2 });
    expect(await postGroups(stack)).toEqual({ groups: 0, posted: 0 });
  });

  it("leaves journals of many lines to Epicor's agent", async () => {
    stack.epicor.behave({ journalsByAgent: true });
    const [journal = ''] = await book(payment);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    expect(documentOf(stack, journal).posted).toBe(true);
    expect(stack.epicor.calls.counts()['Erp.PROC.GLJrnAsynchSvc.SubmitToAgent']).toBe(1);
  });

  it('takes a group that people have posted meanwhile for posted', async () => {
    const [invoice = ''] = await book(expense);
    await stack.store.groups.seal(stack.connectionId);
    stack.epicor.postGroup(invoiceOf(stack, invoice).groupId);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    expect(stack.epicor.calls.counts()['Erp.PROC.APInvoicePostSvc.SubmitToAgent']).toBeUndefined();
  });

  it('does not post what people added to the group, and says so', async () => {
    const [invoice = ''] = await book(expense);
    const { groupId, vendorNum, applyDate } = invoiceOf(stack, invoice);
    enterByHand(groupId, vendorNum, applyDate);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    const { problem } = await groupOf(stack, invoice);
    expect(problem).toContain(`${vendorNum}/BY-HAND, entered by dana, is not a document of ours`);
    expect(documentOf(stack, invoice).posted).toBe(false);

    stack.epicor.deleteInvoice(vendorNum, 'BY-HAND');
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
  });

  it('does not post a document that was changed in Epicor, and says in what', async () => {
    const [invoice = ''] = await book(expense);
    const { vendorNum, invoiceNum } = invoiceOf(stack, invoice);
    stack.epicor.changeInvoice(vendorNum, invoiceNum, { CurrencyCode: 'CAD' });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, invoice)).problem).toContain('currency: expected USD, found CAD');
    expect(stack.epicor.calls.counts()['Erp.PROC.APInvoicePostSvc.SubmitToAgent']).toBeUndefined();
  });

  it('does not post a document twice under one mark', async () => {
    const [first = '', second = ''] = await book(expense, expense);
    const { marker } = invoiceOf(stack, first);
    const { vendorNum, invoiceNum } = invoiceOf(stack, second);
    stack.epicor.changeInvoice(vendorNum, invoiceNum, { ExternalID: marker });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, first)).problem).toContain(`both bear ${marker}`);
  });

  it('does not answer a question that Epicor would ask a user', async () => {
    const [invoice = ''] = await book(expense);
    stack.epicor.behave({ prePostQuestion: 'A/P is not interfaced with G/L. Do you wish to continue?' });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, invoice)).problem).toContain('A/P is not interfaced with G/L');
  });

  it("tells what Epicor refuses in a bookkeeper's words, and posts once it is corrected", async () => {
    const [invoice = '', journal = ''] = await book(expense, payment);
    const account = (active: boolean) => {
      for (const name of ['6520|60|100|00', '1090|00|000|00'])
        stack.epicor.setAccount({ account: name, description: 'switched', active });
    };
    account(false);
    expect(await postGroups(stack)).toEqual({ groups: 2, posted: 0 });
    for (const id of [invoice, journal]) {
      const { problem, groupId, state } = await groupOf(stack, id);
      expect(problem).toContain(`Group ${groupId} (period`);
      expect(problem).toContain(
        'which means that an account is unknown, inactive, or not valid on that date',
      );
      expect(state).toBe('sealed');
      expect(documentOf(stack, id).posted).toBe(false);
    }
    account(true);
    expect(await postGroups(stack)).toEqual({ groups: 2, posted: 2 });
    for (const id of [invoice, journal]) expect(documentOf(stack, id).posted).toBe(true);
  });

  it('waits while a person has the group open', async () => {
    const [invoice = ''] = await book(expense);
    const { groupId } = invoiceOf(stack, invoice);
    stack.epicor.lockGroup(groupId, 'dana');
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, invoice)).problem).toContain('It is open in Epicor by dana');
    stack.epicor.lockGroup(groupId, null);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
  });

  it('does nothing where posting is left to people', async () => {
    await stack.reconnect({ 'postGroups: true': 'postGroups: false' });
    await stack.stopWorker();
    await stack.startWorker();
    const [invoice = ''] = await book(expense);
    expect(await postGroups(stack)).toEqual({ groups: 0, posted: 0 });
    expect(invoicesOf(stack, invoice)).toMatchObject([{ posted: false }]);
    expect(journalsOf(stack, invoice)).toEqual([]);
  });

  function enterByHand(groupId: string, vendorNum: number, date: string): void {
    stack.epicor.enterInvoice({
      vendorNum,
      invoiceNum: 'BY-HAND',
      groupId,
      invoiceDate: date,
      applyDate: date,
      currency: 'USD',
      entryPerson: 'dana',
      posted: false,
      description: 'typed by hand',
      lines: [{ description: 'paper', amount: '10.00', account: '6520|60|100|00' }],
    });
  }
});
