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

const requestOf = (method: string) => server.received.find((request) => called(request) === method);
const echoed = (request: Received): Answer => ({ body: { parameters: { ds: request.json.ds } } });
const none: Answer = { body: { value: [] } };
/** A row as groups of either kind have it. */
const standing = {
  GroupID: 'BRX2610',
  ApplyDate: '2026-10-15T00:00:00',
  ActiveUserID: '',
  PostErrorLog: '',
  PostInProcess: false,
  SysRevID: 918273001,
};

async function start(answers: Readonly<Record<string, Answer>>): Promise<void> {
  server = await startEpicor((request) => answers[called(request)] ?? echoed(request));
}

async function startWith(answers: Readonly<Record<string, (request: Received) => Answer>>): Promise<void> {
  server = await startEpicor((request) => answers[called(request)]?.(request) ?? echoed(request));
}

describe('an AP invoice group', () => {
  const fresh = {
    body: { parameters: { ds: { APInvGrp: [{ GroupID: '', ActiveUserID: '', RowMod: 'A' }] } } },
  };
  const ensure = () => server.epicor.apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate: '2026-10-15' });

  it('is created without a lock, with its apply date', async () => {
    await start({ APInvGrps: none, GetNewAPInvGrpNoLock: fresh });
    expect(await ensure()).toEqual({ created: true, group: null });
    expect(server.received.map(called)).toEqual([
      'APInvGrps',
      'GetNewAPInvGrpNoLock',
      'OnChangeofApplyDate',
      'Update',
    ]);
    expect(requestOf('OnChangeofApplyDate')?.json).toMatchObject({
      GroupID: 'BRX2610',
      NewApplyDate: '2026-10-15',
    });
    expect(sentRows(requestOf('Update'), 'APInvGrp')).toMatchObject([{ GroupID: 'BRX2610', RowMod: 'A' }]);
  });

  it('is left alone where it exists', async () => {
    await start({ APInvGrps: { body: { value: [standing] } } });
    expect(await ensure()).toEqual({
      created: false,
      group: {
        groupId: 'BRX2610',
        date: '2026-10-15',
        currency: null,
        bookId: null,
        heldBy: null,
        isPosting: false,
        postErrors: '',
        sysRevId: '918273001',
      },
    });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    [409, 'A row exists.', 'Ice.Common.DuplicateRecordException'],
    [400, 'Duplicate group.', 'Ice.BLException'],
  ])('exists where another worker created it meanwhile: %i', async (status, message, type) => {
    await start({
      APInvGrps: none,
      GetNewAPInvGrpNoLock: fresh,
      Update: { status, body: refusal(message, type) },
    });
    expect(await ensure()).toEqual({ created: false, group: null });
  });

  it('is looked for by its key where the list of groups cannot be read', async () => {
    await start({
      APInvGrps: { status: 500, body: refusal('We apologize.') },
      GetByID: { body: { returnObj: { APInvGrp: [{ ...standing, ActiveUserID: 'dana' }] } } },
    });
    expect(await ensure()).toMatchObject({ created: false, group: { heldBy: 'dana' } });
  });

  it('is created where neither finds it', async () => {
    await start({
      APInvGrps: { status: 500, body: refusal('We apologize.') },
      GetByID: { status: 404, body: refusal('Record not found.', 'RecordNotFoundException') },
      GetNewAPInvGrpNoLock: fresh,
    });
    expect(await ensure()).toEqual({ created: true, group: null });
  });

  it('is unlocked where saving it left it open for our user', async () => {
    const locked = { body: { parameters: { ds: { APInvGrp: [{ ActiveUserID: 'svc-brex' }] } } } };
    await start({ APInvGrps: none, GetNewAPInvGrpNoLock: fresh, Update: locked, UnlockGroup: { body: '' } });
    await ensure();
    expect(requestOf('UnlockGroup')?.json).toEqual({ InGroupID: 'BRX2610' });
  });

  it('may be asked for again after any failure, which is therefore never a lost answer', async () => {
    await start({ APInvGrps: none, GetNewAPInvGrpNoLock: fresh, Update: { status: 502, body: '<html/>' } });
    expect((await errorOf(ensure())).kind).toBe('transient');
  });

  const dated = (DateMessage: string) => (request: Received) => ({
    body: { parameters: { ds: request.json.ds, DateMessage } },
  });
  const startDated = (DateMessage: string) =>
    startWith({
      APInvGrps: () => none,
      GetNewAPInvGrpNoLock: () => fresh,
      OnChangeofApplyDate: dated(DateMessage),
    });

  it.each([
    ['2020-10-15', false, 'only a date to come may be remarked on'],
    ['2999-10-15', true, 'that a date is in the future is a remark'],
  ])('of %s with a text to its date is taken: %s, since %s', async (applyDate, taken) => {
    await startDated('The date is after today.');
    const { apInvoiceGroups } = server.epicor;
    const group = apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate });
    if (taken) expect(await group).toMatchObject({ created: true });
    else
      expect(await errorOf(group)).toMatchObject({ during: 'apply-date', said: 'The date is after today.' });
    expect((await apInvoiceGroups.checkDate('BRX2610', applyDate)).ok).toBe(taken);
  });

  it('is saved as a new row, whatever the replies before made of its mark', async () => {
    await startWith({
      APInvGrps: () => none,
      GetNewAPInvGrpNoLock: () => fresh,
      OnChangeofApplyDate: () => ({ body: { parameters: { ds: { APInvGrp: [{ RowMod: 'U' }] } } } }),
    });
    await ensure();
    expect(sentRows(requestOf('Update'), 'APInvGrp')).toMatchObject([{ RowMod: 'A' }]);
  });

  it('is refused during apply-date where its period is closed', async () => {
    await start({
      APInvGrps: none,
      GetNewAPInvGrpNoLock: fresh,
      OnChangeofApplyDate: { status: 400, body: refusal('Too early.') },
    });
    expect(await errorOf(ensure())).toMatchObject({ kind: 'business', during: 'apply-date' });
  });
});

