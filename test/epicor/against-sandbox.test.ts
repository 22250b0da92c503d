import type { DocumentLine, Epicor, NewInvoice, NewJournal } from '../../epicor';
import { basicLogin, createEpicor, createEpicorClient, type EpicorHttp } from '../../epicor';
import { createEpicorSandbox, type EpicorSandbox } from '../../sandbox/epicor/sandbox';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { createWorld, sandboxCredentials } from '../../sandbox/world/world';
import { contractFolder, offences } from './contract-names';
import { documentedCalls } from './documented-endpoints';

const today = '2026-10-20';
const world = createWorld({ today, vendorCount: 300 });
const [vendor] = world.epicor.vendors.filter((each) => !each.inactive && each.currency === 'USD');
const accounts = world.epicor.accounts.filter((each) => each.active !== false && !each.effectiveTo);
const [expense = '', other = ''] = accounts
  .map((each) => each.account)
  .filter((account) => account.startsWith('6'));
const liability = '2110|00|000|00';

let sandbox: EpicorSandbox;
let stop: () => Promise<void>;
let http: EpicorHttp;
let epicor: Epicor;
let exchanges: LoggedExchange[];

beforeEach(async () => {
  exchanges = [];
  sandbox = createEpicorSandbox({
    seed: world.epicor,
    today,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const server = await sandbox.listen();
  http = createEpicorClient({
    baseUrl: `${server.url}/Kinetic`,
    company: 'EPIC06',
    plant: 'MfgSys',
    apiKey: sandboxCredentials.epicorApiKey,
    login: basicLogin(sandboxCredentials.epicorUsername, sandboxCredentials.epicorPassword),
  });
  epicor = createEpicor(http, { coaCode: 'MAIN', bookId: 'MAIN' });
  stop = async () => {
    await http.close();
    await server.close();
    sandbox.close();
  };
});

afterEach(async () => {
  await stop();
  const known = documentedCalls();
  const called = exchanges.map(({ path }) => path.split('/').slice(-2).join('/'));
  expect(called.filter((call) => !known.has(call))).toEqual([]);
  if (!contractFolder) return;
  const wrong = exchanges.flatMap((exchange) =>
    offences({
      verb: exchange.method,
      path: exchange.path,
      query: Object.fromEntries(new URLSearchParams(exchange.query)),
      body: exchange.requestBody,
    }),
  );
  expect(wrong).toEqual([]);
});

const invoice = (changes: Partial<NewInvoice> = {}): NewInvoice => ({
  groupId: 'BRX2610',
  kind: 'ap-invoice',
  vendorId: vendor?.vendorId ?? '',
  vendorNum: vendor?.vendorNum ?? 0,
  invoiceNum: 'BREX-rec_1',
  invoiceDate: '2026-10-12',
  applyDate: '2026-10-15',
  dueDate: '2026-11-30',
  currency: 'USD',
  total: '0',
  description: 'Hardware: bolts',
  marker: 'acme/rec_1',
  recordUrl: 'https://dashboard.brex.com/rec_1',
  ...changes,
});

const lines: DocumentLine[] = [
  { lineId: 'arli_1', account: expense, amount: '120.10', description: 'Bolts' },
  { lineId: 'arli_2', account: other, amount: '0.20', description: 'Washers' },
  { lineId: 'supplied:cardLiability', account: liability, amount: '-120.30', description: 'Brex card' },
];

const coded = lines.map((line, index) => ({
  lineId: line.lineId,
  lineNumber: index + 1,
  amount: Number(line.amount).toFixed(2).replace(/0$/, ''),
  distributions: [
    { sequence: 1, account: line.account, amount: Number(line.amount).toFixed(2).replace(/0$/, '') },
  ],
}));

const key = { kind: 'ap', vendorNum: vendor?.vendorNum ?? 0, invoiceNum: 'BREX-rec_1' } as const;

describe('an AP invoice in the stand-in', () => {
  beforeEach(() => epicor.apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate: '2026-10-15' }));

  it('is entered whole in one write and read back as entered', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice());
    expect(await epicor.apInvoices.saveWhole(draft, lines, 'BRX2610')).toEqual(key);
    expect(await epicor.apInvoices.readBack(key)).toEqual({
      kind: 'ap-invoice',
      key,
      posted: false,
      vendorNum: key.vendorNum,
      documentNumber: 'BREX-rec_1',
      marker: 'acme/rec_1',
      currency: 'USD',
      invoiceDate: '2026-10-12',
      applyDate: '2026-10-15',
      dueDate: '2026-11-30',
      total: '0',
      variance: '0',
      taxRows: 0,
      lines: coded,
    });
  });

  it('is entered in stages: header, lines, accounts', async () => {
    sandbox.behave({ invoiceSave: 'header-only' });
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(invoice()), 'BRX2610');
    expect((await epicor.apInvoices.readBack(key))?.lines).toEqual([]);
    await epicor.apInvoices.addLines(key, lines.slice(0, 1), 'BRX2610');
    await epicor.apInvoices.addLines(key, lines.slice(1), 'BRX2610');
    const uncoded = await epicor.apInvoices.readBack(key);
    expect(uncoded?.lines.map((line) => line.distributions[0]?.account)).toEqual(['', '', '']);
    const codings = lines.map((line, index) => ({ lineNumber: index + 1, account: line.account }));
    await epicor.apInvoices.codeLines(key, codings);
    expect((await epicor.apInvoices.readBack(key))?.lines).toEqual(coded);
  });

  it('keeps in another currency than the vendor has', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice({ currency: 'CAD' }));
    await epicor.apInvoices.saveWhole(draft, lines.slice(0, 1), 'BRX2610');
    expect((await epicor.apInvoices.readBack(key))?.currency).toBe('CAD');
    // the document's amount stays; rate, rate group and base amount are Epicor's
    const rate = world.epicor.currencies.find(({ code }) => code === 'CAD')?.rate ?? '';
    const [stored] = sandbox.db.table('APInvHed').under(key.vendorNum, key.invoiceNum);
    expect(stored).toMatchObject({ CurrencyCode: 'CAD', ExchangeRate: rate, RateGrpCode: 'MAIN' });
    expect(Number(stored?.DocInvoiceAmt)).toBe(120.1);
    expect(Number(stored?.InvoiceAmt)).toBeCloseTo(120.1 * Number(rate), 2);
  });

  it('has its control total in every column that is one', async () => {
    const memo = invoice({ kind: 'ap-debit-memo', total: '120.30' });
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(memo), 'BRX2610');
    const [stored] = sandbox.db.table('APInvHed').under(key.vendorNum, key.invoiceNum);
    expect(Number(stored?.ScrDocInvoiceVendorAmt)).toBe(120.3);
    expect(Number(stored?.DocInvoiceVendorAmt)).toBe(-120.3);
    expect(Number(stored?.InvoiceVendorAmt)).toBe(-120.3);
  });

  it('takes terms and due date of the vendor, else the terms that are given', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice({ dueDate: null, termsCode: 'N00' }));
    await epicor.apInvoices.saveHeader(draft, 'BRX2610');
    const [own] = sandbox.db.table('APInvHed').under(key.vendorNum, key.invoiceNum);
    expect(own?.TermsCode).toBe(vendor?.terms);
    sandbox.changeVendor(key.vendorNum, { TermsCode: '' });
    await expect(epicor.apInvoices.newHeader(invoice({ invoiceNum: 'X2' }))).rejects.toMatchObject({
      during: 'terms',
    });
    const [terms] = world.epicor.terms;
    const given = invoice({ invoiceNum: 'X2', dueDate: null, termsCode: terms?.code });
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(given), 'BRX2610');
    const [second] = sandbox.db.table('APInvHed').under(key.vendorNum, 'X2');
    expect(second?.TermsCode).toBe(terms?.code);
    expect(second?.DueDate).not.toBeNull();
  });

  it('is too large for a gateway as a whole, and goes in shorter pieces', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice());
    sandbox.behave({ largestBodyBytes: 20_000 });
    const many = Array.from({ length: 300 }, (_, index) => ({ ...lines[0], lineId: `arli_${index}` }));
    await expect(epicor.apInvoices.saveWhole(draft, many as DocumentLine[], 'BRX2610')).rejects.toMatchObject(
      { kind: 'too-large', status: 413 },
    );
    expect(await epicor.apInvoices.readBack(key)).toBeNull();
  });

  it('loses the distributions that Epicor added beside ours', async () => {
    sandbox.behave({ invoiceSave: 'doubled' });
    await epicor.apInvoices.saveWhole(await epicor.apInvoices.newHeader(invoice()), lines, 'BRX2610');
    const doubled = await epicor.apInvoices.readBack(key);
    const surplus = (doubled?.lines ?? []).flatMap((line) =>
      line.distributions
        .filter((distribution) => distribution.account === '')
        .map(({ sequence }) => ({ lineNumber: line.lineNumber, sequence })),
    );
    expect(surplus).toHaveLength(3);
    await epicor.apInvoices.removeDistributions(key, surplus, 'BRX2610');
    const clean = await epicor.apInvoices.readBack(key);
    expect(clean?.lines.map((line) => line.distributions.map((each) => each.account))).toEqual(
      lines.map((line) => [line.account]),
    );
  });

  it('is a debit memo, stored negative and read back as entered', async () => {
    const memo = invoice({ kind: 'ap-debit-memo', total: '120.30' });
    const memoLines = lines.slice(0, 2);
    await epicor.apInvoices.saveWhole(await epicor.apInvoices.newHeader(memo), memoLines, 'BRX2610');
    const read = await epicor.apInvoices.readBack(key);
    expect(read).toMatchObject({ kind: 'ap-debit-memo', total: '120.3', variance: '0' });
    expect(read?.lines).toEqual(coded.slice(0, 2));
    const [stored] = sandbox.db.table('APInvHed').under(key.vendorNum, key.invoiceNum);
    expect(stored?.DocInvoiceVendorAmt).toBe('-120.3');
  });

  it('leaves the 1099 code blank where that is asked for', async () => {
    sandbox.changeVendor(key.vendorNum, { Print1099: true, Code1099ID: 'NEC' });
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(invoice()), 'BRX2610');
    await epicor.apInvoices.addLines(key, lines.slice(0, 1), 'BRX2610', { blank1099: true });
    await epicor.apInvoices.addLines(key, lines.slice(1, 2), 'BRX2610');
    const codes = sandbox.db.table('APInvDtl').under(key.vendorNum, key.invoiceNum);
    expect(codes.map((line) => line.Code1099ID)).toEqual(['', 'NEC']);
  });

  it('is found by marker and by number, and deleted', async () => {
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(invoice()), 'BRX2610');
    expect(await epicor.apInvoices.findByMarker('acme/rec_1')).toEqual([key]);
    expect(await epicor.apInvoices.lookUp({ ...key, marker: 'acme/rec_1' })).toEqual({
      ours: [key],
      twin: null,
    });
    expect(await epicor.apInvoices.lookUp({ ...key, marker: 'acme/rec_2' })).toMatchObject({
      ours: [],
      twin: { key, marker: 'acme/rec_1', posted: false },
    });
    await expect(epicor.apInvoices.remove(key, 'BRX2610', 'acme/rec_2')).rejects.toThrow('not a document');
    await epicor.apInvoices.remove(key, 'BRX2610', 'acme/rec_1');
    expect(await epicor.apInvoices.readBack(key)).toBeNull();
  });

  it('is not saved where Epicor wants to ask something, and the error says what', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice());
    sandbox.behave({ promptNextUpdates: 1 });
    await expect(epicor.apInvoices.saveHeader(draft, 'BRX2610')).rejects.toMatchObject({
      kind: 'not-saved',
      said: expect.stringContaining('Do you wish to continue?'),
    });
  });

  it('is refused as duplicate under a number that is taken', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice());
    await epicor.apInvoices.saveHeader(draft, 'BRX2610');
    await expect(epicor.apInvoices.saveHeader(draft, 'BRX2610')).rejects.toMatchObject({ kind: 'duplicate' });
    sandbox.behave({ duplicateStatus: 400 });
    await expect(epicor.apInvoices.saveHeader(draft, 'BRX2610')).rejects.toMatchObject({ kind: 'duplicate' });
  });

  it('takes the lines of one of two attempts that began together', async () => {
    await epicor.apInvoices.saveHeader(await epicor.apInvoices.newHeader(invoice()), 'BRX2610');
    const attempts = await Promise.allSettled([
      epicor.apInvoices.addLines(key, lines, 'BRX2610'),
      epicor.apInvoices.addLines(key, lines, 'BRX2610'),
    ]);
    expect(attempts.map((attempt) => attempt.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(attempts.find((attempt) => attempt.status === 'rejected')).toMatchObject({
      reason: { kind: 'concurrent' },
    });
    expect((await epicor.apInvoices.readBack(key))?.lines).toHaveLength(3);
  });

  it('says which entry was refused: vendor, currency, apply date', async () => {
    const refused = (changes: Partial<NewInvoice>) => epicor.apInvoices.newHeader(invoice(changes));
    await expect(refused({ vendorId: 'NOSUCH' })).rejects.toMatchObject({
      kind: 'business',
      during: 'vendor',
    });
    await expect(refused({ vendorNum: 999_999 })).rejects.toMatchObject({ during: 'vendor' });
    await expect(refused({ currency: 'XXX' })).rejects.toMatchObject({ during: 'currency' });
    await expect(refused({ applyDate: '2019-01-31' })).rejects.toMatchObject({
      kind: 'business',
      during: 'apply-date',
    });
  });

  it('tells of a write whose answer was lost that it may have been done', async () => {
    const draft = await epicor.apInvoices.newHeader(invoice());
    sandbox.faults.arm({ match: { path: 'UpdateMaster' }, fault: 'commit-then-drop' });
    await expect(epicor.apInvoices.saveHeader(draft, 'BRX2610')).rejects.toMatchObject({
      kind: 'lost-answer',
    });
    expect(await epicor.apInvoices.findByMarker('acme/rec_1')).toEqual([key]);
  });
});

