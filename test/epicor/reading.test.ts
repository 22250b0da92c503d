import { called, errorOf, pageOf, refusal, type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

const vendorRow = (number: number) => ({
  VendorNum: number,
  VendorID: `V${number}`,
  Name: `Vendor ${number}`,
  City: '',
  State: null,
  Country: 'USA',
  CurrencyCode: 'USD',
  Inactive: false,
  PayHold: false,
  SysRevID: number,
});

/** A table of `count` vendors behind OData with a cap of its own, as `cap` says. */
async function startVendors(count: number, cap = Number.POSITIVE_INFINITY) {
  const rows = Array.from({ length: count }, (_, index) => vendorRow(index + 1));
  server = await startEpicor((request) => {
    const after = Number(/SysRevID gt (\d+)/.exec(request.query.$filter ?? '')?.[1] ?? 0);
    const size = Math.min(Number(request.query.$top ?? 100), cap);
    return { body: { value: rows.filter((row) => row.SysRevID > after).slice(0, size) } };
  });
}

async function readVendors(after: string | null = null): Promise<number[]> {
  const numbers: number[] = [];
  for await (const vendor of server.epicor.vendors.changedSince(after)) numbers.push(vendor.vendorNum);
  return numbers;
}

describe('paging through vendors', () => {
  it('reads 20,000 rows, each once', async () => {
    await startVendors(20_000);
    const numbers = await readVendors();
    expect(numbers).toHaveLength(20_000);
    expect(new Set(numbers).size).toBe(20_000);
    expect(server.received[1]?.query).toMatchObject({
      $filter: 'SysRevID gt 1000',
      $orderby: 'SysRevID',
      $top: '1000',
    });
  });

  it.each([100, 37, 5, 1])(
    'goes on until a page is empty where no page has more than %i rows',
    async (cap) => {
      await startVendors(250, cap);
      expect(await readVendors()).toHaveLength(250);
      expect(server.received).toHaveLength(Math.ceil(250 / cap) + 1);
    },
  );

  it('follows a next link, also behind an empty page', async () => {
    server = await startEpicor((request) => {
      const at = Number(request.query.$skip ?? 0);
      if (request.query.$filter) return { body: { value: [] } };
      const next = `${request.path}?${request.rawQuery.split('&$skip')[0]}&$skip=${at + 1}`;
      const value = at === 1 ? [] : [vendorRow(at + 1)];
      return { body: { value, ...(at < 2 ? { '@odata.nextLink': next } : {}) } };
    });
    expect(await readVendors()).toEqual([1, 3]);
    expect(server.received.map((request) => request.query.$skip)).toEqual([undefined, '1', '2', undefined]);
  });

  it.each([
    'http://elsewhere.test/Kinetic/api/v2/odata/EPIC06/Erp.BO.VendorSvc/Vendors?$skip=1',
    '/Kinetic/api/v2/odata/EPIC06/Erp.BO.POSvc/POes?$skip=1',
    'http://[',
  ])('goes on by its own filter where a next link leads elsewhere: %s', async (link) => {
    server = await startEpicor((request) => {
      const after = request.query.$filter;
      if (!after) return { body: { value: [vendorRow(1)], '@odata.nextLink': link } };
      return { body: { value: after === 'SysRevID gt 1' ? [vendorRow(2)] : [] } };
    });
    expect(await readVendors()).toEqual([1, 2]);
    expect(server.received.map(called)).toEqual(['Vendors', 'Vendors', 'Vendors']);
  });

  it('ends with an error where a next link leads to itself', async () => {
    server = await startEpicor((request) => ({
      body: { value: [], '@odata.nextLink': `${request.path}?$select=Name` },
    }));
    expect((await errorOf(readVendors())).said).toContain('leads to itself');
  });

  it('begins after the row version that was given', async () => {
    await startVendors(30);
    expect(await readVendors('28')).toEqual([29, 30]);
  });

  it('compares row versions that a binary float cannot hold', async () => {
    const pages = [
      '{"value":[{"VendorNum":1,"SysRevID":9007199254740992}]}',
      '{"value":[{"VendorNum":2,"SysRevID":9007199254740993}]}',
    ];
    server = await startEpicor(() => ({ body: pages.shift() ?? '{"value":[]}' }));
    expect(await readVendors()).toEqual([1, 2]);
    expect(server.received[1]?.query.$filter).toBe('SysRevID gt 9007199254740992');
  });

  it('ends with an error, not in a loop, where the server does not heed the filter', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => vendorRow(index + 1));
    server = await startEpicor(() => ({ body: { value: rows } }));
    const error = await errorOf(readVendors());
    expect(error).toMatchObject({ kind: 'bad-reply', said: expect.stringContaining('does not advance') });
    expect(server.received).toHaveLength(2);
  });

  it('names the column that is missing or unreadable', async () => {
    server = await startEpicor(() => ({ body: { value: [{ ...vendorRow(1), VendorNum: 'twelve' }] } }));
    expect((await errorOf(readVendors())).said).toContain('VendorNum');
  });

  it('refuses a reply without a list', async () => {
    server = await startEpicor(() => ({ body: { values: [] } }));
    expect((await errorOf(readVendors())).kind).toBe('bad-reply');
  });
});

