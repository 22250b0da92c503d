import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBrexContract } from './brex-openapi';
import { contractsDirectory, describeWithContracts } from './contracts';
import { loadEpicorContract } from './epicor-contract';
import { readExchanges } from './exchange-files';
import * as sample from './samples';
import { type Judged, ViolationReport } from './violation';

const said = ({ violations }: Judged): string[] =>
  violations.map(({ place, expected }) => `${place}: ${expected}`);

describeWithContracts()('the judge of what is exchanged with Brex', () => {
  const contract = loadBrexContract(join(contractsDirectory, 'brex'));
  const request = (...given: Parameters<typeof contract.request>) => said(contract.request(...given));
  const reply = (...given: Parameters<typeof contract.reply>) => said(contract.reply(...given));

  it.each([
    ['one record', sample.recordRead()],
    ['records by id', sample.recordsRead('ids=accr_1&ids=accr_2&limit=100')],
    ['bills by change', sample.recordsRead('source_type=BILL&updated_at%5Bgt%5D=2025-04-24T00%3A00%3A00Z')],
    ['a success', sample.exportResult({ success: { reference_id: 'AP-1', deep_link_url: 'https://erp/1' } })],
    ['a failure', sample.exportResult({ failure: { error_message: 'Invalid GL account' } })],
    ['a new field', sample.fieldCreated({ 'idempotency-key': '7c4f' })],
  ])('lets %s pass', (_what, exchange) => {
    expect([...request(exchange), ...reply(exchange)]).toEqual([]);
  });

  it.each([
    ['an unknown path', { ...sample.recordRead(), path: '/v3/accounting/record/1' }, 'path: an operation'],
    ['an unknown parameter', sample.recordsRead('record_ids=a'), 'query record_ids: no such parameter'],
    ['a parameter of the wrong type', sample.recordsRead('limit=many'), 'query limit: it to be number'],
    ['a page that is too long', sample.recordsRead('limit=5000'), 'query limit: 1 to 1000'],
    ['a status that is none', sample.recordsRead('review_status=DONE'), 'query review_status: one of'],
    [
      'a date that is none',
      sample.recordsRead('updated_at%5Bgt%5D=yesterday'),
      'query updated_at /gt: it to match',
    ],
    [
      'an unknown operator',
      sample.recordsRead('updated_at%5Bafter%5D=2025-04-24T00%3A00%3A00Z'),
      'no property "after"',
    ],
    [
      'a review status of bills',
      sample.recordsRead('source_type=BILL&review_status=EXPORTED'),
      'query review_status: nothing',
    ],
    ['a missing Idempotency-Key', sample.fieldCreated({}), 'header Idempotency-Key: it to be sent'],
    ['a missing property', sample.exportResult({ failure: {} }), 'the property "error_message"'],
    [
      'an unknown property',
      sample.exportResult({ success: { reference_id: 'AP-1', link: 'https://erp/1' } }),
      'no property "link"',
    ],
    ['an unknown property beside', sample.exportResult({ success: {}, note: 'x' }), 'no property "note"'],
    ['a body that is none', sample.exportResult({}, { send: undefined }), 'body: one to be sent'],
    ['no token', sample.recordRead({}, { requestHeaders: { authorization: '' } }), 'header Authorization'],
  ])('reports a request with %s', (_what, exchange, expected) => {
    expect(request(exchange).join('\n')).toContain(expected);
  });

  it.each([
    ['a missing property', sample.recordRead({ line_items: undefined }), 'the property "line_items"'],
    ['null where none may be', sample.recordRead({ posted_at: null }), '/posted_at: it to be string'],
    [
      'money as text',
      sample.recordRead({ amount: { amount: '1.00', currency: 'USD' } }),
      '/amount/amount: it to be number',
    ],
    ['an unknown kind', sample.recordRead({ type: 'CASH' }), '/type: one of'],
    ['no trace id', sample.recordRead({}, { responseHeaders: {} }), 'header X-Brex-Trace-Id'],
    ['a status that is not known', sample.recordRead({}, { status: 418 }), 'status 418: a status that'],
    ['a success that is not declared', sample.recordRead({}, { status: 201 }), 'status 201: a status that'],
    [
      'a text for a refusal',
      sample.recordRead({}, { status: 404, answer: 'Not Found' }),
      'body of status 404',
    ],
    [
      'an item that is no record',
      sample.recordsRead('', [{}]),
      'body of status 200 /items/0: the property "id"',
    ],
  ])('reports a reply with %s', (_what, exchange, expected) => {
    expect(reply(exchange).join('\n')).toContain(expected);
  });

  it.each([
    ['an unknown property', sample.recordRead({ ledger: 'main' })],
    ['an empty 401', sample.recordRead({}, { status: 401, answer: '' })],
    [
      'the flat 403 of the gateway',
      sample.recordRead({}, { status: 403, answer: { type: 'FORBIDDEN', message: 'x' } }),
    ],
    [
      'a 404 of the accounting API',
      sample.recordRead({}, { status: 404, answer: { error_code: 'NOT_FOUND', message: 'x' } }),
    ],
    ['any 429', sample.recordRead({}, { status: 429, answer: 'slow down' })],
    ['no answer at all', sample.recordRead({}, { status: null })],
  ])('lets a reply with %s pass', (_what, exchange) => {
    expect(reply(exchange)).toEqual([]);
  });
});

