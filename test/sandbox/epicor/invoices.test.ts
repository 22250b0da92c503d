import { type Answer, type EpicorCaller, filter, first, type Rows, startEpicor } from './client';

let epicor: EpicorCaller;
const service = 'Erp.BO.APInvoiceSvc';

beforeEach(async () => {
  epicor = await startEpicor();
  const group = await epicor.post('Erp.BO.APInvGrpSvc/GetNewAPInvGrpNoLock', { ds: {} });
  Object.assign(first(group, 'APInvGrp'), { GroupID: 'BREX2611' });
  await epicor.post('Erp.BO.APInvGrpSvc/Update', { ds: group.ds });
});
afterEach(() => epicor.close());

const call = (name: string, body: object): Promise<Answer> => epicor.post(`${service}/${name}`, body);

interface Header {
  vendorId?: string;
  invoiceNum?: string;
  total?: number;
  debitMemo?: boolean;
}

/** The dataset of a new header, filled in as the screen does. */
async function entered({
  vendorId = 'ACME',
  invoiceNum = 'INV-1',
  total = 250,
  debitMemo = false,
}: Header = {}) {
  const kind = debitMemo ? 'GetNewAPInvHedDebitMemo' : 'GetNewAPInvHedInvoice';
  let answer = await call(kind, { ds: {}, cGroupID: 'BREX2611' });
  answer = await call('ChangeVendorID', { ProposedVendorID: vendorId, confirmCheck: false, ds: answer.ds });
  Object.assign(first(answer, 'APInvHed'), {
    InvoiceNum: invoiceNum,
    ExternalID: 'acme/rec_1',
    ScrDocInvoiceVendorAmt: total,
    Description: 'June services',
  });
  return answer.ds;
}

const master = (ds: Rows, table: string): Promise<Answer> =>
  call('UpdateMaster', {
    ds,
    cGroupID: 'BREX2611',
    cTableName: table,
    runChkCPay: false,
    runChkBankRef: false,
    runChkRevChrg: false,
    suppressUserPrompts: true,
  });

const key = { Company: 'EPIC06', VendorNum: 12, InvoiceNum: 'INV-1' };
const line = (number: number, amount: number) => ({
  ...key,
  InvoiceLine: number,
  LineType: 'M',
  Description: `Line ${number}`,
  LineComment: `line_${number}`,
  ScrDocExtCost: amount,
  RowMod: 'A',
});
const expense = (number: number, amount: number) => ({
  ...key,
  InvoiceLine: number,
  InvExpSeq: 1,
  DocScrExpAmt: amount,
  RowMod: 'A',
});
const coding = (number: number, account: string) => ({
  ...key,
  InvoiceLine: number,
  InvExpSeq: 1,
  GLAccount: account,
  RowMod: 'A',
});

/** Header, two lines and their coding in one dataset. */
async function wholeInvoice(): Promise<Rows> {
  return {
    ...(await entered({ total: 0 })),
    APInvDtl: [line(1, 250.1), line(2, -250.1)],
    APInvExp: [expense(1, 250.1), expense(2, -250.1)],
    APInvExpTGLC: [coding(1, '6100|10|200'), coding(2, '2110|00|000')],
  };
}

const saved = () => epicor.sandbox.invoices().find((invoice) => invoice.invoiceNum === 'INV-1');