describe('one vendor', () => {
  it('is asked for by number or id, quotes doubled', async () => {
    server = await startEpicor(() => ({ body: { value: [vendorRow(7)] } }));
    expect(await server.epicor.vendors.get(7)).toMatchObject({ vendorNum: 7, state: '', country: 'USA' });
    await server.epicor.vendors.byId("O'BRIEN");
    expect(server.received.map((request) => request.query.$filter)).toEqual([
      'VendorNum eq 7',
      "VendorID eq 'O''BRIEN'",
    ]);
  });

  it('is null where there is none', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    expect(await server.epicor.vendors.get(7)).toBeNull();
  });

  it('reads numbers that come as text, as v1 sends them', async () => {
    server = await startEpicor(() => ({ body: { value: [{ ...vendorRow(7), VendorNum: '7' }] } }));
    expect(await server.epicor.vendors.get(7)).toMatchObject({ vendorNum: 7 });
  });
});

describe('accounts', () => {
  const row = (account: string) => ({
    SysRevID: Number(account.replaceAll('|', '')),
    GLAccount1: account,
    AccountDesc: 'Supplies',
    Active: true,
    EffFrom: '2020-01-01T00:00:00',
    EffTo: null,
  });

  it('are found with their dates; those that do not exist are absent', async () => {
    server = await startEpicor((request) => pageOf(request, [row('6200|10')]));
    const found = await server.epicor.accounts.find('MAIN', ['6200|10', '6200|99', '6200|10']);
    expect([...found]).toEqual([
      [
        '6200|10',
        {
          account: '6200|10',
          description: 'Supplies',
          active: true,
          effectiveFrom: '2020-01-01',
          effectiveTo: null,
        },
      ],
    ]);
    expect(server.received[0]?.query.$filter).toBe(
      "COACode eq 'MAIN' and (GLAccount1 eq '6200|10' or GLAccount1 eq '6200|99')",
    );
  });

  it('are found as Epicor spells them: without blank segments at the end', async () => {
    server = await startEpicor((request) => pageOf(request, [row('6200|10')]));
    const found = await server.epicor.accounts.find('MAIN', ['6200|10|', '6200|10||']);
    expect([...found].map(([asked, { account }]) => [asked, account])).toEqual([
      ['6200|10|', '6200|10'],
      ['6200|10||', '6200|10'],
    ]);
    expect(server.received[0]?.query.$filter).toContain(
      "GLAccount1 eq '6200|10|' or GLAccount1 eq '6200|10'",
    );
  });

  it('are found as Epicor spells them in capitals and small letters', async () => {
    const inCapitals: ReturnType<typeof row> = { ...row('6200|10'), GLAccount1: '62AB|10' };
    server = await startEpicor((request) => pageOf(request, [inCapitals]));
    expect((await server.epicor.accounts.find('MAIN', ['62ab|10'])).get('62ab|10')?.account).toBe('62AB|10');
  });

  it('are asked for in as many calls as URLs of 2,048 bytes need', async () => {
    server = await startEpicor((request) => ({
      body: {
        value: [...(request.query.$filter ?? '').matchAll(/'(\d[^']*)'/g)].map((m) => row(m[1] ?? '')),
      },
    }));
    const accounts = Array.from({ length: 120 }, (_, index) => `6200|10|${1000 + index}|00`);
    expect([...(await server.epicor.accounts.find('MAIN', accounts)).keys()]).toEqual(accounts);
    for (const request of server.received) expect(request.rawQuery.length).toBeLessThan(2048);
    expect(server.received.length).toBeLessThan(6);
  });

  it('are not asked for where none is named', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    expect((await server.epicor.accounts.find('MAIN', [])).size).toBe(0);
    expect(server.received).toEqual([]);
  });
});

