import { errorOf, refusal, type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const key = { kind: 'ap', vendorNum: 12, invoiceNum: 'A/1 &2' } as const;
const header = {
  VendorNum: 12,
  InvoiceNum: 'A/1 &2',
  GroupID: 'BRX2610',
  DebitMemo: false,
  Posted: true,
  ExternalID: 'acme/rec_1',
  CurrencyCode: 'USD',
  InvoiceDate: '2026-10-31T00:00:00',
  ApplyDate: '2026-10-31T00:00:00',
  DueDate: '2026-11-30T00:00:00',
  DocInvoiceVendorAmt: '12.50',
  DocInvoiceVariance: 0,
};
const line = { InvoiceLine: 1, LineComment: 'arli_1 by hand: see receipt', DocExtCost: 12.5 };
const expense = { InvoiceLine: 1, InvExpSeq: 1, BookID: 'MAIN', GLAccount: '', DocExpAmt: 12.5 };
const coding = { InvoiceLine: 1, InvExpSeq: 1, BookID: 'MAIN', RecordType: 'A', GLAccount: '6200|10' };
const whole = { APInvHed: [header], APInvDtl: [line], APInvExp: [expense], APInvExpTGLC: [coding] };

async function readBack(tables: Record<string, unknown>) {
  server = await startEpicor(() => ({ body: { returnObj: { ...whole, ...tables } } }));
  return server.epicor.apInvoices.readBack(key);
}

describe('a document read back', () => {
  it('is asked for by its key in the query, safely encoded', async () => {
    await readBack({});
    expect(server.received[0]?.rawQuery).toBe('vendorNum=12&invoiceNum=A%2F1%20%262');
  });

  it('has header, line identity, amounts and accounts', async () => {
    expect(await readBack({})).toEqual({
      kind: 'ap-invoice',
      key,
      posted: true,
      vendorNum: 12,
      documentNumber: 'A/1 &2',
      marker: 'acme/rec_1',
      currency: 'USD',
      invoiceDate: '2026-10-31',
      applyDate: '2026-10-31',
      dueDate: '2026-11-30',
      total: '12.5',
      variance: '0',
      taxRows: 0,
      lines: [
        {
          lineId: 'arli_1',
          lineNumber: 1,
          amount: '12.5',
          distributions: [{ sequence: 1, account: '6200|10', amount: '12.5' }],
        },
      ],
    });
  });

  it.each([[{ APInvHed: [] }], [{ APInvHed: undefined }]])(
    'is none where Epicor answers without a header: %j',
    async (tables) => {
      expect(await readBack(tables)).toBeNull();
    },
  );

  it('turns the stored amounts of a debit memo into those that were entered', async () => {
    const memo = await readBack({
      APInvHed: [{ ...header, DebitMemo: true, DocInvoiceVendorAmt: -12.5, DocInvoiceVariance: -0.5 }],
      APInvDtl: [{ ...line, DocExtCost: -12.5, ScrDocExtCost: 12.5 }],
      APInvExp: [{ ...expense, DocExpAmt: -12.5, DocScrExpAmt: 0 }],
    });
    expect(memo).toMatchObject({ kind: 'ap-debit-memo', total: '12.5', variance: '0.5' });
    expect(memo?.lines).toMatchObject([{ amount: '12.5', distributions: [{ amount: '12.5' }] }]);
  });

  it('takes the account from the distribution where no account row has one', async () => {
    const read = await readBack({ APInvExp: [{ ...expense, GLAccount: '6200|99' }], APInvExpTGLC: [] });
    expect(read?.lines[0]?.distributions).toEqual([{ sequence: 1, account: '6200|99', amount: '12.5' }]);
  });

  it("takes the account of the distribution's own book", async () => {
    const read = await readBack({
      APInvExpTGLC: [
        { ...coding, BookID: 'IFRS', GLAccount: '1' },
        { ...coding, RecordType: 'R', GLAccount: '2' },
        coding,
      ],
    });
    expect(read?.lines[0]?.distributions.map((each) => each.account)).toEqual(['6200|10']);
  });

  it('shows every distribution of a line, in order', async () => {
    const read = await readBack({ APInvExp: [{ ...expense, InvExpSeq: 2 }, expense] });
    expect(read?.lines[0]?.distributions).toEqual([
      { sequence: 1, account: '6200|10', amount: '12.5' },
      { sequence: 2, account: '', amount: '12.5' },
    ]);
  });

  it('counts the tax rows that Epicor added', async () => {
    expect((await readBack({ APInvTax: [{}], APLnTax: [{}, {}] }))?.taxRows).toBe(3);
  });

  it('has no line id where a line has no comment', async () => {
    expect((await readBack({ APInvDtl: [{ ...line, LineComment: '' }] }))?.lines[0]?.lineId).toBe('');
  });

  it.each(['ExternalID', 'ApplyDate', 'DocInvoiceVendorAmt', 'Posted'])(
    'is a bad reply that names %s where Epicor leaves it out',
    async (column) => {
      const { [column as keyof typeof header]: _, ...rest } = header;
      const error = await errorOf(readBack({ APInvHed: [rest] }));
      expect(error).toMatchObject({ kind: 'bad-reply', said: expect.stringContaining(column) });
    },
  );

  it('is null where Epicor has no such row, and an error where it says nothing of it', async () => {
    server = await startEpicor(() => ({
      status: 404,
      body: refusal('Record not found.', 'Ice.Common.RecordNotFoundException'),
    }));
    expect(await server.epicor.apInvoices.readBack(key)).toBeNull();
    await server.stop();
    server = await startEpicor(() => ({ status: 404, body: '<html><title>Not Found</title></html>' }));
    expect((await errorOf(server.epicor.apInvoices.readBack(key))).kind).toBe('bad-reply');
  });
});
