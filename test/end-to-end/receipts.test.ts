import { createHash } from 'node:crypto';
import { receiptBytes } from '../../sandbox/brex/http/receipts';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import type { InvoiceView } from '../../sandbox/epicor/documents';
import { expectBookedOnce, exportRecord, story, until, untilEnded, untilState } from '../support/booking';
import { invoiceOf } from '../support/posting';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '85.00', account: '6520|60|100|00', receipt: true };
const booked = { '6520|60|100|00': '85.00', '2110|00|000|00': '-85.00' };
const attaching = { 'closedPeriod: park': 'closedPeriod: park\n  attachReceipts: true' };
const fresh = { linkMs: 15 * 60_000, content: 'pdf' } as const;

describe('receipts', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: attaching });
  });
  afterEach(() => {
    stack.brex.behave({ receipts: fresh, expenseDashboardUrl: false });
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    stack.epicor.behave({ denied: {} });
  });
  afterAll(() => stack?.stop());

  const receiptOf = (id: string): string => stack.brex.records.get(id).receiptIds[0] ?? '';

  async function settled(id: string): Promise<InvoiceView> {
    await expectBookedOnce(stack, id, booked);
    expect((await untilEnded(stack, id)).status).toBe('Exported');
    return invoiceOf(stack, id);
  }

  async function warning(id: string): Promise<string> {
    return until('the trail warns', async () =>
      (await story(stack, id)).find((line) => line.startsWith('attachReceipts') && line.includes('WARNING')),
    );
  }

  it.each(['pdf', 'png'] as const)('are attached to the invoice, byte by byte: %s', async (content) => {
    stack.brex.behave({ receipts: { ...fresh, content } });
    const id = exportRecord(stack, expense);
    const { attachments } = await settled(id);
    const receipt = receiptOf(id);
    expect(attachments).toEqual([
      {
        description: `Brex receipt ${receipt}`,
        fileName: expect.stringContaining(`brex-${receipt}.${content}`),
        size: receiptBytes(receipt, content).length,
        sha256: createHash('sha256').update(receiptBytes(receipt, content)).digest('hex'),
      },
    ]);
  });

  it('are fetched with fresh links, where those of the first reading have expired', async () => {
    stack.brex.behave({ receipts: { ...fresh, linkMs: -1 } });
    const id = exportRecord(stack, expense);
    await until('an expired link was tried', async () =>
      (await story(stack, id)).some((line) => line.includes("the receipt's link answered with 403")),
    );
    stack.brex.behave({ receipts: fresh });
    expect((await settled(id)).attachments).toHaveLength(1);
  });

  it.each([
    ['carried out, then dropped', { fault: 'commit-then-drop' }],
    ['reset before anything was done', { fault: 'reset' }],
  ] as const)('are attached once where the save was %s', async (_how, fault) => {
    const id = stack.brex.records.create(expense).id;
    stack.epicor.faults.arm({ ...fault, match: { path: 'APInvoiceSvc/Update', body: 'APInvHedAttch' } });
    stack.brex.export([id]);
    expect((await settled(id)).attachments).toHaveLength(1);
  });

  it('are attached once where the upload was lost', async () => {
    stack.epicor.faults.arm({ fault: 'commit-then-drop', match: { path: 'AttachmentSvc/UploadFile' } });
    const id = exportRecord(stack, expense);
    expect((await settled(id)).attachments).toHaveLength(1);
  });

  it.each([
    ['no picture or PDF', 'html', 'it is neither a PDF nor a picture'],
    ['too large', 'huge', 'it is larger than 10 MB'],
  ] as const)('that are %s end in a warning, and the record is exported', async (_what, content, words) => {
    stack.brex.behave({ receipts: { ...fresh, content } });
    const id = exportRecord(stack, expense);
    expect((await settled(id)).attachments).toEqual([]);
    expect(await warning(id)).toContain(`receipt ${receiptOf(id)}: ${words}`);
  });

  it('do not hold up the report where Epicor does not take files', async () => {
    stack.epicor.behave({ denied: { 'Ice.BO.Attachment.UploadFile': 401 } });
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'exported');
    expect(stack.brex.records.get(id).reviewStatus).toBe('EXPORTED');
    await until('the refusal is in the trail', async () =>
      (await story(stack, id)).some((line) => line.startsWith('attachReceipts failed')),
    );
    stack.epicor.behave({ denied: {} });
    expect((await settled(id)).attachments).toHaveLength(1);
  });

  it('of a journal stay in Brex', async () => {
    const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '850.00', receipt: true });
    await untilState(stack, id, 'exported');
    await untilEnded(stack, id);
    expect((await story(stack, id)).join('\n')).toContain('no invoice to attach receipts to');
  });

  it("leave the way back to Brex on the invoice: the expense's page, else the record's", async () => {
    stack.brex.behave({ expenseDashboardUrl: true });
    const paged = exportRecord(stack, expense);
    const { sourceId } = stack.brex.records.get(paged);
    expect((await settled(paged)).url).toBe(`https://dashboard.brex.com/expenses/${sourceId}`);
    stack.brex.behave({ expenseDashboardUrl: false });
    const plain = exportRecord(stack, expense);
    expect((await settled(plain)).url).toBe(`https://dashboard.brex.com/accounting?record=${plain}`);
  });
});