describe('other reference data', () => {
  it('takes an inactive currency for one that does not exist', async () => {
    server = await startEpicor(() => ({ body: { value: [{ CurrencyCode: 'DEM', Inactive: true }] } }));
    expect(await server.epicor.currencies.exists('DEM')).toBe(false);
  });

  it('leaves voided purchase orders out', async () => {
    const order = (PONum: number, VoidOrder: boolean) => ({ PONum, VoidOrder, SysRevID: PONum });
    const orders = [order(4001, false), order(4002, true)];
    server = await startEpicor((request) => pageOf(request, orders));
    expect(await server.epicor.purchaseOrders.open(12)).toEqual([4001]);
  });

  it('says that the user sees no such company', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    expect((await errorOf(server.epicor.ping())).said).toContain('no company EPIC06');
  });
});

describe('looking an invoice up', () => {
  const row = (InvoiceNum: string, ExternalID: string | null, VendorNum = 12) => ({
    VendorNum,
    InvoiceNum,
    ExternalID,
    EntryPerson: 'jdoe',
    ChangeDate: '2026-10-03T00:00:00',
    GroupID: 'AP1003',
    Posted: false,
  });
  const wanted = { marker: 'acme/rec_1', vendorNum: 12, invoiceNum: "INV'1" };

  it('asks for marker and number in one call', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    expect(await server.epicor.apInvoices.lookUp(wanted)).toEqual({ ours: [], twin: null });
    expect(server.received.map((request) => [called(request), request.query.$filter])).toEqual([
      ['APInvoices', "ExternalID eq 'acme/rec_1' or (VendorNum eq 12 and InvoiceNum eq 'INV''1')"],
    ]);
  });

  it('parts ours from a twin that someone entered by hand', async () => {
    server = await startEpicor(() => ({
      body: { value: [row('BREX-1', 'acme/rec_1', 40), row("inv'1 ", null)] },
    }));
    expect(await server.epicor.apInvoices.lookUp(wanted)).toEqual({
      ours: [{ kind: 'ap', vendorNum: 40, invoiceNum: 'BREX-1' }],
      twin: {
        key: { kind: 'ap', vendorNum: 12, invoiceNum: "inv'1 " },
        entryPerson: 'jdoe',
        changedOn: '2026-10-03',
        marker: '',
        groupId: 'AP1003',
        posted: false,
      },
    });
  });

  it('does not take a marker that differs in case only for ours', async () => {
    server = await startEpicor(() => ({ body: { value: [row('X', 'ACME/REC_1')] } }));
    expect(await server.epicor.apInvoices.findByMarker('acme/rec_1')).toEqual([]);
  });

  it('does not take an answer without markers for the absence of our document', async () => {
    const { ExternalID: _, ...unmarked } = row('X', null);
    server = await startEpicor(() => ({ body: { value: [unmarked] } }));
    expect(await errorOf(server.epicor.apInvoices.findByMarker('acme/rec_1'))).toMatchObject({
      kind: 'bad-reply',
      said: expect.stringContaining('ExternalID'),
    });
  });

  it('does not take a refusal for the absence of our document', async () => {
    server = await startEpicor(() => ({ status: 404, body: refusal('Not found.', 'ApiException') }));
    expect((await errorOf(server.epicor.apInvoices.findByMarker('acme/rec_1'))).kind).toBe('not-found');
  });
});

