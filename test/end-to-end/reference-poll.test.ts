import { mirrorKey } from '../../accounting/reference-data';
import { printStatus } from '../../cli/status';
import { enlarged } from '../../sandbox/world/enlarged';
import type { MirrorSummary } from '../../store';
import { exportRecord, runOf, story, until, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '48.00', account: '6520|60|100|00' } as const;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    epicorSeed: (seed) => enlarged(seed, { accounts: 1_500, vendors: 450 }),
    settings: {
      '  coaCode: MAIN': '  coaCode: MAIN\n  values: { gl_account: { efo_licences: "6930" } }',
    },
  });
  stack.epicor.behave({ largestPage: 100 });
});
afterAll(() => stack?.stop());

const summary = async (): Promise<Record<string, MirrorSummary>> =>
  Object.fromEntries(
    (await stack.store.mirrors.summary(stack.connectionId)).map((each) => [each.mirror, each]),
  );
const account = async (name: string) => {
  const key = mirrorKey('MAIN', name);
  return (await stack.store.mirrors.find(stack.connectionId, 'accounts', [key])).get(key)?.row;
};
const rowsOf = (table: string) => stack.epicor.db.table(table).size();
const notices = async () =>
  (await stack.store.notices.open(stack.connectionId)).map(({ message }) => message);

/** The next poll compares all keys, as it does once a day. */
const aDayLater = async () => {
  for (const { mirror } of Object.values(await summary()))
    await stack.store.mirrors.note(stack.connectionId, mirror, { comparedAt: new Date(0) });
};