describe('a journal in the stand-in', () => {
  const journal: NewJournal = {
    groupId: 'BRXJ2610',
    date: '2026-10-15',
    currency: 'USD',
    description: 'Card payment from operating cash, October',
    marker: 'acme/rec_9',
    recordUrl: 'https://dashboard.brex.com/rec_9',
  };
  const sides: DocumentLine[] = [
    { lineId: 'arli_7', account: liability, amount: '500.05', description: 'Card' },
    { lineId: 'arli_8', account: '1090|00|000|00', amount: '-500.05', description: 'Cash' },
  ];
  const group = {
    groupId: 'BRXJ2610',
    date: '2026-10-15',
    journalCode: 'GJ',
    bookId: 'MAIN',
    currency: 'USD',
  };
  const place = { bookId: 'MAIN', date: '2026-10-15' };

  it('is saved as a header, gets its lines, and is found again after posting', async () => {
    expect(await epicor.journalGroups.ensure(group)).toMatchObject({ created: true });
    expect(await epicor.journalGroups.ensure(group)).toMatchObject({ created: false });
    const journalKey = await epicor.journals.saveHeader(await epicor.journals.newHeader(journal));
    expect(await epicor.journals.findByMarker('acme/rec_9', place)).toEqual([
      { key: journalKey, posted: false, lineCount: null },
    ]);
    await epicor.journals.addLines(journalKey, sides, 'acme/rec_9');
    const expected = {
      kind: 'gl-journal',
      key: journalKey,
      vendorNum: null,
      documentNumber: null,
      marker: 'acme/rec_9',
      currency: 'USD',
      invoiceDate: '2026-10-15',
      applyDate: '2026-10-15',
      dueDate: null,
      total: '0',
      variance: '0',
      taxRows: 0,
      lines: [
        {
          lineId: 'arli_7',
          lineNumber: 1,
          amount: '500.05',
          distributions: [{ sequence: 1, account: liability, amount: '500.05' }],
        },
        {
          lineId: 'arli_8',
          lineNumber: 2,
          amount: '-500.05',
          distributions: [{ sequence: 1, account: '1090|00|000|00', amount: '-500.05' }],
        },
      ],
    };
    expect(await epicor.journals.readBack(journalKey)).toEqual({ ...expected, posted: false });
    expect(sandbox.postGroup('BRXJ2610').errors).toEqual([]);
    expect(await epicor.journals.readBack(journalKey)).toEqual({ ...expected, posted: true });
    expect(await epicor.journals.findByMarker('acme/rec_9', place)).toEqual([
      { key: journalKey, posted: true, lineCount: 2 },
    ]);
    await expect(epicor.journals.remove(journalKey, 'acme/rec_9')).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('is deleted where it is ours and unposted', async () => {
    await epicor.journalGroups.ensure(group);
    const journalKey = await epicor.journals.saveHeader(await epicor.journals.newHeader(journal));
    await expect(epicor.journals.remove(journalKey, 'acme/rec_8')).rejects.toThrow('not a document of ours');
    await epicor.journals.remove(journalKey, 'acme/rec_9');
    expect(await epicor.journals.readBack(journalKey)).toBeNull();
  });

  it.each(['error', 'message'] as const)(
    'has its date checked where Epicor answers by %s',
    async (answer) => {
      sandbox.behave({ closedPeriodAnswer: answer });
      await epicor.journalGroups.ensure(group);
      expect(await epicor.journalGroups.checkDate('BRXJ2610', '2026-10-16')).toEqual({ ok: true });
      expect(await epicor.journalGroups.checkDate('BRXJ2610', '2019-01-31')).toMatchObject({ ok: false });
      await expect(
        epicor.journalGroups.ensure({ ...group, groupId: 'BRXJ1901', date: '2019-01-31' }),
      ).rejects.toMatchObject({ kind: 'business', during: 'apply-date' });
    },
  );
});

describe('reference data in the stand-in', () => {
  it('gives the company, accounts, vendors, currencies and open orders', async () => {
    expect(await epicor.ping()).toEqual({ company: 'EPIC06', name: world.epicor.companyName });
    const found = await epicor.accounts.find('MAIN', [expense, liability, '9999|99|999|99']);
    expect([...found.keys()].sort()).toEqual([liability, expense].sort());
    expect(await epicor.vendors.get(key.vendorNum)).toMatchObject({ vendorId: vendor?.vendorId });
    expect(await epicor.vendors.byId(vendor?.vendorId ?? '')).toMatchObject({ vendorNum: key.vendorNum });
    expect(await epicor.currencies.exists('USD')).toBe(true);
    expect(await epicor.currencies.exists('XXX')).toBe(false);
    const [order] = world.epicor.purchaseOrders.filter((each) => each.open);
    expect(await epicor.purchaseOrders.open(order?.vendorNum ?? 0)).toContain(order?.poNum);
  });

  it.each([
    ['gives no more than seven rows a page', { largestPage: 7 }],
    ['links from page to page', { largestPage: 7, nextLinks: true }],
    ['cannot read the sets by OData', { failingSets: ['Vendors', 'GLAccounts', 'POes', 'Currencies'] }],
  ])('is read to its end where the tenant %s', async (_, behaviour) => {
    sandbox.behave(behaviour);
    const found = new Set<number>();
    for await (const { vendorNum } of epicor.vendors.changedSince(null)) found.add(vendorNum);
    expect(found.size).toBe(world.epicor.vendors.length);
    const wanted = world.epicor.accounts.slice(0, 60).map(({ account }) => account);
    expect((await epicor.accounts.find('MAIN', wanted)).size).toBe(60);
    const [order] = world.epicor.purchaseOrders.filter((each) => each.open);
    expect(await epicor.purchaseOrders.open(order?.vendorNum ?? 0)).toContain(order?.poNum);
    expect(await epicor.currencies.exists('CAD')).toBe(true);
  });

  it('gives every vendor, far past the silent cap, then only those that changed', async () => {
    const all = [];
    for await (const row of epicor.vendors.changedSince(null)) all.push(row);
    expect(new Set(all.map((row) => row.vendorNum)).size).toBe(world.epicor.vendors.length);
    sandbox.changeVendor(key.vendorNum, { PayHold: true });
    const changed = [];
    for await (const row of epicor.vendors.changedSince(all.at(-1)?.sysRevId ?? null)) changed.push(row);
    expect(changed).toMatchObject([{ vendorNum: key.vendorNum, payHold: true }]);
  });
});

describe('a vendor', () => {
  const wanted = {
    name: 'Alder Tooling Cooperative',
    marker: 'acme:vendor-1',
    template: { TermsCode: 'N30', Country: 'USA' },
  };

  it('is created once, however often it is asked for', async () => {
    const first = await epicor.vendors.create(wanted);
    expect(first).toMatchObject({
      created: true,
      vendor: { vendorId: 'ALDERTOO', name: wanted.name, country: 'USA', currency: 'USD', inactive: false },
    });
    expect(await epicor.vendors.create(wanted)).toEqual({ created: false, vendor: first.vendor });
    expect(await epicor.vendors.get(first.vendor.vendorNum)).toEqual(first.vendor);
  });

  it('is created once by two that ask at the same moment', async () => {
    const both = await Promise.all([epicor.vendors.create(wanted), epicor.vendors.create(wanted)]);
    expect(both.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(both.map(({ vendor: { vendorNum } }) => vendorNum)).size).toBe(1);
  });

  it('gets the next id where the first is taken, and is refused where Epicor does not know a code', async () => {
    await epicor.vendors.create(wanted);
    const other = await epicor.vendors.create({
      ...wanted,
      name: 'Alder Toolworks',
      marker: 'acme:vendor-2',
    });
    expect(other.vendor.vendorId).toBe('ALDERT02');
    const refused = epicor.vendors.create({
      ...wanted,
      name: 'Birch Mill',
      marker: 'acme:vendor-3',
      template: { TermsCode: 'N99' },
    });
    await expect(refused).rejects.toMatchObject({ kind: 'business', said: 'TermsCode is not valid.' });
  });
});
