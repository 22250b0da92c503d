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

async function start(answers: Readonly<Record<string, Answer>>): Promise<void> {
  server = await startEpicor((request) => answers[called(request)] ?? echoed(request));
}

describe('an AP invoice group', () => {
  const fresh = {
    body: { parameters: { ds: { APInvGrp: [{ GroupID: '', ActiveUserID: '', RowMod: 'A' }] } } },
  };
  const ensure = () => server.epicor.apInvoiceGroups.ensure({ groupId: 'BRX2610', applyDate: '2026-10-15' });

  it('is created without a lock, with its apply date', async () => {
    await start({ APInvGrps: none, GetNewAPInvGrpNoLock: fresh });
    expect(await ensure()).toEqual({ created: true });
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
    await start({ APInvGrps: { body: { value: [{ GroupID: 'BRX2610' }] } } });
    expect(await ensure()).toEqual({ created: false });
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
    expect(await ensure()).toEqual({ created: false });
  });

  it('is created where the list of groups cannot be read', async () => {
    await start({ APInvGrps: { status: 500, body: refusal('We apologize.') }, GetNewAPInvGrpNoLock: fresh });
    expect(await ensure()).toEqual({ created: true });
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
    expect(await server.epicor.journalGroups.ensure(group)).toEqual({ created: true });
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