describe('the poll of Epicor', () => {
  it('reads every table at first, within a cap of a hundred rows', async () => {
    const result = await stack.poll();
    expect(result).toMatchObject({ gone: 0, woken: 0, problems: [] });
    const mirrors = await summary();
    expect(mirrors.accounts?.rows).toBe(rowsOf('GLAccount'));
    expect(mirrors.vendors?.rows).toBe(rowsOf('Vendor'));
    expect(mirrors.segments?.rows).toBe(rowsOf('COASegment'));
    expect(mirrors.segmentValues?.rows).toBe(rowsOf('COASegValues'));
    expect(mirrors.terms?.rows).toBe(rowsOf('PurTerms'));
    expect(mirrors.currencies?.rows).toBe(rowsOf('Currency'));
    expect(mirrors.periods?.rows).toBe(rowsOf('FiscalPer'));
    expect(mirrors.orders?.rows).toBe(stack.epicor.seed.purchaseOrders.filter(({ open }) => open).length);
    for (const each of Object.values(mirrors)) expect(each.loadedAt).not.toBeNull();
  });

  it('shows its progress, table by table, in the details of the run', async () => {
    const run = stack.temporal.workflow.getHandle(`poll-${stack.connectionId}-1`);
    const shown = JSON.stringify(await run.query('__temporal_workflow_metadata'));
    expect(shown).toContain(`GL accounts | ${rowsOf('GLAccount')} | ${rowsOf('GLAccount')} | 0 | read`);
  });

  it('then reads changed rows only, by the date of change where the table has one', async () => {
    stack.epicor.setAccount({ account: '70000|00|000|00', description: 'Renamed project' });
    const vendorNum = stack.epicor.addVendor({ VendorID: 'NEWCO', Name: 'New Company' });
    stack.epicor.calls.reset();
    await expect(stack.poll()).resolves.toMatchObject({ changed: 2 });
    await expect(account('70000|00|000|00')).resolves.toMatchObject({ description: 'Renamed project' });
    const vendors = await stack.store.mirrors.all(stack.connectionId, 'vendors');
    expect(vendors.find((vendor) => vendor.vendorNum === vendorNum)?.name).toBe('New Company');
    const calls = Object.values(stack.epicor.calls.counts()).reduce((sum, count) => sum + count, 0);
    // nine tables, each a page and its empty successor
    expect(calls).toBeLessThanOrEqual(2 * 9);
  });

  it('finds deletions once a day, and rows that a poll missed', async () => {
    stack.epicor.removeRow('GLAccount', ['MAIN', '70001|00|000|00']);
    await stack.poll();
    await expect(account('70001|00|000|00')).resolves.toBeDefined();
    await stack.store.mirrors.drop(stack.connectionId, 'accounts', [mirrorKey('MAIN', '70002|00|000|00')]);
    await aDayLater();
    await expect(stack.poll()).resolves.toMatchObject({ gone: 1, changed: 1 });
    await expect(account('70001|00|000|00')).resolves.toBeUndefined();
    await expect(account('70002|00|000|00')).resolves.toBeDefined();
  });

  it('finds once a day what the date of change did not tell of', async () => {
    const key = { VendorNum: stack.epicor.seed.vendors[0]?.vendorNum ?? 0, InvoiceNum: 'OLD-DATE' };
    const invoiceDate = `${new Date().toISOString().slice(0, 10)}T00:00:00`;
    stack.epicor.setRow('APInvHed', { ...key, InvoiceDate: invoiceDate, ChangeDate: null });
    await stack.poll();
    const invoices = () => stack.store.mirrors.all(stack.connectionId, 'invoices');
    expect((await invoices()).map(({ invoiceNum }) => invoiceNum)).not.toContain('OLD-DATE');
    await aDayLater();
    await stack.poll();
    expect((await invoices()).map(({ invoiceNum }) => invoiceNum)).toContain('OLD-DATE');
    stack.epicor.removeRow('APInvHed', [key.VendorNum, key.InvoiceNum]);
    await aDayLater();
    await stack.poll();
  });

  it('takes nothing for deleted where most of a table is not shown any more', async () => {
    const vendors = [...stack.epicor.db.table('Vendor').all()];
    for (const vendor of vendors.slice(1)) stack.epicor.db.table('Vendor').remove({ ...vendor });
    await aDayLater();
    const { gone } = await stack.poll();
    expect(gone).toBe(0);
    expect(await notices()).toEqual([expect.stringContaining('Epicor shows only 1 vendors')]);
    for (const vendor of vendors.slice(1)) stack.epicor.db.table('Vendor').insert({ ...vendor });
    await aDayLater();
    await stack.poll();
    expect(await notices()).toEqual([]);
  });

  it('keeps no other table waiting where one cannot be read, and says so once', async () => {
    stack.epicor.behave({ denied: { 'Erp.BO.PO.GetRows': 401 } });
    const first = await stack.poll();
    expect(first.problems).toEqual([expect.stringContaining('purchase orders cannot be read')]);
    await stack.poll();
    expect(await notices()).toEqual([expect.stringContaining('purchase orders cannot be read')]);
    stack.epicor.behave({ denied: {} });
    await expect(stack.poll()).resolves.toMatchObject({ problems: [] });
    expect(await notices()).toEqual([]);
  });

  it('leaves no entry in the audit trail where nothing changed', async () => {
    const head = await stack.store.audit.head(stack.connectionId);
    await stack.poll();
    await expect(stack.store.audit.head(stack.connectionId)).resolves.toEqual(head);
  });
});