describe('a new header', () => {
  it('takes currency, terms and due date from its vendor', async () => {
    const ds = await entered({ vendorId: 'MAPLE' });
    expect(ds.APInvHed?.[0]).toMatchObject({
      VendorNum: 13,
      CurrencyCode: 'CAD',
      ExchangeRate: 0.73,
      TermsCode: 'N30',
      InvoiceDate: '2026-11-20T00:00:00',
      DueDate: '2026-12-20T00:00:00',
      EntryPerson: 'svc-brex',
      RowMod: 'A',
    });
  });

  it('takes another currency, and refuses one that Epicor does not know', async () => {
    const ds = await entered();
    const changed = await call('ChangeCurrency', { ProposedCurrencyCode: 'CAD', ds });
    expect(first(changed, 'APInvHed')).toMatchObject({ CurrencyCode: 'CAD' });
    expect((await call('ChangeCurrency', { ProposedCurrencyCode: 'XXX', ds })).status).toBe(400);
  });

  it('moves the apply date with the invoice date, unless that date is closed', async () => {
    const ds = await entered();
    const change = (date: string) =>
      call('ChangeInvoiceDateEx', { ProposedInvoiceDate: date, recalcAmts: '', ds });
    const open = await change('2026-10-31');
    expect(first(open, 'APInvHed')).toMatchObject({ ApplyDate: '2026-10-31T00:00:00', FiscalPeriod: 10 });
    const closed = await change('2026-09-30');
    expect(first(closed, 'APInvHed')).toMatchObject({
      InvoiceDate: '2026-09-30T00:00:00',
      ApplyDate: '2026-11-20T00:00:00',
    });
  });

  it('refuses an apply date before the earliest one, in words', async () => {
    const ds = await entered();
    const change = (date: string) =>
      call('OnChangeofApplyDate', {
        VendorNum: 12,
        InvoiceNum: 'INV-1',
        recalcAmts: '',
        NewApplyDate: date,
        ds,
      });
    expect(first(await change('2026-10-01'), 'APInvHed')).toMatchObject({
      FiscalYear: 2026,
      FiscalPeriod: 10,
    });
    expect(await change('2026-09-30')).toMatchObject({
      status: 400,
      body: {
        ErrorMessage: 'Apply Date 2026-09-30 is earlier than the Earliest Apply Date 2026-10-01.',
        ErrorType: 'Ice.Common.BusinessObjectException',
      },
    });
  });

  it('refuses unknown and inactive vendors as the sample does', async () => {
    const { ds } = await call('GetNewAPInvHedInvoice', { ds: {}, cGroupID: 'BREX2611' });
    const change = (id: string) => call('ChangeVendorID', { ProposedVendorID: id, confirmCheck: false, ds });
    expect((await change('NOBODY')).body).toMatchObject({
      HttpStatus: 400,
      ErrorMessage: 'Vendor ID is not valid.',
      ErrorDetails: [{ Table: 'APInvHed', Field: 'VendorID', Method: 'ChangeVendorID' }],
    });
    expect((await change('GONE')).status).toBe(400);
  });

  it('refuses a group that another user has open', async () => {
    epicor.sandbox.lockGroup('BREX2611', 'clerk');
    expect((await call('GetNewAPInvHedInvoice', { ds: {}, cGroupID: 'BREX2611' })).status).toBe(400);
    epicor.sandbox.lockGroup('BREX2611', null);
    expect((await call('GetNewAPInvHedInvoice', { ds: {}, cGroupID: 'BREX2611' })).status).toBe(200);
  });
});