describe('a journal group', () => {
  const fresh = { body: { parameters: { ds: { GLJrnGrp: [{ BookID: 'IFRS', RowMod: 'A' }] } } } };
  const group = {
    groupId: 'BRXJ2610',
    date: '2026-10-15',
    journalCode: 'GJ',
    bookId: 'MAIN',
    currency: 'CAD',
  };

  it('is created for one book, one period and one currency', async () => {
    await start({ GLJrnGrps: none, GetNewGLJrnGrpNoLock: fresh });
    expect(await server.epicor.journalGroups.ensure(group)).toEqual({ created: true, group: null });
    expect(requestOf('ChangeBookID')?.json).toMatchObject({ proposeBookID: 'MAIN' });
    expect(requestOf('CheckFiscalYear')?.json).toMatchObject({ cGroupID: 'BRXJ2610', cJEDate: '2026-10-15' });
    expect(sentRows(requestOf('Update'), 'GLJrnGrp')).toMatchObject([
      {
        GroupID: 'BRXJ2610',
        BookMode: 'S',
        JournalCode: 'GJ',
        CurrencyCode: 'CAD',
        JEDate: '2026-10-15T00:00:00',
      },
    ]);
  });

  it.each([
    [{ body: { parameters: { ds: {}, opMessage: 'Period 9 is closed.' } } }],
    [{ status: 400, body: refusal('Period 9 is closed.') }],
  ])('has a closed date told by text or by refusal', async (answer) => {
    await start({ GetByID: { body: { returnObj: { GLJrnGrp: [{}] } } }, CheckFiscalYear: answer });
    expect(await server.epicor.journalGroups.checkDate('BRXJ2610', '2026-09-30')).toEqual({
      ok: false,
      said: 'Period 9 is closed.',
    });
  });

  const notCurrent = 'The date is not in the current fiscal period.';
  const periodOfDate = {
    FiscalCalendarID: 'MAIN',
    FiscalYear: 2026,
    FiscalYearSuffix: '',
    FiscalPeriod: 9,
    StartDate: '2026-09-01T00:00:00',
    EndDate: '2026-09-30T00:00:00',
  };
  const remarked = (row: object, periods: Answer) => ({
    GetByID: { body: { returnObj: { GLJrnGrp: [row] } } },
    CheckFiscalYear: { body: { parameters: { ds: { GLJrnGrp: [row] }, opMessage: notCurrent } } },
    FiscalPers: periods,
  });
  const september = { FiscalYear: 2026, FiscalYearSuffix: '', FiscalPeriod: 9 };

  it.each([
    ['is in the period of the date', september, { body: { value: [periodOfDate] } }],
    ['does not tell its period', {}, { body: { value: [periodOfDate] } }],
    ['is of a calendar that nobody may read', september, { status: 403, body: refusal('No.') }],
  ])(
    'takes a text for a remark where it %s, since the current period is not the only open one',
    async (_, row, periods) => {
      await start(remarked(row, periods));
      expect(await server.epicor.journalGroups.checkDate('BRXJ2609', '2026-09-30')).toEqual({
        ok: true,
        remark: notCurrent,
      });
    },
  );

  it('takes a text for a no where it stays in another period than that of the date', async () => {
    await start(remarked({ ...september, FiscalPeriod: 10 }, { body: { value: [periodOfDate] } }));
    expect(await server.epicor.journalGroups.checkDate('BRXJ2609', '2026-09-30')).toMatchObject({
      ok: false,
      said: expect.stringContaining(notCurrent),
    });
  });

  it('is created in the period of its date where the check only remarks that this is not the current one', async () => {
    await start({
      GLJrnGrps: none,
      ...remarked({ BookID: 'MAIN', FiscalPeriod: 10, RowMod: 'A' }, { body: { value: [periodOfDate] } }),
      GetNewGLJrnGrpNoLock: fresh,
    });
    await server.epicor.journalGroups.ensure({ ...group, date: '2026-09-30' });
    const [row] = sentRows(requestOf('Update'), 'GLJrnGrp');
    expect(row).toMatchObject({ JEDate: '2026-09-30T00:00:00', RowMod: 'A' });
    expect(String(row?.FiscalPeriod)).toBe('9');
  });

  it('is saved as a new row, whatever the replies before made of its mark', async () => {
    await start({
      GLJrnGrps: none,
      GetNewGLJrnGrpNoLock: { body: { parameters: { ds: { GLJrnGrp: [{ BookID: 'MAIN' }] } } } },
    });
    await server.epicor.journalGroups.ensure(group);
    expect(sentRows(requestOf('Update'), 'GLJrnGrp')).toMatchObject([{ RowMod: 'A' }]);
  });

  it('does not tell a currency that its row leaves blank', async () => {
    await start({ GLJrnGrps: { body: { value: [{ ...standing, JEDate: null, CurrencyCode: null }] } } });
    expect(await server.epicor.journalGroups.find('BRX2610')).toMatchObject({ currency: null, date: null });
  });

  it('is left by us where reading it opened it for our user', async () => {
    const opened = { GroupID: 'BRXJ2610', ActiveUserID: 'svc-brex' };
    await start({ GetByID: { body: { returnObj: { GLJrnGrp: [opened] } } } });
    await server.epicor.journalGroups.checkDate('BRXJ2610', '2026-10-15');
    expect(requestOf('GroupUnlock')?.json).toMatchObject({
      groupID: 'BRXJ2610',
      ds: { GLJrnGrp: [opened] },
    });
  });

  it('has its date checked also where it cannot be left', async () => {
    const opened = { GroupID: 'BRXJ2610', ActiveUserID: 'svc-brex' };
    await start({
      GetByID: { body: { returnObj: { GLJrnGrp: [opened] } } },
      GroupUnlock: { status: 404, body: refusal('No such method.', 'ApiException') },
    });
    expect(await server.epicor.journalGroups.checkDate('BRXJ2610', '2026-10-15')).toEqual({ ok: true });
  });

  it('has its date checked before it exists', async () => {
    await start({
      GetByID: { status: 404, body: refusal('Record not found.', 'RecordNotFoundException') },
      GetNewGLJrnGrpNoLock: fresh,
    });
    expect(await server.epicor.journalGroups.checkDate('BRXJ2610', '2026-10-15')).toEqual({ ok: true });
    expect(sentRows(requestOf('CheckFiscalYear'), 'GLJrnGrp')).toMatchObject([{ GroupID: 'BRXJ2610' }]);
  });

  it('does not call a failed connection a closed period', async () => {
    await start({ GetByID: { body: { returnObj: { GLJrnGrp: [{}] } } }, CheckFiscalYear: { status: 503 } });
    const error = await errorOf(server.epicor.journalGroups.checkDate('BRXJ2610', '2026-10-15'));
    expect(error.kind).toBe('transient');
  });
});