describe('changes in Epicor that hurt', () => {
  it('tell of a deactivated account once, with the Brex values that still point to it', async () => {
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'exported');
    await stack.poll();
    const seeded = stack.epicor.seed.accounts.find((each) => each.account === expense.account);
    stack.epicor.setAccount({ account: expense.account, description: 'Supplies', active: false });
    await stack.poll();
    const [told, ...more] = await notices();
    expect(more).toEqual([]);
    expect(told).toContain(`Account ${expense.account} (Supplies) was deactivated in Epicor`);
    expect(told).toContain('Office supplies');
    expect(told).toContain('booked to it lately: 1');
    stack.epicor.setAccount({ account: expense.account, description: 'Supplies again', active: false });
    await stack.poll();
    expect(await notices()).toHaveLength(1);
    stack.epicor.setAccount({ account: expense.account, description: seeded?.description ?? '' });
    await stack.poll();
    expect(await notices()).toEqual([]);
  });

  it('tell of a deactivated code that Brex values are mapped to, and of a vendor that merchants are', async () => {
    const code = { COACode: 'MAIN', SegmentNbr: 1, SegmentCode: '6930' };
    const { vendorNum = 0 } = stack.epicor.seed.vendors.find(({ vendorId }) => vendorId === 'GRAING') ?? {};
    await stack.store.vendorLinks.remember(stack.connectionId, 'grainger', vendorNum, 'Dana');
    stack.epicor.setRow('COASegValues', { ...code, ActiveFlag: false });
    stack.epicor.changeVendor(vendorNum, { Inactive: true });
    await stack.poll();
    expect(await notices()).toEqual([
      expect.stringMatching(
        /^Code 6930 .* is inactive in Epicor\. Still pointing to it: gl_account efo_licences; records not booked yet: 0, booked with it lately: 0\.$/,
      ),
      expect.stringMatching(
        /^Vendor \d+ W.W. GRAINGER, INC. was deactivated .* remembered as it: grainger\.$/,
      ),
    ]);
    stack.epicor.setRow('COASegValues', { ...code, ActiveFlag: true });
    stack.epicor.changeVendor(vendorNum, { Inactive: false });
    await stack.poll();
    expect(await notices()).toEqual([]);
  });

  it('tell of a code whose time is over, with the values of Brex and the rules that still give it', async () => {
    const rules = [
      { row: 2, conditions: { merchant: 'Uber' }, segment: 2, code: '60', priority: 0, note: '' },
    ];
    await stack.store.mappingRules.import(stack.connectionId, { rules, by: 'Dana', digest: 'x' });
    const code = { COACode: 'MAIN', SegmentNbr: 2, SegmentCode: '60' };
    stack.epicor.setRow('COASegValues', { ...code, EffectiveTo: '2026-01-31T00:00:00' });
    await stack.poll();
    expect(await notices()).toEqual([
      expect.stringMatching(
        /^Code 60 \(Finance\) of segment 2 was effective only until 2026-01-31 in Epicor\. Still pointing to it: mapping table row 2 \(merchant = Uber\), Department "Finance"; records not booked yet: 0, booked with it lately: 1\.$/,
      ),
    ]);
    stack.epicor.setRow('COASegValues', { ...code, EffectiveTo: null });
    await stack.poll();
    expect(await notices()).toEqual([]);
    await stack.store.mappingRules.import(stack.connectionId, { rules: [], by: 'Dana', digest: 'y' });
  });

  it('are followed into our own documents: posted, changed, deleted', async () => {
    const [posted, changed, deleted] = ['61.00', '62.00', '63.00'].map((amount) =>
      exportRecord(stack, { ...expense, amount }),
    ) as [string, string, string];
    for (const id of [posted, changed, deleted]) await untilState(stack, id, 'exported');
    await stack.poll();
    const head = (id: string) =>
      stack.epicor.db
        .table('APInvHed')
        .all()
        .find(({ ExternalID }) => String(ExternalID).includes(id));
    const [first, second, third] = [head(posted), head(changed), head(deleted)];
    if (!first || !second || !third) throw new Error('a document is missing');
    stack.epicor.setRow('APInvHed', { ...first, Posted: true });
    stack.epicor.setRow('APInvHed', { ...second, DocInvoiceAmt: '99.00' });
    stack.epicor.removeRow('APInvHed', [third.VendorNum ?? 0, third.InvoiceNum ?? '']);
    await stack.poll();
    await until('the posting is told', async () =>
      (await story(stack, posted)).join().includes('posted in Epicor'),
    );
    expect(await notices()).toEqual([
      expect.stringContaining(`${changed} was changed in Epicor: 99 USD instead of 0 USD`),
    ]);
    await aDayLater();
    await stack.poll();
    expect(await notices()).toEqual([
      expect.stringContaining(changed),
      expect.stringMatching(new RegExp(`${deleted} was deleted in Epicor`)),
    ]);
    await until('the deletion is told', async () =>
      (await story(stack, deleted)).join().includes('was deleted in Epicor'),
    );
  });
});