describe('header, lines and coding in one UpdateMaster', () => {
  it('saves the whole: our distributions replace the automatic ones', async () => {
    const answer = await master(await wholeInvoice(), 'APInvHed');
    expect(answer.body).toMatchObject({
      parameters: { lUpdateRan: true, requiresUserInput: false, opMessage: '' },
    });
    expect(saved()).toMatchObject({
      marker: 'acme/rec_1',
      total: '0',
      variance: '0',
      lines: [
        {
          line: 1,
          comment: 'line_1',
          amount: '250.1',
          distributions: [{ account: '6100|10|200', amount: '250.1' }],
        },
        {
          line: 2,
          comment: 'line_2',
          amount: '-250.1',
          distributions: [{ account: '2110|00|000', amount: '-250.1' }],
        },
      ],
    });
  });

  it('sends amounts as JSON numbers with two decimals', async () => {
    const { text } = await master(await wholeInvoice(), 'APInvHed');
    expect(text).toContain('"DocExtCost":250.10');
  });

  it('doubles: the automatic distribution of a new line comes on top, with a blank account', async () => {
    epicor.sandbox.behave({ invoiceSave: 'doubled' });
    await master(await wholeInvoice(), 'APInvHed');
    expect(saved()?.lines[0]?.distributions).toEqual([
      { sequence: 1, account: '', amount: '250.1' },
      { sequence: 2, account: '6100|10|200', amount: '250.1' },
    ]);
  });

  it('saves new rows only of the named table', async () => {
    epicor.sandbox.behave({ invoiceSave: 'header-only' });
    const answer = await master(await wholeInvoice(), 'APInvHed');
    expect(answer.body).toMatchObject({ parameters: { lUpdateRan: true } });
    expect(saved()).toMatchObject({ marker: 'acme/rec_1', lines: [] });
  });

  it('refuses, and then nothing of it is saved', async () => {
    epicor.sandbox.behave({ invoiceSave: 'refused' });
    expect((await master(await wholeInvoice(), 'APInvHed')).status).toBe(400);
    expect(saved()).toBeUndefined();
  });

  it('saves nothing where one account is wrong', async () => {
    const ds = await wholeInvoice();
    const inactive = { ...ds, APInvExpTGLC: [coding(1, '6100|10|200'), coding(2, '6300|10|200')] };
    expect((await master(inactive, 'APInvHed')).body.ErrorMessage).toBe(
      'GL Account 6300|10|200 is inactive.',
    );
    expect(saved()).toBeUndefined();
  });

  it('refuses distributions of a line number that two new lines have', async () => {
    const ds = await wholeInvoice();
    const ambiguous = { ...ds, APInvDtl: [line(1, 250.1), line(1, -250.1)] };
    expect((await master(ambiguous, 'APInvHed')).body.ErrorMessage).toBe('Line 1 occurs more than once.');
  });

  it('asks something instead of saving, as often as the switch says', async () => {
    epicor.sandbox.behave({ promptNextUpdates: 1, promptMessage: 'Really?' });
    const ds = await wholeInvoice();
    const asked = await master(ds, 'APInvHed');
    expect(asked).toMatchObject({
      status: 200,
      body: { parameters: { lUpdateRan: false, requiresUserInput: true, opMessage: 'Really?' } },
    });
    expect(saved()).toBeUndefined();
    await master(ds, 'APInvHed');
    expect(saved()?.lines).toHaveLength(2);
  });
});