describe('posting a group', () => {
  const parameters = {
    body: { returnObj: { APInvoicePostParam: [{ GroupID: '', AgentID: 'SystemTaskAgent', RowMod: 'A' }] } },
  };
  const said = (ReturnMessage: string, VarianceMessage: string): Answer => ({
    body: { parameters: { ReturnMessage, VarianceMessage, TaxCalcFlag: false } },
  });

  it('of invoices asks first what Epicor would ask a user', async () => {
    await start({ PrePostGroupInvoices: said('A/P is not interfaced with G/L. Continue?', '') });
    expect(await server.epicor.apInvoiceGroups.objections('BRX2610')).toEqual([
      'A/P is not interfaced with G/L. Continue?',
    ]);
  });

  it("of invoices hands the process's own parameters to the agent that they name", async () => {
    await start({ GetNewParameters: parameters, SubmitToAgent: { body: {} } });
    await server.epicor.apInvoiceGroups.post('BRX2610', '');
    expect(requestOf('SubmitToAgent')?.json).toMatchObject({
      ds: { APInvoicePostParam: [{ GroupID: 'BRX2610', AgentID: 'SystemTaskAgent' }] },
      agentID: 'SystemTaskAgent',
      maintProgram: 'Erp.UI.APInvoicePost',
    });
  });

  it('of invoices runs in the call where no agent is wanted', async () => {
    await start({ GetNewParameters: parameters, RunDirect: { body: {} } });
    await server.epicor.apInvoiceGroups.post('BRX2610', 'direct');
    expect(sentRows(requestOf('RunDirect'), 'APInvoicePostParam')).toMatchObject([{ GroupID: 'BRX2610' }]);
  });

  it('may have begun where no answer came', async () => {
    await start({ GetNewParameters: parameters, SubmitToAgent: { status: 504, body: '' } });
    const error = await errorOf(server.epicor.apInvoiceGroups.post('BRX2610', ''));
    expect(error.kind).toBe('lost-answer');
  });

  it('of journals takes the refusal of the check for its objection', async () => {
    await start({ CheckBeforePost: { status: 400, body: refusal('Out of Balance transactions') } });
    expect(await server.epicor.journalGroups.objections('BRXAUSD')).toEqual(['Out of Balance transactions']);
  });

  it('of few journals is one call, which tells what was not posted', async () => {
    await start({
      IsNeedAsyncronousPosting: { body: { returnObj: false } },
      PostGroupJournals: { body: { parameters: { NotAllPostedMessage: 'Journal 7 was not posted.' } } },
    });
    expect(await server.epicor.journalGroups.post('BRXAUSD', '')).toBe('Journal 7 was not posted.');
  });

  it('of many journals is left to the agent', async () => {
    await start({
      IsNeedAsyncronousPosting: { body: { returnObj: true } },
      GetNewParameters: { body: { returnObj: { GLJrnAsynchParam: [{ RowMod: 'A', AgentID: '' }] } } },
      SubmitToAgent: { body: {} },
    });
    await server.epicor.journalGroups.post('BRXAUSD', 'NightAgent');
    expect(requestOf('SubmitToAgent')?.json).toMatchObject({
      ds: { GLJrnAsynchParam: [{ GroupID: 'BRXAUSD', BookMode: 'S', AgentID: 'NightAgent' }] },
      agentID: 'NightAgent',
    });
  });
});