describeWithContracts()('the judge of what is exchanged with Epicor', () => {
  const contract = loadEpicorContract(join(contractsDirectory, 'epicor'));
  const request = (...given: Parameters<typeof contract.request>) => said(contract.request(...given));
  const reply = (...given: Parameters<typeof contract.reply>) => said(contract.reply(...given));
  const withLine = (changed: object) =>
    sample.updateMaster({ send: sample.invoiceLines([{ ...sample.invoiceLine, ...changed }]) });
  const invoices = (query: Record<string, string>) => sample.setRead('Erp.BO.APInvoiceSvc/APInvoices', query);
  const account = { $filter: "GLAccount1 eq '6100|10|200'", $select: 'GLAccount1,AccountDesc' };

  it.each([
    ['UpdateMaster', sample.updateMaster()],
    ["a tenant's own column", withLine({ Project_c: 'x' })],
    ['a number as text', withLine({ DocExtCost: '250.00' })],
    ['GetByID', sample.getById('vendorNum=12&invoiceNum=INV-1001')],
    [
      'the POST twin of GetByID',
      sample.getById('', { method: 'POST', send: { vendorNum: 12, invoiceNum: 'INV-1001' } }),
    ],
    [
      'accounts',
      sample.setRead('Erp.BO.GLAccountSvc/GLAccounts', account, [
        { GLAccount1: '6100|10|200', AccountDesc: 'Supplies' },
      ]),
    ],
    ['a date literal', invoices({ $filter: "InvoiceDate ge 2024-01-01T00:00:00Z and ExternalID eq 'a''b'" })],
    ['an order', invoices({ $orderby: 'SysRevID desc,InvoiceNum', $top: '1000', $count: 'true' })],
    [
      'one vendor',
      sample.setRead("Erp.BO.VendorSvc/Vendors('EPIC06',12)", {}, [], {
        answer: { '@odata.context': 'x', Company: 'EPIC06', VendorNum: 12, Name: 'Acme Tools' },
      }),
    ],
  ])('lets %s pass', (_what, exchange) => {
    expect([...request(exchange), ...reply(exchange)]).toEqual([]);
  });

  it.each([
    ['an unknown service', sample.methodCall('Erp.BO.APInvSvc/Update', { ds: {} }), 'path: a service'],
    ['an unknown method', sample.methodCall('Erp.BO.APInvoiceSvc/ChangeVendorIDEx', {}), 'path: a method'],
    [
      'v1',
      { ...sample.updateMaster(), path: '/Kinetic/api/v1/Erp.BO.APInvoiceSvc/Update' },
      'path: /api/v2/odata',
    ],
    [
      'a name of the wrong case',
      sample.methodCall('Erp.BO.GLJournalEntrySvc/GetNewGlJrnHedTran', { ds: {}, groupID: 'G' }),
      'body /groupID: no such parameter',
    ],
    [
      'a parameter left out',
      sample.methodCall('Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice', { ds: {} }),
      'the parameter "cGroupID"',
    ],
    [
      'a parameter of the wrong type',
      sample.updateMaster({ send: { runChkCPay: 'no' } }),
      'body /runChkCPay: true or false',
    ],
    [
      'an unknown table',
      sample.updateMaster({ send: { ds: { APInvLine: [] } } }),
      'body /ds/APInvLine: no such table',
    ],
    ['an unknown column', withLine({ LineAmount: 1 }), 'body /ds/APInvDtl/0/LineAmount: no such column'],
    ['a column of the wrong kind', withLine({ DocExtCost: 'much' }), '/DocExtCost: a number'],
    [
      'rows that are no list',
      sample.updateMaster({ send: { ds: { APInvHed: {} } } }),
      '/ds/APInvHed: a list',
    ],
    [
      'a GET of a POST',
      sample.getById('', { path: '/api/v2/odata/EPIC06/Erp.BO.APInvoiceSvc/Update' }),
      'verb GET: POST',
    ],
    [
      'a POST of a GET without its twin',
      sample.methodCall('Erp.PROC.APInvoicePostSvc/GetNewParameters', {}),
      'verb POST: GET',
    ],
    ['a key left out', sample.getById('vendorNum=12'), 'query invoiceNum: it to be sent'],
    ['a key that is no number', sample.getById('vendorNum=ACME&invoiceNum=1'), 'query vendorNum: a number'],
    ['a plus for a space', { ...invoices({}), query: '$filter=VendorNum+eq+12' }, 'spaces as %20'],
    ['an unknown set', sample.setRead('Erp.BO.POSvc/POs', {}), 'path: a method or entity set'],
    [
      'an unknown column in $select',
      invoices({ $select: 'InvoiceNum,Amount' }),
      'query $select Amount: no such column',
    ],
    [
      'an unknown column in $filter',
      invoices({ $filter: "startswith(Number,'A')" }),
      'query $filter Number: no such column',
    ],
    [
      'an unknown column in $orderby',
      invoices({ $orderby: 'ChangedAt desc' }),
      'query $orderby ChangedAt desc',
    ],
    [
      'the account by its name in a data set',
      sample.setRead('Erp.BO.GLAccountSvc/GLAccounts', { $filter: "GLAccount eq '6100'" }),
      'query $filter GLAccount: no such column',
    ],
    [
      'a quoted date',
      invoices({ $filter: "InvoiceDate ge '2024-01-01'" }),
      'query $filter InvoiceDate: an unquoted',
    ],
    [
      'a bare date',
      invoices({ $filter: 'InvoiceDate ge 2024-01-01' }),
      'query $filter InvoiceDate: an unquoted',
    ],
    ['a quoted number', invoices({ $filter: "VendorNum eq '12'" }), 'query $filter VendorNum: a number'],
    ['an unquoted text', invoices({ $filter: 'ExternalID eq 12' }), 'query $filter ExternalID: text'],
    ['a broken filter', invoices({ $filter: 'VendorNum equals 12' }), "query $filter: OData's syntax"],
    ["v1's option", invoices({ $inlinecount: 'allpages' }), 'query $inlinecount: no such query option'],
    ['an option that is ignored', invoices({ $apply: 'groupby((VendorNum))' }), 'query $apply: no such'],
    [
      'half a key',
      sample.setRead("Erp.BO.VendorSvc/Vendors('EPIC06')", {}),
      'path: the key (Company, VendorNum)',
    ],
    [
      'no API key',
      sample.methodCall('Erp.BO.VendorSvc/GetNewVendor', { ds: {} }, { requestHeaders: { 'x-api-key': '' } }),
      'header x-api-key',
    ],
    [
      'no word of JSON',
      sample.methodCall('Erp.BO.VendorSvc/GetNewVendor', { ds: {} }, { requestHeaders: { accept: '*/*' } }),
      'header Accept',
    ],
    [
      'unknown call settings',
      sample.methodCall(
        'Erp.BO.VendorSvc/GetNewVendor',
        { ds: {} },
        { requestHeaders: { callsettings: '{"Site":"M"}' } },
      ),
      'header CallSettings',
    ],
  ])('reports a request with %s', (_what, exchange, expected) => {
    expect(request(exchange).join('\n')).toContain(expected);
  });

  it.each([
    [
      'an out parameter left out',
      sample.updateMaster({ outs: { lUpdateRan: undefined } }),
      'reply /parameters/lUpdateRan: true or false',
    ],
    [
      'an unknown out parameter',
      sample.updateMaster({ outs: { saved: true } }),
      'reply /parameters/saved: no such parameter',
    ],
    [
      'an unknown column',
      sample.updateMaster({ outs: sample.invoiceLines([{ Amount: 1 }]) }),
      '/ds/APInvDtl/0/Amount: no such column',
    ],
    [
      'the data set unwrapped',
      sample.getById('', { answer: { APInvHed: [] } }),
      'reply /APInvHed: no such part',
    ],
    [
      'an unknown column of an entity',
      sample.setRead('Erp.BO.GLAccountSvc/GLAccounts', {}, [{ GLAccount: '6100' }]),
      'reply /value/0/GLAccount: no such column',
    ],
    [
      'a column that was not asked for',
      sample.setRead('Erp.BO.VendorSvc/Vendors', { $select: 'Name' }, [{ Name: 'A', VendorNum: 1 }]),
      'only columns that $select names',
    ],
    [
      'more rows than the silent cap',
      sample.setRead(
        'Erp.BO.VendorSvc/Vendors',
        {},
        Array.from({ length: 101 }, (_, VendorNum) => ({ VendorNum })),
      ),
      'no more rows than',
    ],
    [
      'a bare list',
      sample.setRead('Erp.BO.VendorSvc/Vendors', {}, [], { answer: [] }),
      'reply body: an object',
    ],
    [
      'a refusal without its type',
      sample.getById('', { status: 400, answer: sample.refusal(400, { ErrorType: undefined }) }),
      '"ErrorType" as text',
    ],
    [
      'a refusal of another status',
      sample.getById('', { status: 409, answer: sample.refusal(400) }),
      '"HttpStatus" to be the status',
    ],
    [
      'a status that is not known',
      sample.getById('', { status: 422, answer: sample.refusal(422) }),
      'status 422: a status of',
    ],
  ])('reports a reply with %s', (_what, exchange, expected) => {
    expect(reply(exchange).join('\n')).toContain(expected);
  });

  it.each([
    ['the recorded refusal', sample.getById('', { status: 400, answer: sample.refusal(400) })],
    [
      'null beside the out parameters',
      {
        ...sample.updateMaster(),
        responseBody: sample.updateMaster().responseBody.replace('{', '{"returnObj":null,'),
      },
    ],
    [
      'nothing from a void method',
      sample.methodCall('Erp.BO.APInvGrpSvc/DeleteByID', { groupID: 'G' }, { answer: '' }),
    ],
    ['no answer at all', sample.getById('', { status: null })],
  ])('lets a reply with %s pass', (_what, exchange) => {
    expect(reply(exchange)).toEqual([]);
  });
});

