import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createControl } from '../../../sandbox/epicor/control';
import type { LoggedExchange } from '../../../sandbox/support/exchange-log';
import type { FaultRule } from '../../../sandbox/support/faults';
import { listen } from '../../../sandbox/support/listen';
import { type EpicorCaller, first, goodHeaders, startEpicor } from './client';
import { smallSeed } from './seed';

let epicor: EpicorCaller;
beforeEach(async () => {
  epicor = await startEpicor();
});
afterEach(() => epicor.close());

const groupSvc = 'Erp.BO.APInvGrpSvc';
const addGroup = (GroupID: string) =>
  epicor.post(`${groupSvc}/Update`, {
    ds: { APInvGrp: [{ GroupID, ApplyDate: '2026-11-20', RowMod: 'A' }] },
  });
const groupExists = async (GroupID: string): Promise<boolean> =>
  (await epicor.get(`${groupSvc}/GetByID?groupID=${GroupID}`)).status === 200;
const arm = (rule: FaultRule) =>
  epicor.sandbox.faults.arm({ match: { path: 'APInvGrpSvc/Update' }, ...rule });

describe('faults', () => {
  it('answers a status with its headers instead of the operation, once', async () => {
    arm({ fault: 'status', status: 429, headers: { 'retry-after': '7' } });
    const response = await fetch(`${epicor.url}/api/v2/odata/EPIC06/${groupSvc}/Update`, { method: 'POST' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await addGroup('A')).status).toBe(200);
  });

  it('does the work before the status where it says commit', async () => {
    arm({ fault: 'status', status: 500, commit: true });
    expect((await addGroup('A')).status).toBe(500);
    expect(await groupExists('A')).toBe(true);
  });

  it('resets the connection before anything is done', async () => {
    arm({ fault: 'reset' });
    await expect(addGroup('A')).rejects.toThrow();
    expect(await groupExists('A')).toBe(false);
  });

  it('commits, then drops the connection', async () => {
    arm({ fault: 'commit-then-drop' });
    await expect(addGroup('A')).rejects.toThrow();
    expect(await groupExists('A')).toBe(true);
  });

  it('drops the connection and commits later', async () => {
    arm({ fault: 'drop-then-commit-later', delayMs: 200 });
    await expect(addGroup('A')).rejects.toThrow();
    expect(await groupExists('A')).toBe(false);
    await epicor.sandbox.faults.settled();
    expect(await groupExists('A')).toBe(true);
  });

  it('commits later against the state of that moment', async () => {
    arm({ fault: 'drop-then-commit-later', delayMs: 200 });
    await expect(addGroup('A')).rejects.toThrow();
    const byHand = first(await addGroup('A'), 'APInvGrp');
    await epicor.sandbox.faults.settled();
    const now = first(await epicor.get(`${groupSvc}/GetByID?groupID=A`), 'APInvGrp');
    expect(now.SysRevID).toBe(byHand.SysRevID);
  });

  it('stays silent, with the work done or not', async () => {
    arm({ fault: 'timeout', delayMs: 100, commit: true });
    await expect(addGroup('A')).rejects.toThrow();
    arm({ fault: 'timeout', delayMs: 100 });
    await expect(addGroup('B')).rejects.toThrow();
    expect([await groupExists('A'), await groupExists('B')]).toEqual([true, false]);
  });

  it('lets some requests pass before it meets as many as it is armed for', async () => {
    epicor.sandbox.faults.arm({ match: { path: 'Update', skip: 1, times: 2 }, fault: 'status', status: 503 });
    const statuses = [];
    for (const id of ['A', 'B', 'C', 'D']) statuses.push((await addGroup(id)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });
});

describe('what is counted and logged', () => {
  it('counts calls by kind, also those that met a fault', async () => {
    arm({ fault: 'reset' });
    await expect(addGroup('A')).rejects.toThrow();
    await epicor.get('Erp.BO.VendorSvc/Vendors?$top=1');
    expect(epicor.sandbox.calls.counts()).toEqual({
      'Erp.BO.APInvGrpSvc.Update': 1,
      'Erp.BO.VendorSvc/Vendors': 1,
    });
  });

  it('logs exchanges without credentials', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'exchanges-'));
    const logged = await startEpicor({ exchangeLogDirectory: directory });
    await logged.get('Erp.BO.VendorSvc/Vendors?$top=1&$select=Name');
    await logged.get('Erp.BO.VendorSvc/Vendors', { ...goodHeaders, 'x-api-key': 'KEY-SENT' });
    await logged.close();
    const [file = ''] = readdirSync(directory);
    const text = readFileSync(join(directory, file), 'utf8');
    rmSync(directory, { recursive: true });
    const exchanges = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LoggedExchange);
    expect(exchanges[0]).toMatchObject({
      system: 'epicor',
      method: 'GET',
      path: '/api/v2/odata/EPIC06/Erp.BO.VendorSvc/Vendors',
      query: '$top=1&$select=Name',
      status: 200,
      requestHeaders: { authorization: '***', 'x-api-key': '***' },
      responseBody: expect.stringContaining('"Acme Tools"'),
      fault: null,
    });
    expect(text).not.toMatch(/the-key|KEY-SENT|cGFzc/);
  });

  it('logs an answer that was dropped as none', async () => {
    const exchanges: LoggedExchange[] = [];
    const logged = await startEpicor({ onExchange: (exchange) => exchanges.push(exchange) });
    logged.sandbox.faults.arm({ fault: 'commit-then-drop' });
    await expect(logged.get('Erp.BO.VendorSvc/Vendors?$top=1')).rejects.toThrow();
    await logged.close();
    expect(exchanges).toMatchObject([{ status: null, fault: 'commit-then-drop' }]);
  });
});