describe('looking a journal up', () => {
  const key = {
    BookID: 'MAIN',
    FiscalYear: 2026,
    FiscalYearSuffix: '',
    JournalCode: 'GJ',
    JournalNum: 1502,
    FiscalCalendarID: 'MAIN',
  };
  const header = (CommentText: string, JournalNum = 1502) => ({
    ...key,
    JournalNum,
    Description: '',
    CommentText,
    JEDate: '2026-10-15T00:00:00',
    CurrencyCode: 'USD',
    Posted: false,
    SysRevID: JournalNum,
  });
  const line = (JournalLine: number, CommentText: string) => ({
    ...header(CommentText),
    JournalLine,
    GLAccount: '6200|10',
    DebitAmount: 1,
    CreditAmount: 0,
    SysRevID: JournalLine,
  });
  const place = { bookId: 'MAIN', date: '2026-10-15' };
  const found = {
    kind: 'journal',
    bookId: 'MAIN',
    fiscalYear: 2026,
    fiscalYearSuffix: '',
    journalCode: 'GJ',
    journalNum: 1502,
    fiscalCalendarId: 'MAIN',
  };

  it('asks unposted headers, then posted lines of about three months, by the beginning of texts', async () => {
    server = await startEpicor(() => ({ body: { value: [] } }));
    expect(await server.epicor.journals.findByMarker('acme/rec_1', place)).toEqual([]);
    const window = "BookID eq 'MAIN' and JEDate ge 2026-07-15T00:00:00Z and JEDate le 2027-01-15T00:00:00Z";
    expect(server.received.map((request) => [called(request), request.query.$filter])).toEqual([
      ['GLJournalEntries', "startswith(CommentText,'acme/rec_1') or startswith(Description,'acme/rec_1')"],
      ['GLJrnDtls', `(${window}) and startswith(CommentText,'acme/rec_1')`],
    ]);
  });

  it('takes only rows whose first token is the marker', async () => {
    server = await startEpicor((request) => {
      if (called(request) === 'GLJournalEntries') {
        return pageOf(request, [header('acme/rec_1 Card'), header('acme/rec_10 Card', 1503)]);
      }
      return pageOf(request, [line(1, 'acme/rec_10 arli_1'), line(2, 'acme/rec_1 arli_1 Bolts')]);
    });
    expect(await server.epicor.journals.findByMarker('acme/rec_1', place)).toEqual([
      { key: found, posted: false, lineCount: null },
      { key: found, posted: true, lineCount: 1 },
    ]);
  });

  it.each([400, 500, 501])(
    'reads the rows of those months where functions are refused with %i',
    async (status) => {
      server = await startEpicor((request) => {
        if (request.query.$filter?.includes('startswith'))
          return { status, body: refusal('No such function.') };
        const isHeader = called(request) === 'GLJournalEntries';
        return pageOf(request, isHeader ? [] : [line(1, 'acme/rec_1 arli_1'), line(2, 'by hand')]);
      });
      expect(await server.epicor.journals.findByMarker('acme/rec_1', place)).toEqual([
        { key: found, posted: true, lineCount: 1 },
      ]);
    },
  );
});