describe('in stages', () => {
  const withLine = async () => {
    const header = await master(await entered({ total: 100 }), 'APInvHed');
    return master({ APInvHed: header.ds.APInvHed ?? [], APInvDtl: [line(0, 100)] }, 'APInvDtl');
  };

  it('gives a saved line its number, one distribution over its amount and a blank account', async () => {
    const answer = await withLine();
    expect(first(answer, 'APInvHed')).toMatchObject({
      DocInvoiceVendorAmt: 100,
      DocInvoiceAmt: 100,
      DocInvoiceVariance: 0,
    });
    expect(first(answer, 'APInvDtl')).toMatchObject({ InvoiceLine: 1, VendorQty: 1, DocUnitCost: 100 });
    expect(first(answer, 'APInvExp')).toMatchObject({ InvExpSeq: 1, DocExpAmt: 100 });
    expect(first(answer, 'APInvExpTGLC')).toMatchObject({
      GLAccount: '',
      Key1: '12',
      Key2: 'INV-1',
      RecordType: 'A',
    });
  });

  it('codes the line by its account, or by its segments', async () => {
    const row = first(await withLine(), 'APInvExpTGLC');
    const bySegments = { ...row, SegValue1: '6200', SegValue2: '10', SegValue3: '200', RowMod: 'U' };
    await call('Update', { ds: { APInvExpTGLC: [bySegments] } });
    expect(saved()?.lines[0]?.distributions[0]?.account).toBe('6200|10|200');
  });

  it.each([
    ['6999|10|200', 'is not valid'],
    ['6300|10|200', 'is inactive'],
    ['6400|10|200', 'is not effective on 2026-11-20'],
  ])('refuses the account %s: it %s', async (account, reason) => {
    const row = first(await withLine(), 'APInvExpTGLC');
    const answer = await call('Update', {
      ds: { APInvExpTGLC: [{ ...row, GLAccount: account, RowMod: 'U' }] },
    });
    expect(answer).toMatchObject({ status: 400, body: { ErrorMessage: `GL Account ${account} ${reason}.` } });
  });

  it('refuses the second of two attempts that carry the header with the same SysRevID', async () => {
    const header = first(await master(await entered({ total: 100 }), 'APInvHed'), 'APInvHed');
    const attempt = () =>
      master({ APInvHed: [{ ...header, RowMod: 'U' }], APInvDtl: [line(0, 100)] }, 'APInvDtl');
    expect((await attempt()).status).toBe(200);
    const second = await attempt();
    expect(second.status).toBe(400);
    expect(second.body.ErrorMessage).toBe("Row has been modified by another user and couldn't be updated.");
    expect(saved()?.lines).toHaveLength(1);
  });

  it('removes a distribution, a line and the whole invoice', async () => {
    const answer = await withLine();
    await call('Update', { ds: { APInvExp: [{ ...first(answer, 'APInvExp'), RowMod: 'D' }] } });
    expect(saved()?.lines[0]?.distributions).toEqual([]);
    await call('DeleteMaster', { ds: {}, cGroupID: 'BREX2611', keyValue: '12', keyValue2: 'INV-1' });
    expect(saved()).toBeUndefined();
    expect((await epicor.get(`${service}/GetByID?vendorNum=12&invoiceNum=INV-1`)).status).toBe(404);
  });

  it('adds distributions by the methods of the screen', async () => {
    const answer = await withLine();
    const where = { vendorNum: 12, invoiceNum: 'INV-1', invoiceLine: 1 };
    const own = { ...first(answer, 'APInvExp'), DocScrExpAmt: 60, RowMod: 'U' };
    const more = await call('GetNewAPInvExp', { ds: { APInvExp: [own] }, ...where });
    const amount = await call('ChangeExpLineAmt', { ProposedAmt: 40, ds: more.ds });
    const coded = await call('GetNewAPInvExpTGLC', { ds: amount.ds, ...where, invExpSeq: 2 });
    Object.assign(first(coded, 'APInvExpTGLC'), { GLAccount: '6200|10|200' });
    await call('Update', { ds: coded.ds });
    expect(saved()?.lines[0]?.distributions).toEqual([
      { sequence: 1, account: '', amount: '60' },
      { sequence: 2, account: '6200|10|200', amount: '40' },
    ]);
  });
});

describe('vendor and number are unique', () => {
  it('refuses a second one, also after posting', async () => {
    const ds = await entered({ invoiceNum: 'HAND-1' });
    expect(await master(ds, 'APInvHed')).toMatchObject({
      status: 409,
      body: {
        ErrorType: 'Ice.Common.DuplicateRecordException',
        ErrorMessage: expect.stringContaining('duplicate'),
      },
    });
    epicor.sandbox.behave({ duplicateStatus: 400 });
    expect((await master(ds, 'APInvHed')).status).toBe(400);
  });

  it('takes the same number of another vendor', async () => {
    expect(
      (await master(await entered({ vendorId: 'MAPLE', invoiceNum: 'HAND-1' }), 'APInvHed')).status,
    ).toBe(200);
  });
});

describe('debit memos', () => {
  it('are entered positive and stored negative', async () => {
    const header = await master(await entered({ debitMemo: true, total: 40 }), 'APInvHed');
    const lines = await call('GetNewAPInvDtlMiscellaneous', {
      ds: header.ds,
      iVendorNum: 12,
      cInvoiceNum: 'INV-1',
    });
    const costed = await call('ChangeExtCost', {
      ProposedExtCost: 40,
      ds: { ...lines.ds, APInvDtl: lines.ds.APInvDtl ?? [] },
    });
    const answer = await master(costed.ds, 'APInvDtl');
    expect(first(answer, 'APInvHed')).toMatchObject({
      DebitMemo: true,
      DocInvoiceVendorAmt: -40,
      ScrDocInvoiceVendorAmt: 40,
      DocInvoiceAmt: -40,
      DocInvoiceVariance: 0,
    });
    expect(first(answer, 'APInvDtl')).toMatchObject({
      DocExtCost: -40,
      ScrDocExtCost: 40,
      VendorQty: -1,
      DocUnitCost: 40,
    });
    expect(first(answer, 'APInvExp')).toMatchObject({ DocExpAmt: -40, DocScrExpAmt: 40 });
  });
});

