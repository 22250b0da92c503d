import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { contractsDirectory, describeWithContracts } from './contracts';
import { type EpicorContract, loadEpicorContract } from './epicor-contract';
import * as sample from './samples';
import { said } from './violation';

describeWithContracts()('the judge of what is exchanged with Epicor', () => {
  let contract: EpicorContract;
  beforeAll(() => {
    contract = loadEpicorContract(join(contractsDirectory, 'epicor'));
  });
  const request = (exchange: LoggedExchange): string[] => said(contract.request(exchange));
  const reply = (exchange: LoggedExchange): string[] => said(contract.reply(exchange));
  const withLine = (changed: object) =>
    sample.updateMaster({ send: sample.invoiceLines([{ ...sample.invoiceLine, ...changed }]) });
  const invoices = (query: Record<string, string>) => sample.setRead('Erp.BO.APInvoiceSvc/APInvoices', query);
  const account = { $filter: "GLAccount1 eq '6100|10|200'", $select: 'GLAccount1,AccountDesc' };

  it.each([
    ['01-getnew-group', 'Erp.BO.APInvGrpSvc/GetNewAPInvGrp'],
    ['02-update-group', 'Erp.BO.APInvGrpSvc/Update'],
    ['03-getnew-invoice', 'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice'],
    ['04-change-vendor', 'Erp.BO.APInvoiceSvc/ChangeVendorID'],
    ['05-change-date', 'Erp.BO.APInvoiceSvc/ChangeInvoiceDateEx'],
    ['06-update-header', 'Erp.BO.APInvoiceSvc/Update'],
    ['07-getnew-line', 'Erp.BO.APInvoiceSvc/GetNewAPInvDtlMiscellaneous'],
    ['08-updatemaster-line', 'Erp.BO.APInvoiceSvc/UpdateMaster'],
    ['09-set-gl', 'Erp.BO.APInvoiceSvc/Update'],
    ['gl-line-update', 'Erp.BO.GLJournalEntrySvc/Update'],
    ['vendor-create', 'Erp.BO.VendorSvc/Update'],
  ])("lets the contract's sample %s pass as a call of %s", (name, path) => {
    const text = (kind: string): string | null => {
      const file = join(contractsDirectory, `epicor/samples/constructed-${name}.${kind}.json`);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    };
    expect(request(sample.methodCall(path, text('request')))).toEqual([]);
    const answer = text('response');
    if (answer !== null) expect(reply(sample.methodCall(path, {}, { answer }))).toEqual([]);
  });

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