describe('a fiscal period', () => {
  const period = (calendar: string, number: number) => ({
    FiscalCalendarID: calendar,
    FiscalYear: 2026,
    FiscalYearSuffix: '',
    FiscalPeriod: number,
    StartDate: '2026-09-27T00:00:00',
    EndDate: '2026-10-24T00:00:00',
  });
  const of = (date: string) => server.epicor.fiscalPeriods.of(date, 'MAIN');

  it('is asked for by a date in it, and need not be a month', async () => {
    await start({ FiscalPers: { body: { value: [period('445', 10)] } } });
    expect(await of('2026-10-01')).toEqual({
      calendar: '445',
      year: 2026,
      suffix: '',
      period: 10,
      from: '2026-09-27',
      to: '2026-10-24',
    });
  });

  it("is that of the book's calendar where the company has several", async () => {
    await start({
      FiscalPers: { body: { value: [period('TAX', 7), period('445', 10)] } },
      GLBooks: { body: { value: [{ FiscalCalendarID: '445' }] } },
    });
    expect(await of('2026-10-01')).toMatchObject({ calendar: '445', period: 10 });
  });

  it.each([
    ['the key may not read it', { status: 403, body: refusal('No.', 'UnauthorizedAccessException') }],
    ['the release has no such service', { status: 404, body: '<html/>' }],
    ['the set cannot be read', { status: 500, body: refusal('We apologize.') }],
    ['there is none of the date', { body: { value: [] } }],
  ])('is not told where %s', async (_why, answer) => {
    await start({ FiscalPers: answer });
    expect(await of('2026-10-01')).toBeNull();
  });

  it('is no answer where Epicor is down', async () => {
    await start({ FiscalPers: { status: 503, body: '' } });
    expect((await errorOf(of('2026-10-01'))).kind).toBe('transient');
  });
});
