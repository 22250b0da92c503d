import { type EpicorCaller, filter, goodHeaders, startEpicor } from './client';
import { smallSeed } from './seed';

let epicor: EpicorCaller;
const errorType = 'System.UnauthorizedAccessException';

beforeAll(async () => {
  const many = Array.from({ length: 150 }, (_, index) => ({
    vendorNum: 1000 + index,
    vendorId: `V${1000 + index}`,
    name: `Vendor ${index}`,
    currency: 'USD',
    terms: 'N30',
  }));
  epicor = await startEpicor({ seed: { ...smallSeed, vendors: [...smallSeed.vendors, ...many] } });
});
afterAll(() => epicor.close());

const names = (answer: { body: Record<string, unknown> }): unknown[] =>
  (answer.body.value as { Name: string }[]).map((row) => row.Name);
const vendors = (query: string) => epicor.get(`Erp.BO.VendorSvc/Vendors?${query}`);

describe('who may call', () => {
  it('answers the recorded text where the password is wrong', async () => {
    const authorization = `Basic ${Buffer.from('svc-brex:wrong').toString('base64')}`;
    const { status, body } = await epicor.get('Erp.BO.CompanySvc/Companies', {
      ...goodHeaders,
      authorization,
    });
    expect(status).toBe(401);
    expect(body).toEqual({
      HttpStatus: 401,
      ReasonPhrase: 'REST API Exception',
      ErrorMessage: 'Invalid username or password.',
      ErrorType: errorType,
      CorrelationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('echoes a wrong API key, as Epicor does', async () => {
    const answer = await epicor.get('Erp.BO.CompanySvc/Companies', {
      ...goodHeaders,
      'x-api-key': 'KEY-SENT',
    });
    expect(answer).toMatchObject({
      status: 401,
      body: { ErrorMessage: 'Invalid API Key KEY-SENT.\r\nCompany EPIC06.', ErrorType: errorType },
    });
  });

  it('needs a key besides the login, in the header or in the query', async () => {
    const { 'x-api-key': _key, ...withoutKey } = goodHeaders;
    expect((await epicor.get('Erp.BO.CompanySvc/Companies', withoutKey)).status).toBe(401);
    expect((await epicor.get('Erp.BO.CompanySvc/Companies?api-key=the-key', withoutKey)).status).toBe(200);
  });

  it('takes a bearer token in place of the login', async () => {
    const headers = { ...goodHeaders, authorization: 'Bearer the-token' };
    expect((await epicor.get('Erp.BO.CompanySvc/Companies', headers)).status).toBe(200);
  });

  it.each([401, 403] as const)('denies a method with %i where the switch says so', async (status) => {
    epicor.sandbox.behave({ denied: { 'Erp.BO.Company.GetRows': status } });
    const answer = await epicor.get('Erp.BO.CompanySvc/Companies');
    epicor.sandbox.behave({ denied: {} });
    expect(answer).toMatchObject({
      status,
      body: { HttpStatus: status, ErrorMessage: 'Access denied (Erp.BO.Company.GetRows).' },
    });
  });

  it('answers XML where JSON is not asked for', async () => {
    const answer = await epicor.get('Erp.BO.CompanySvc/Companies', { ...goodHeaders, accept: '*/*' });
    expect(answer.text).toMatch(/^<\?xml/);
  });
});

describe('collections', () => {
  it('gives 100 rows without $top and does not say that there are more', async () => {
    const { body } = await vendors('$select=VendorNum');
    expect(body.value).toHaveLength(100);
    expect(Object.keys(body)).toEqual(['@odata.context', 'value']);
  });

  it('honours a larger $top, counts all rows on request and skips', async () => {
    const { body } = await vendors(
      '$select=VendorNum&$top=10000&$count=true&$orderby=VendorNum desc&$skip=150',
    );
    expect(body['@odata.count']).toBe(155);
    expect(body.value).toEqual([16, 15, 14, 13, 12].map((VendorNum) => ({ VendorNum })));
  });

  it.each([
    ["VendorID eq 'ACME'", ['Acme Tools']],
    ["Name eq 'Maple O''Brien'", ["Maple O'Brien"]],
    ["(VendorNum eq 12 or VendorNum eq 13) and not (CurrencyCode eq 'CAD')", ['Acme Tools']],
    ["startswith(Name,'Acme') or endswith(Name,'Ltd')", ['Acme Tools', 'Gone Ltd']],
    ["contains(tolower(Name),'o''brien')", ["Maple O'Brien"]],
    ['Inactive eq true', ['Gone Ltd']],
    ["VendorNum ge 15 and VendorNum lt 17 and CurrencyCode ne 'CAD'", ['Taxed Co', 'Freelancer']],
  ])('filters by %s', async (condition, expected) => {
    expect(names(await vendors(filter(condition)))).toEqual(expected);
  });

  it('filters by a long chain of accounts with their separators', async () => {
    const chain = Array.from({ length: 120 }, (_, index) => `GLAccount1 eq '9${index}|10|200'`);
    const condition = `COACode eq 'MAIN' and (${chain.join(' or ')} or GLAccount1 eq '6100|10|200')`;
    const { body } = await epicor.get(
      `Erp.BO.GLAccountSvc/GLAccounts?$select=GLAccount1&${filter(condition)}`,
    );
    expect(body.value).toEqual([{ GLAccount1: '6100|10|200' }]);
  });

  it('pages by SysRevID, which is one counter over all tables and begins high', async () => {
    const { body } = await vendors('$select=SysRevID&$orderby=SysRevID desc&$top=1');
    const [newest] = body.value as { SysRevID: number }[];
    expect(newest?.SysRevID).toBeGreaterThan(900_000_000);
    expect((await vendors(`$select=Name&${filter(`SysRevID gt ${newest?.SysRevID}`)}`)).body.value).toEqual(
      [],
    );
    epicor.sandbox.changeVendor(12, { City: 'Austin' });
    expect(names(await vendors(`$select=Name&${filter(`SysRevID gt ${newest?.SysRevID}`)}`))).toEqual([
      'Acme Tools',
    ]);
  });

  it('refuses "+" for a space', async () => {
    expect((await vendors('$filter=VendorNum+eq+12')).status).toBe(400);
  });

  it('refuses a quoted date with the recorded text', async () => {
    const { status, body } = await epicor.get(
      `Erp.BO.APInvoiceSvc/APInvoices?${filter("InvoiceDate ge '2026-01-01'")}`,
    );
    expect(status).toBe(400);
    expect(body.ErrorMessage).toBe(
      'A binary operator with incompatible types was detected. Found operand types ' +
        "'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThanOrEqual'.",
    );
  });

  it('takes an unquoted DateTimeOffset and refuses a bare date', async () => {
    const invoices = (condition: string) =>
      epicor.get(`Erp.BO.APInvoiceSvc/APInvoices?$select=InvoiceNum&${filter(condition)}`);
    expect((await invoices('InvoiceDate ge 2026-07-10T00:00:00Z')).body.value).toEqual([
      { InvoiceNum: 'HAND-1' },
    ]);
    expect((await invoices('InvoiceDate gt 2026-07-10T00:00:00Z')).body.value).toEqual([]);
    expect((await invoices('InvoiceDate ge 2026-07-10')).status).toBe(400);
    expect((await invoices("InvoiceDate ge datetime'2026-07-10'")).status).toBe(400);
  });

  it('names an unknown column in $filter, $select and $orderby', async () => {
    for (const query of [filter("Nme eq 'x'"), '$select=Nme', '$orderby=Nme']) {
      const { status, body } = await vendors(query);
      expect(status).toBe(400);
      expect(body.ErrorMessage).toContain("Could not find a property named 'Nme' on type 'Erp.");
    }
  });

  it('says where a filter is wrong', async () => {
    const { status, body } = await vendors(filter('VendorNum eq'));
    expect(status).toBe(400);
    expect(body.ErrorMessage).toMatch(/^Syntax error at position \d+ in 'VendorNum eq'\.$/);
  });

  it('renames the column that is called like its table', async () => {
    const companies = await epicor.get('Erp.BO.CompanySvc/Companies');
    expect((companies.body.value as object[])[0]).toMatchObject({
      Company1: 'EPIC06',
      Name: 'Small Supply, Inc.',
    });
    const answer = await epicor.get(`Erp.BO.GLAccountSvc/GLAccounts?${filter("GLAccount eq 'x'")}`);
    expect(answer.status).toBe(400);
  });

  it.each([
    'Erp.BO.COASvc/COAs',
    'Erp.BO.COASvc/COASegments',
    'Erp.BO.COASegValuesSvc/COASegValues',
    'Erp.BO.CurrencySvc/Currencies',
    'Erp.BO.PurTermsSvc/PurTerms',
    'Erp.BO.FiscalCalSvc/FiscalPers',
    'Erp.BO.POSvc/POes',
    'Erp.BO.POSvc/PODetails',
    'Erp.BO.APInvoiceSvc/APInvDtls',
    'Erp.BO.APInvoiceSvc/APInvExps',
    'Erp.BO.APInvoiceSvc/APInvExpTGLCs',
    'Erp.BO.GLBookSvc/GLBooks',
  ])('offers %s', async (set) => {
    const { status, body } = await epicor.get(set);
    expect(status).toBe(200);
    expect((body.value as object[]).length).toBeGreaterThan(0);
  });
});

describe('one entity by its key', () => {
  it('reads it, with names or without', async () => {
    for (const key of ["'EPIC06',12", "Company='EPIC06',VendorNum=12"]) {
      expect((await epicor.get(`Erp.BO.VendorSvc/Vendors(${key})?$select=VendorID`)).body).toMatchObject({
        VendorID: 'ACME',
      });
    }
    const account = `'EPIC06','MAIN','${encodeURIComponent('6100|10|200')}'`;
    expect((await epicor.get(`Erp.BO.GLAccountSvc/GLAccounts(${account})`)).body).toMatchObject({
      AccountDesc: 'Travel',
    });
  });

  it('answers 404 for a row that is not there, and for a service that is not there', async () => {
    expect(await epicor.get("Erp.BO.VendorSvc/Vendors('EPIC06',999)")).toMatchObject({
      status: 404,
      body: { ErrorType: 'Ice.Common.RecordNotFoundException' },
    });
    expect((await epicor.get('Erp.BO.NoSuchSvc/Things')).status).toBe(404);
  });
});

describe('methods that read', () => {
  it('takes GetByID by GET with a query string and by POST', async () => {
    const byGet = await epicor.get('Erp.BO.VendorSvc/GetByID?vendorNum=12');
    const byPost = await epicor.post('Erp.BO.VendorSvc/GetByID', { vendorNum: 12 });
    expect(byGet.ds.Vendor?.[0]).toMatchObject({ VendorID: 'ACME' });
    expect(byPost.ds).toEqual(byGet.ds);
  });

  it('needs every where clause of GetRows, and trusts morePages', async () => {
    expect((await epicor.post('Erp.BO.VendorSvc/GetRows', { whereClauseVendor: '' })).status).toBe(400);
    const where = encodeURIComponent("ApplyDate >= '2026-01-01' BY GroupID");
    const path = `Erp.BO.APInvGrpSvc/GetRows?whereClauseAPInvGrp=${where}&pageSize=1&absolutePage=0`;
    expect(await epicor.get(path)).toMatchObject({ status: 200, body: { parameters: { morePages: false } } });
  });

  it('lists light rows page by page', async () => {
    const list = (absolutePage: number) =>
      epicor.get(
        `Erp.BO.VendorSvc/GetList?whereClause=${encodeURIComponent("Country = '' BY VendorNum")}&pageSize=100&absolutePage=${absolutePage}`,
      );
    const [one, two] = [await list(1), await list(2)];
    expect([one.ds.VendorList?.length, two.ds.VendorList?.length]).toEqual([100, 55]);
    expect(one.body).toMatchObject({ parameters: { morePages: true } });
    expect(two.body).toMatchObject({ parameters: { morePages: false } });
    expect(one.ds.VendorList?.[0]).toMatchObject({ VendorID: 'ACME' });
    expect(one.ds.VendorList?.[0]).not.toHaveProperty('SysRevID');
  });

  it('names a missing or misnamed parameter', async () => {
    const answer = await epicor.post('Erp.BO.VendorSvc/GetByVendID', { VendorID: 'ACME' });
    expect(answer.status).toBe(400);
    expect(answer.body.ErrorMessage).toBe('Parameter vendorID is not found in the input object');
  });

  it('refuses GET for a method that writes', async () => {
    expect((await epicor.get('Erp.BO.VendorSvc/Update?ds=')).status).toBe(405);
  });
});
