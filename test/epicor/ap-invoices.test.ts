import type { DocumentLine, InvoiceDraft, NewInvoice } from '../../epicor';
import {
  type Answer,
  called,
  errorOf,
  type Received,
  refusal,
  type StartedEpicor,
  sentRows,
  startEpicor,
} from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

type Script = Readonly<Record<string, Answer | ((request: Received) => Answer)>>;

/** An Epicor that answers each method as the script says, the default data set otherwise. */
async function start(script: Script): Promise<void> {
  server = await startEpicor((request) => {
    const answer = script[called(request)];
    if (answer === undefined)
      return { status: 400, body: refusal(`${called(request)} is not in the script`) };
    return typeof answer === 'function' ? answer(request) : answer;
  });
}

const methods = () => server.received.map(called);
const requestOf = (method: string) => server.received.find((request) => called(request) === method);

/** SysRevID above what a binary float holds, a trailing zero, and a column that we know nothing of. */
const header =
  '"VendorNum":12,"InvoiceNum":"BREX-1","GroupID":"BRX2610","CurrencyCode":"USD","SysRevID":9007199254740993,"ExchangeRate":1.50,"ExternalID":"acme/rec_1","DebitMemo":false,"Posted":false,"InvoiceDate":"2026-10-12T00:00:00","ApplyDate":"2026-10-15T00:00:00","DueDate":null,"DocInvoiceVendorAmt":0.00,"DocInvoiceVariance":0.00,"RowMod":""';
const dataSet = (tables: string) => ({ body: `{"parameters":{"ds":{${tables}}}}` });
const stored = (tables: string) => ({ body: `{"returnObj":{${tables}}}` });
const saved = { body: { parameters: { ds: {}, lUpdateRan: true, requiresUserInput: false, opMessage: '' } } };

const invoice: NewInvoice = {
  groupId: 'BRX2610',
  kind: 'ap-invoice',
  vendorId: 'ACME',
  vendorNum: 12,
  invoiceNum: 'BREX-1',
  invoiceDate: '2026-10-12',
  applyDate: '2026-10-15',
  dueDate: null,
  currency: 'USD',
  total: '0.00',
  description: 'Hardware:\n bolts',
  marker: 'acme/rec_1',
  recordUrl: 'https://dashboard.brex.com/rec_1',
};

const lines: DocumentLine[] = [
  { lineId: 'arli_1', account: '6200|10|000', amount: '90071992547409.93', description: 'Bolts' },
  { lineId: 'supplied:cardLiability', account: '2110|00|000', amount: '-0.10', description: 'Card' },
];

const draft: InvoiceDraft = {
  kind: 'ap-invoice',
  vendorNum: 12,
  invoiceNum: 'BREX-1',
  remarks: [],
  ds: `{"APInvHed":[{${header}}]}`,
};

const key = { kind: 'ap', vendorNum: 12, invoiceNum: 'BREX-1' } as const;