describe('state', () => {
  it('survives a restart: documents, row versions and the earliest apply date', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'epicor-'));
    const dataFile = join(directory, 'epicor.json');
    const before = await startEpicor({ dataFile });
    before.sandbox.setEarliestApplyDate('2026-11-01');
    before.sandbox.enterInvoice({
      ...(smallSeed.invoices[0] as (typeof smallSeed.invoices)[number]),
      invoiceNum: 'HAND-2',
      groupId: 'NOV',
      applyDate: '2026-11-03',
    });
    const invoices = before.sandbox.invoices();
    const { sysRevId } = before.sandbox.db;
    await before.close();
    const after = await startEpicor({ dataFile });
    expect(after.sandbox.invoices()).toEqual(invoices);
    expect(after.sandbox.db.sysRevId).toBe(sysRevId);
    const closed = await after.post(`${groupSvc}/Update`, {
      ds: { APInvGrp: [{ GroupID: 'OCT', ApplyDate: '2026-10-31', RowMod: 'A' }] },
    });
    expect(closed.status).toBe(400);
    await after.close();
    rmSync(directory, { recursive: true });
  });
});

describe('the control API', () => {
  const control = async (method: string, path: string, body?: unknown) => {
    const server = await listen(createControl(epicor.sandbox), 0);
    const response = await fetch(`${server.url}/control/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    await server.close();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };

  it('arms faults, lists and disarms them', async () => {
    const armed = await control('POST', 'faults', { match: { path: 'Update' }, fault: 'reset' });
    expect(armed).toMatchObject({ status: 201, body: { id: 1, fault: 'reset', met: 0 } });
    expect((await control('GET', 'faults')).body).toMatchObject({ faults: [{ id: 1 }], pending: 0 });
    await control('DELETE', 'faults');
    expect(epicor.sandbox.faults.list()).toEqual([]);
  });

  it('turns switches and refuses one that does not exist', async () => {
    expect((await control('POST', 'behaviour', { taxRows: true })).body).toMatchObject({ taxRows: true });
    expect((await control('POST', 'behaviour', { taxRow: true })).status).toBe(400);
  });

  it('shows documents and does what people do at the screens', async () => {
    expect((await control('GET', 'state/invoices')).body).toMatchObject([
      { invoiceNum: 'HAND-1', posted: true },
    ]);
    expect(
      (await control('POST', 'vendors', { VendorID: 'NEW', Name: 'New Co', TermsCode: 'N30' })).body,
    ).toEqual({ vendorNum: 17 });
    await control('POST', 'accounts', { account: '6300|10|200', description: 'Software', active: true });
    const account = await epicor.get("Erp.BO.GLAccountSvc/GLAccounts('EPIC06','MAIN','6300%7C10%7C200')");
    expect(account.body).toMatchObject({ Active: true });
  });
});