describe('what tenants do differently', () => {
  it('adds a tax row for a vendor with a tax region, which shows as a variance', async () => {
    epicor.sandbox.behave({ taxRows: true });
    const header = await master(await entered({ vendorId: 'TAXED', total: 100 }), 'APInvHed');
    const taxed = { ...line(0, 100), VendorNum: 15 };
    await master({ APInvHed: header.ds.APInvHed ?? [], APInvDtl: [taxed] }, 'APInvDtl');
    expect(saved()).toMatchObject({ taxRows: 1, total: '108.25', variance: '-8.25' });
  });

  it('refuses totals of zero, and negative lines', async () => {
    epicor.sandbox.behave({ refuseZeroTotals: true });
    expect((await master(await wholeInvoice(), 'APInvHed')).status).toBe(400);
    epicor.sandbox.behave({ refuseZeroTotals: false, refuseNegativeLines: true });
    expect((await master(await wholeInvoice(), 'APInvHed')).status).toBe(400);
  });

  it("gives a line its vendor's 1099 code unless it is sent blank", async () => {
    const ds = await entered({ vendorId: 'FREELNC', total: 20 });
    const rows = [
      { ...line(1, 10), VendorNum: 16 },
      { ...line(2, 10), VendorNum: 16, Code1099ID: '' },
    ];
    await master({ ...ds, APInvDtl: rows }, 'APInvHed');
    expect(saved()?.lines.map(({ code1099 }) => code1099)).toEqual(['NEC1', '']);
  });

  it('cuts a marker that its column does not hold', async () => {
    epicor.sandbox.behave({ cutColumns: { 'APInvHed.ExternalID': 4 } });
    await master(await entered(), 'APInvHed');
    expect(saved()?.marker).toBe('acme');
  });
});

describe('posting', () => {
  it('marks the invoices, deletes the group and keeps the marker findable', async () => {
    await master(await wholeInvoice(), 'APInvHed');
    expect(epicor.sandbox.postGroup('BREX2611')).toEqual({ posted: 1, errors: [] });
    const byMarker = await epicor.get(
      `${service}/APInvoices?$select=InvoiceNum,Posted&${filter("ExternalID eq 'acme/rec_1'")}`,
    );
    expect(byMarker.body.value).toEqual([{ InvoiceNum: 'INV-1', Posted: true }]);
    expect((await epicor.get('Erp.BO.APInvGrpSvc/GetByID?groupID=BREX2611')).status).toBe(404);
  });

  it('leaves what does not post, and says why in the group', async () => {
    await master(await entered(), 'APInvHed');
    expect(epicor.sandbox.postGroup('BREX2611')).toEqual({
      posted: 0,
      errors: ['INV-1: Invoice with no detail'],
    });
    const group = await epicor.get('Erp.BO.APInvGrpSvc/GetByID?groupID=BREX2611');
    expect(first(group, 'APInvGrp')).toMatchObject({ PostErrorLog: 'INV-1: Invoice with no detail' });
  });
});

describe('groups', () => {
  it('have ids of at most nine characters, which are unique', async () => {
    const add = async (GroupID: string) => {
      const fresh = await epicor.post('Erp.BO.APInvGrpSvc/GetNewAPInvGrp', { ds: {} });
      Object.assign(first(fresh, 'APInvGrp'), { GroupID });
      return epicor.post('Erp.BO.APInvGrpSvc/Update', { ds: fresh.ds });
    };
    expect((await add('BREX261100')).status).toBe(400);
    expect((await add('BREX2611')).body.ErrorMessage).toContain('duplicate');
    expect(first(await add('LOCKED'), 'APInvGrp')).toMatchObject({ ActiveUserID: 'svc-brex' });
  });
});