describe('a new header', () => {
  const echoed = (request: Received): Answer => ({
    body: { parameters: { ds: request.json.ds, confirmMsg: '', cMessageText: '' } },
  });
  const script: Script = {
    GetNewAPInvHedInvoice: dataSet(
      '"APInvHed":[{"VendorNum":0,"GroupID":"BRX2610","ExchangeRate":1.50,"RowMod":"A"}]',
    ),
    ChangeVendorID: () =>
      dataSet(
        '"APInvHed":[{"VendorNum":12,"CurrencyCode":"CAD","TermsCode":"N30","ExchangeRate":1.50,"RowMod":"A"}]',
      ),
    ChangeCurrency: echoed,
    ChangeInvoiceDateEx: echoed,
    ChangeInvoiceVendorAmt: echoed,
    OnChangeofApplyDate: echoed,
  };
  const withoutTerms = () =>
    dataSet('"APInvHed":[{"VendorNum":12,"CurrencyCode":"USD","TermsCode":"","RowMod":"A"}]');

  it('is filled step by step, the apply date last, the returned data set replacing ours', async () => {
    await start(script);
    const made = await server.epicor.apInvoices.newHeader(invoice);
    expect(methods()).toEqual([
      'GetNewAPInvHedInvoice',
      'ChangeVendorID',
      'ChangeCurrency',
      'ChangeInvoiceDateEx',
      'ChangeInvoiceVendorAmt',
      'OnChangeofApplyDate',
    ]);
    expect(requestOf('ChangeInvoiceVendorAmt')?.body).toContain('"ProposedInvoiceVendorAmt":0,');
    expect(requestOf('ChangeVendorID')?.json).toMatchObject({
      ProposedVendorID: 'ACME',
      confirmCheck: false,
    });
    expect(requestOf('ChangeInvoiceDateEx')?.json).toMatchObject({
      ProposedInvoiceDate: '2026-10-12',
      recalcAmts: '',
    });
    expect(sentRows(requestOf('OnChangeofApplyDate'), 'APInvHed')).toMatchObject([
      { TermsCode: 'N30', Description: 'Hardware: bolts', ExternalID: 'acme/rec_1' },
    ]);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(made.ds).toBe(
      '{"APInvHed":[{"VendorNum":12,"CurrencyCode":"CAD","TermsCode":"N30","ExchangeRate":1.50,"RowMod":"A","InvoiceNum":"BREX-1","Description":"Hardware: bolts","ExternalID":"acme/rec_1","ExtSysURL":"https://dashboard.brex.com/rec_1","ScrDocInvoiceVendorAmt":0,"ApplyDate":"2026-10-15T00:00:00"}]}',
    );
  });

  it('keeps a currency that the vendor brings already', async () => {
    await start(script);
    await server.epicor.apInvoices.newHeader({ ...invoice, currency: 'CAD' });
    expect(methods()).not.toContain('ChangeCurrency');
  });

  it('keeps a due date that the record has, though a change of dates counts it anew', async () => {
    const moved = dataSet(
      '"APInvHed":[{"VendorNum":12,"DueDate":"2026-11-14T00:00:00","RowMod":"A","InvoiceNum":"BREX-1"}]',
    );
    await start({ ...script, OnChangeofApplyDate: moved });
    const made = await server.epicor.apInvoices.newHeader({ ...invoice, dueDate: '2026-11-30' });
    expect(made.ds).toContain('"DueDate":"2026-11-30T00:00:00"');
    const byTerms = await server.epicor.apInvoices.newHeader(invoice);
    expect(byTerms.ds).toContain('"DueDate":"2026-11-14T00:00:00"');
  });

  it('takes the terms that are given where the vendor has none', async () => {
    await start({ ...script, ChangeVendorID: withoutTerms, ChangeTermsCode: echoed });
    await server.epicor.apInvoices.newHeader({ ...invoice, termsCode: 'N45' });
    expect(requestOf('ChangeTermsCode')?.json).toMatchObject({ ProposedTermsCode: 'N45' });
  });

  it('keeps the terms of the vendor', async () => {
    await start(script);
    await server.epicor.apInvoices.newHeader({ ...invoice, termsCode: 'N45' });
    expect(methods()).not.toContain('ChangeTermsCode');
  });

  it('is refused during terms where the vendor has none and none are given', async () => {
    await start({ ...script, ChangeVendorID: withoutTerms });
    expect(await errorOf(server.epicor.apInvoices.newHeader(invoice))).toMatchObject({
      kind: 'business',
      during: 'terms',
      said: 'Vendor ACME has no payment terms.',
    });
  });

  it('keeps what Epicor remarks on the way', async () => {
    await start({
      ...script,
      ChangeInvoiceDateEx: (request) => ({
        body: { parameters: { ds: request.json.ds, cMessageText: 'Apply Date was\r\nchanged.' } },
      }),
    });
    expect((await server.epicor.apInvoices.newHeader(invoice)).remarks).toEqual(['Apply Date was changed.']);
  });

  it('confirms what Epicor asks before it takes the vendor, once', async () => {
    const asks = dataSet('"APInvHed":[{"VendorNum":0,"RowMod":"A"}]');
    const body = asks.body.replace('"ds"', '"confirmMsg":"Supplier is on hold. Continue?","ds"');
    await start({
      ...script,
      ChangeVendorID: (request) =>
        request.json.confirmCheck ? (script.ChangeVendorID as () => Answer)() : { body },
    });
    const made = await server.epicor.apInvoices.newHeader(invoice);
    expect(made).toMatchObject({ vendorNum: 12, remarks: ['Supplier is on hold. Continue?'] });
    expect(methods().filter((method) => method === 'ChangeVendorID')).toHaveLength(2);
  });

  it('is refused where the vendor id belongs to another vendor', async () => {
    await start(script);
    expect(await errorOf(server.epicor.apInvoices.newHeader({ ...invoice, vendorNum: 13 }))).toMatchObject({
      kind: 'business',
      during: 'vendor',
      said: 'Vendor ID ACME is vendor 12 in Epicor, not vendor 13.',
    });
  });

  it('is refused during apply-date where the period is closed, whatever the words', async () => {
    await start({ ...script, OnChangeofApplyDate: { status: 400, body: refusal('Nicht erlaubt.') } });
    expect(await errorOf(server.epicor.apInvoices.newHeader(invoice))).toMatchObject({
      kind: 'business',
      during: 'apply-date',
      said: 'Nicht erlaubt.',
    });
  });

  it('does not call a failed connection a closed period', async () => {
    await start({ ...script, OnChangeofApplyDate: { status: 503, body: 'Unavailable' } });
    expect(await errorOf(server.epicor.apInvoices.newHeader(invoice))).toMatchObject({
      kind: 'transient',
      during: null,
    });
  });

  it('is not begun with a marker that could not be recognised', async () => {
    await start(script);
    await expect(server.epicor.apInvoices.newHeader({ ...invoice, marker: 'acme rec' })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('saving', () => {
  it('sends header, lines, distributions and accounts in one write, amounts exact', async () => {
    await start({ UpdateMaster: saved });
    expect(await server.epicor.apInvoices.saveWhole(draft, lines, 'BRX2610', { blank1099: true })).toEqual(
      key,
    );
    const [request] = server.received;
    expect(request?.json).toMatchObject({
      cGroupID: 'BRX2610',
      cTableName: 'APInvHed',
      runChkCPay: false,
      runChkBankRef: false,
      runChkRevChrg: false,
      suppressUserPrompts: true,
    });
    expect(request?.body).toContain(`"APInvHed":[{${header.replace('"RowMod":""', '"RowMod":"A"')}}]`);
    expect(request?.body).toContain('"DocExtCost":90071992547409.93,"Code1099ID":""');
    expect(sentRows(request, 'APInvDtl')).toMatchObject([
      { InvoiceNum: 'BREX-1', LineType: 'M', LineComment: 'arli_1', Description: 'Bolts', RowMod: 'A' },
      { LineComment: 'supplied:cardLiability', RowMod: 'A' },
    ]);
    expect(sentRows(request, 'APInvExpTGLC')).toMatchObject([
      { GLAccount: '6200|10|000', SegValue1: '6200', SegValue2: '10', SegValue3: '000', COACode: 'MAIN' },
      { GLAccount: '2110|00|000', SegValue1: '2110', SegValue2: '00', RowMod: 'A' },
    ]);
    const numbers = ['APInvDtl', 'APInvExp', 'APInvExpTGLC'].map((table) =>
      sentRows(request, table).map((row) => String(row.InvoiceLine)),
    );
    expect(numbers).toEqual([
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it.each([
    [{ lUpdateRan: false, opMessage: 'Continue?', opDUAMsg: 'Really?' }, 'Continue? | Really?'],
    [{ lUpdateRan: false }, 'Epicor saved nothing and did not say why.'],
  ])('is not done by a 200 that says otherwise: %j', async (parameters, said) => {
    await start({ UpdateMaster: { body: { parameters: { ds: {}, ...parameters } } } });
    expect(await errorOf(server.epicor.apInvoices.saveHeader(draft, 'BRX2610'))).toMatchObject({
      kind: 'not-saved',
      said,
    });
  });

  it.each([
    [{ lUpdateRan: true, requiresUserInput: true, opMessage: 'Legal number?' }],
    [{ lUpdateRan: 'true' }],
  ])('is done where lUpdateRan says so, whatever Epicor asks beside it: %j', async (parameters) => {
    await start({ UpdateMaster: { body: { parameters: { ds: {}, ...parameters } } } });
    expect(await server.epicor.apInvoices.saveHeader(draft, 'BRX2610')).toEqual(key);
  });

  it('adds lines by one template and one write, guarded by the row version of the header', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],"APInvDtl":[{"InvoiceLine":3}]`),
      GetNewAPInvDtlMiscellaneous: dataSet(
        '"APInvDtl":[{"InvoiceLine":0,"TaxCatID":"STD","Code1099ID":"NEC","CostPerCode":"E","RowMod":"A"}]',
      ),
      UpdateMaster: saved,
    });
    await server.epicor.apInvoices.addLines(key, lines, 'BRX2610');
    expect(methods()).toEqual(['GetByID', 'GetNewAPInvDtlMiscellaneous', 'UpdateMaster']);
    const request = requestOf('UpdateMaster');
    expect(request?.json.cTableName).toBe('APInvDtl');
    expect(request?.body).toContain(`"APInvHed":[{${header.replace('"RowMod":""', '"RowMod":"U"')}}]`);
    const rows = sentRows(request, 'APInvDtl');
    expect(rows).toMatchObject([
      { TaxCatID: 'STD', Code1099ID: 'NEC', LineComment: 'arli_1', RowMod: 'A' },
      { TaxCatID: 'STD', Code1099ID: 'NEC', LineComment: 'supplied:cardLiability', RowMod: 'A' },
    ]);
    expect(rows.map((row) => String(row.InvoiceLine))).toEqual(['4', '5']);
  });

  it('enters the cost of an invoice line in the columns of the screen and of the table alike', async () => {
    await start({ UpdateMaster: saved });
    await server.epicor.apInvoices.saveWhole(draft, lines, 'BRX2610');
    const [line] = sentRows(server.received[0], 'APInvDtl');
    const [expense] = sentRows(server.received[0], 'APInvExp');
    const cost = ['ScrDocExtCost', 'DocExtCost', 'DocUnitCost'].map((column) => String(line?.[column]));
    expect(cost).toEqual(Array(3).fill('90071992547409.93'));
    expect([expense?.DocScrExpAmt, expense?.DocExpAmt].map(String)).toEqual(
      Array(2).fill('90071992547409.93'),
    );
  });

  it('enters that of a debit memo in those of the screen alone, where it is positive', async () => {
    await start({ UpdateMaster: saved });
    await server.epicor.apInvoices.saveWhole({ ...draft, kind: 'ap-debit-memo' }, lines, 'BRX2610');
    const [line] = sentRows(server.received[0], 'APInvDtl');
    expect(String(line?.ScrDocExtCost)).toBe('90071992547409.93');
    expect(line).not.toHaveProperty('DocExtCost');
  });

  it('takes the new row for its template, and lends its row id to one line only', async () => {
    const id = '0a1b2c3d-0000-4000-8000-00000000000f';
    await start({
      GetByID: stored(`"APInvHed":[{${header}}]`),
      GetNewAPInvDtlMiscellaneous: dataSet(
        `"APInvDtl":[{"InvoiceLine":1,"TaxCatID":"OLD","RowMod":""},{"InvoiceLine":0,"TaxCatID":"STD","SysRowID":"${id}","RowMod":"A"}]`,
      ),
      UpdateMaster: saved,
    });
    await server.epicor.apInvoices.addLines(key, lines, 'BRX2610');
    expect(sentRows(requestOf('UpdateMaster'), 'APInvDtl')).toMatchObject([
      { TaxCatID: 'STD', SysRowID: id },
      { TaxCatID: 'STD', SysRowID: '00000000-0000-0000-0000-000000000000' },
    ]);
  });

  it('follows an invoice that a person moved to another group', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header.replace('BRX2610', 'JANE01')}}]`),
      GetNewAPInvDtlMiscellaneous: dataSet('"APInvDtl":[{"InvoiceLine":0}]'),
      UpdateMaster: saved,
    });
    await server.epicor.apInvoices.addLines(key, lines, 'BRX2610');
    expect(requestOf('UpdateMaster')?.json.cGroupID).toBe('JANE01');
  });

  it('follows what was read already, so that any change since then is refused, and reads no second time', async () => {
    const reads = [header, header.replace('9007199254740993', '9007199254740999')];
    await start({
      GetByID: () => stored(`"APInvHed":[{${reads.shift()}}],"APInvDtl":[]`),
      GetNewAPInvDtlMiscellaneous: dataSet('"APInvDtl":[{"InvoiceLine":0}]'),
      UpdateMaster: saved,
    });
    const read = await server.epicor.apInvoices.readToWrite(key);
    expect(read?.document).toMatchObject({ marker: 'acme/rec_1', documentNumber: 'BREX-1' });
    await server.epicor.apInvoices.addLines(key, lines, 'BRX2610', {}, read?.asRead);
    expect(methods()).toEqual(['GetByID', 'GetNewAPInvDtlMiscellaneous', 'UpdateMaster']);
    expect(requestOf('UpdateMaster')?.body).toContain('"SysRevID":9007199254740993');
  });

  it('shows nobody what it keeps of what was read', async () => {
    await start({ GetByID: stored(`"APInvHed":[{${header}}]`) });
    const read = await server.epicor.apInvoices.readToWrite(key);
    expect(JSON.stringify(read?.asRead)).toBe('{}');
  });

  it('sends nothing where there is nothing to add', async () => {
    await start({});
    await server.epicor.apInvoices.addLines(key, [], 'BRX2610');
    await server.epicor.apInvoices.codeLines(key, []);
    await server.epicor.apInvoices.removeDistributions(key, [], 'BRX2610');
    expect(server.received).toEqual([]);
  });

  it('says that there is no invoice to add lines to', async () => {
    await start({ GetByID: { status: 404, body: refusal('Record not found.', 'RecordNotFoundException') } });
    expect((await errorOf(server.epicor.apInvoices.addLines(key, lines, 'BRX2610'))).kind).toBe('not-found');
    expect(methods()).toEqual(['GetByID']);
  });
});

describe('coding', () => {
  const expense = '"APInvExp":[{"InvoiceLine":1,"InvExpSeq":1,"BookID":"MAIN","DocExpAmt":5.00}]';
  const coding = (book: string, type = 'A') =>
    `{"InvoiceLine":1,"InvExpSeq":1,"BookID":"${book}","RecordType":"${type}","GLAccount":"9000|00|000|77","SegValue1":"9000","SegValue4":"77","GLAcctContext":"Expense","SysRevID":9007199254740993,"RowMod":""}`;

  it('sends the row that Epicor made back whole, with the new account in every segment', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],${expense},"APInvExpTGLC":[${coding('MAIN')}]`),
      Update: dataSet(''),
    });
    await server.epicor.apInvoices.codeLines(key, [{ lineNumber: 1, account: '6200|10|000' }]);
    expect(requestOf('Update')?.body).toBe(
      '{"ds":{"APInvExpTGLC":[{"InvoiceLine":1,"InvExpSeq":1,"BookID":"MAIN","RecordType":"A","GLAccount":"6200|10|000","SegValue1":"6200","SegValue4":"","GLAcctContext":"Expense","SysRevID":9007199254740993,"RowMod":"U","SegValue2":"10","SegValue3":"000"}]}}',
    );
  });

  it("codes the distribution's own book and leaves references alone", async () => {
    const rows = [coding('IFRS'), coding('MAIN'), coding('MAIN', 'R')].join(',');
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],${expense},"APInvExpTGLC":[${rows}]`),
      Update: dataSet(''),
    });
    await server.epicor.apInvoices.codeLines(key, [{ lineNumber: 1, account: '6200|10|000' }]);
    expect(sentRows(requestOf('Update'), 'APInvExpTGLC')).toMatchObject([
      { BookID: 'MAIN', RecordType: 'A' },
    ]);
  });

  it('asks for a new row where Epicor made none', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],${expense}`),
      GetNewAPInvExpTGLC: dataSet(
        '"APInvExpTGLC":[{"InvoiceLine":1,"InvExpSeq":1,"GLAcctContext":"Expense","RowMod":"A"}]',
      ),
      Update: dataSet(''),
    });
    await server.epicor.apInvoices.codeLines(key, [{ lineNumber: 1, account: '6200|10|000' }]);
    expect(sentRows(requestOf('Update'), 'APInvExpTGLC')).toMatchObject([
      { GLAcctContext: 'Expense', GLAccount: '6200|10|000', SegValue3: '000', RowMod: 'A' },
    ]);
  });

  it('and the deletion of a distribution follow what was read already', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],${expense},"APInvExpTGLC":[${coding('MAIN')}]`),
      Update: dataSet(''),
      UpdateMaster: saved,
    });
    const asRead = (await server.epicor.apInvoices.readToWrite(key))?.asRead;
    await server.epicor.apInvoices.codeLines(key, [{ lineNumber: 1, account: '6200|10|000' }], asRead);
    const surplus = [{ lineNumber: 1, sequence: 1 }];
    await server.epicor.apInvoices.removeDistributions(key, surplus, 'BRX2610', asRead);
    expect(methods()).toEqual(['GetByID', 'Update', 'UpdateMaster']);
  });

  it('sends nothing where a line has no such distribution', async () => {
    await start({ GetByID: stored(`"APInvHed":[{${header}}],${expense}`) });
    const call = server.epicor.apInvoices.codeLines(key, [{ lineNumber: 1, sequence: 2, account: 'X' }]);
    expect((await errorOf(call)).said).toContain('no distribution 2');
    expect(methods()).toEqual(['GetByID']);
  });

  it('deletes a distribution with its account, guarded by the header', async () => {
    await start({
      GetByID: stored(`"APInvHed":[{${header}}],${expense},"APInvExpTGLC":[${coding('MAIN')}]`),
      UpdateMaster: saved,
    });
    await server.epicor.apInvoices.removeDistributions(key, [{ lineNumber: 1, sequence: 1 }], 'BRX2610');
    const request = requestOf('UpdateMaster');
    expect(request?.json.cTableName).toBe('APInvExp');
    const marks = ['APInvHed', 'APInvExp', 'APInvExpTGLC'].map(
      (table) => sentRows(request, table)[0]?.RowMod,
    );
    expect(marks).toEqual(['U', 'D', 'D']);
  });
});

describe('deleting', () => {
  it('names vendor and number, and marks the header', async () => {
    await start({ GetByID: stored(`"APInvHed":[{${header}}]`), DeleteMaster: { body: '' } });
    await server.epicor.apInvoices.remove(key, 'BRX2610', 'acme/rec_1');
    const request = requestOf('DeleteMaster');
    expect(request?.json).toMatchObject({ cGroupID: 'BRX2610', keyValue: '12', keyValue2: 'BREX-1' });
    expect(sentRows(request, 'APInvHed')).toMatchObject([{ RowMod: 'D' }]);
  });

  it.each([
    ['is posted', header.replace('"Posted":false', '"Posted":true')],
    ['is not a document of ours', header.replace('acme/rec_1', '')],
  ])('sends nothing where the invoice %s', async (why, row) => {
    await start({ GetByID: stored(`"APInvHed":[{${row}}]`) });
    const error = await errorOf(server.epicor.apInvoices.remove(key, 'BRX2610', 'acme/rec_1'));
    expect(error).toMatchObject({ kind: 'business', said: expect.stringContaining(why) });
    expect(methods()).toEqual(['GetByID']);
  });
});