describe('the report of violations', () => {
  it('says a kind once, whatever the row, and how often it came', () => {
    const report = new ViolationReport();
    for (const row of [0, 1, 2]) {
      const violations = [{ place: `body /ds/APInvDtl/${row}/Amount`, expected: 'no such column' }];
      report.add('POST', '/a', { operation: 'A/Update', violations });
    }
    expect(report.lines()).toEqual([
      'POST /a: body /ds/APInvDtl/*/Amount: expected no such column (3 times)',
    ]);
  });

  it('lists no more than asked for, and says how many there are beyond', () => {
    const report = new ViolationReport();
    for (const place of ['a', 'b', 'c']) {
      report.add('GET', '/a', { operation: 'A', violations: [{ place, expected: 'none' }] });
    }
    expect(report.lines(2)).toEqual([
      'GET /a: a: expected none',
      'GET /a: b: expected none',
      '… and 1 more kinds',
    ]);
  });
});

describe('the reader of recorded exchanges', () => {
  const directory = mkdtempSync(join(tmpdir(), 'exchanges-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const read = async (content: string): Promise<string[]> => {
    const paths: string[] = [];
    writeFileSync(join(directory, 'brex-1.jsonl'), content);
    await readExchanges(directory, ({ path }) => paths.push(path));
    return paths;
  };

  it('reads every line', async () => {
    expect(await read('{"path":"/a"}\n{"path":"/b"}\n')).toEqual(['/a', '/b']);
  });

  it('forgives half a last line, which a killed process may leave', async () => {
    expect(await read('{"path":"/a"}\n{"path":"/')).toEqual(['/a']);
  });

  it('names the file and line of anything else that is no JSON', async () => {
    await expect(read('{"path":"/a"}\n{"path\n{"path":"/b"}\n')).rejects.toThrow(/brex-1\.jsonl, line 2/);
  });

  it('finds nothing where there is no folder', async () => {
    const each = jest.fn();
    await readExchanges(join(directory, 'none'), each);
    expect(each).not.toHaveBeenCalled();
  });
});