describe('a document that people entered by hand', () => {
  it('is warned of where vendor, amount and date are those of the record', async () => {
    const vendorNum = stack.epicor.seed.vendors.find(({ vendorId }) => vendorId === 'ULINE')?.vendorNum ?? 0;
    const today = new Date().toISOString().slice(0, 10);
    stack.epicor.enterInvoice({
      vendorNum,
      invoiceNum: 'TYPED-77',
      groupId: 'BYHAND',
      posted: false,
      invoiceDate: today,
      applyDate: today,
      currency: 'USD',
      entryPerson: 'maria',
      description: 'Typed from the receipt',
      lines: [{ description: 'Supplies', amount: '77.10', account: expense.account }],
    });
    await stack.poll();
    const [like, unlike] = [
      exportRecord(stack, { ...expense, amount: '77.10' }),
      exportRecord(stack, { ...expense, amount: '77.11' }),
    ];
    for (const id of [like, unlike]) await untilState(stack, id, 'exported');
    expect((await story(stack, like)).join()).toContain(
      `Warning: Epicor has TYPED-77 of ${today} of the same vendor over 77.10 USD, entered by maria`,
    );
    expect((await story(stack, unlike)).join()).not.toContain('Warning');
  });

  it('is warned of in preview', async () => {
    await stack.reconnect({ 'mode: live': 'mode: preview' });
    // the worker knows the former settings for some seconds
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const id = exportRecord(stack, { ...expense, amount: '77.10' });
    await until('the preview warns, in the details of the run', async () => {
      const shown = await runOf(stack, id)
        .query('__temporal_workflow_metadata')
        .catch(() => null);
      return JSON.stringify(shown).includes('Warning: Epicor has TYPED-77');
    });
    await stack.reconnect({});
    await new Promise((resolve) => setTimeout(resolve, 6_000));
  });
});

describe('brex-kinetic status', () => {
  it('says how the connection stands', async () => {
    await stack.backfill();
    const waiting = exportRecord(stack, { ...expense, account: '6310|60|100|00' });
    await untilWaiting(stack, waiting, 'account-missing');
    const said: string[] = [];
    await expect(printStatus(stack.store, stack.connectionId, (line) => said.push(line))).resolves.toBe(true);
    const text = said.join('\n');
    expect(text).toContain(`${stack.connectionId} (live), Epicor company EPIC06`);
    expect(text).toMatch(/^records .* \d+ exported/m);
    expect(text).toMatch(new RegExp(`^  oldest       ${waiting} since .* UTC: account-missing`, 'm'));
    expect(text).toMatch(/^backfill {7}20\d\d-\d\d-\d\d \d\d:\d\d UTC$/m);
    expect(text).toMatch(/^ {2}GL accounts +1,\d{3} {2}polled 20.* UTC, keys compared 20.* UTC$/m);
    expect(text).toMatch(/^mapping table {2}version 2, 0 rules, imported 20.* UTC by Dana$/m);
    expect(text).toMatch(/^on hold {8}nothing$/m);
    expect(text).toMatch(/^notices {8}2$/m);
    expect(text).toContain('was deleted in Epicor');
  });

  it('shows a first load as it goes on', async () => {
    await stack.store.mirrors.note(stack.connectionId, 'accounts', { loadedAt: null });
    const said: string[] = [];
    await printStatus(stack.store, stack.connectionId, (line) => said.push(line));
    expect(said.join('\n')).toMatch(/^ {2}GL accounts +1,\d{3} {2}first load under way$/m);
  });

  it('says that there is no such connection', async () => {
    const said: string[] = [];
    await expect(printStatus(stack.store, 'nobody', (line) => said.push(line))).resolves.toBe(false);
    expect(said).toEqual([expect.stringContaining('There is no connection "nobody"')]);
  });
});
