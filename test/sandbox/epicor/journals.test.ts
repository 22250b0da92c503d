import { type Answer, type EpicorCaller, filter, first, startEpicor } from './client';

let epicor: EpicorCaller;
const service = 'Erp.BO.GLJournalEntrySvc';
const groups = 'Erp.BO.GLJrnGrpSvc';

beforeEach(async () => {
  epicor = await startEpicor();
  await addGroup('JRN');
});
afterEach(() => epicor.close());

const call = (name: string, body: object): Promise<Answer> => epicor.post(`${service}/${name}`, body);

async function addGroup(GroupID: string, date = '2026-11-05'): Promise<Answer> {
  const fresh = await epicor.post(`${groups}/GetNewGLJrnGrpNoLock`, { ds: {} });
  Object.assign(first(fresh, 'GLJrnGrp'), { GroupID, JournalCode: 'GJ' });
  const dated = await epicor.post(`${groups}/CheckFiscalYear`, {
    ds: fresh.ds,
    cGroupID: GroupID,
    cJEDate: date,
  });
  return epicor.post(`${groups}/Update`, { ds: dated.ds });
}

async function newHeader(columns: object = {}): Promise<Answer> {
  const fresh = await call('GetNewGlJrnHedTran', { ds: {}, GroupID: 'JRN' });
  Object.assign(first(fresh, 'GLJrnHed'), {
    Description: 'acme/rec_9',
    CommentText: 'acme/rec_9',
    ...columns,
  });
  return call('Update', { ds: fresh.ds });
}

const keyOf = (header: Record<string, unknown>) => ({
  bookID: header.BookID,
  fiscalYear: header.FiscalYear,
  fiscalYearSuffix: header.FiscalYearSuffix,
  journalCode: header.JournalCode,
  journalNum: header.JournalNum,
});

async function addLine(header: Record<string, unknown>, columns: object): Promise<Answer> {
  const fresh = await call('GetNewGLJrnDtlMnl', { ds: {}, ...keyOf(header), journalLine: 0 });
  Object.assign(first(fresh, 'GLJrnDtlMnl'), columns);
  return call('Update', { ds: fresh.ds });
}

async function balanced(): Promise<Record<string, unknown>> {
  const header = first(await newHeader(), 'GLJrnHed');
  await addLine(header, { GLAccount: '2110|00|000', TotDebit: 90.05, CommentText: 'acme/rec_9 line_1' });
  await addLine(header, { GLAccount: '6100|10|200', TotCredit: 90.05, CommentText: 'acme/rec_9 line_2' });
  return header;
}

it('gives a journal its number on save, with the defaults of its group', async () => {
  expect(first(await newHeader(), 'GLJrnHed')).toMatchObject({
    JournalNum: 1,
    FiscalYear: 2026,
    FiscalPeriod: 11,
    JEDate: '2026-11-05T00:00:00',
    EnteredBy: 'svc-brex',
  });
  expect(first(await newHeader(), 'GLJrnHed')).toMatchObject({ JournalNum: 2 });
});

it('adds lines, totals them and reads the journal back', async () => {
  const header = await balanced();
  const query = Object.entries({ ...keyOf(header), fiscalCalendarID: 'MAIN' }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const read = await epicor.get(`${service}/GetByID?${query.join('&')}`);
  expect(first(read, 'GLJrnHed')).toMatchObject({ TotDebit: 90.05, TotCredit: 90.05, Balance: 0 });
  expect(read.ds.GLJrnDtlMnl).toMatchObject([
    { JournalLine: 1, TransAmt: 90.05, SegValue1: '2110', Description: 'acme/rec_9' },
    { JournalLine: 2, TransAmt: -90.05, CommentText: 'acme/rec_9 line_2' },
  ]);
});

it('saves a journal that does not balance, but does not post it', async () => {
  const header = first(await newHeader(), 'GLJrnHed');
  const answer = await addLine(header, { GLAccount: '6100|10|200', TotDebit: 5 });
  expect(first(answer, 'GLJrnHed')).toMatchObject({ Balance: 5 });
  expect(epicor.sandbox.postGroup('JRN')).toEqual({ posted: 0, errors: ['1: Out of Balance transactions'] });
});

it('refuses a line without an account, with an inactive one, or with a negative amount', async () => {
  const header = first(await newHeader(), 'GLJrnHed');
  expect((await addLine(header, { TotDebit: 5 })).body.ErrorMessage).toBe('G/L Account is required.');
  expect((await addLine(header, { GLAccount: '6300|10|200', TotDebit: 5 })).status).toBe(400);
  expect((await addLine(header, { GLAccount: '6100|10|200', TotDebit: -5 })).status).toBe(400);
});

it("refuses a date outside of its group's period, and a closed one", async () => {
  const outside = await newHeader({ JEDate: '2026-10-31' });
  expect(outside.body.ErrorMessage).toBe('Journal Date 2026-10-31 is not in the fiscal period of the group.');
  const closed = { GroupID: 'OLD', JournalCode: 'GJ', JEDate: '2026-09-30', RowMod: 'A' };
  expect((await epicor.post(`${groups}/Update`, { ds: { GLJrnGrp: [closed] } })).status).toBe(400);
  const check = await epicor.post(`${groups}/CheckFiscalYear`, {
    ds: { GLJrnGrp: [{ GroupID: 'OLD', RowMod: 'A' }] },
    cGroupID: 'OLD',
    cJEDate: '2026-09-30',
  });
  expect(check.body.ErrorMessage).toContain('earlier than the Earliest Apply Date');
});

it('says in opMessage that a date is closed where the switch says so', async () => {
  epicor.sandbox.behave({ closedPeriodAnswer: 'message' });
  const check = await epicor.post(`${groups}/CheckFiscalYear`, {
    ds: { GLJrnGrp: [{ GroupID: 'OLD', RowMod: 'A' }] },
    cGroupID: 'OLD',
    cJEDate: '2026-09-30',
  });
  expect(check).toMatchObject({
    status: 200,
    body: { parameters: { opMessage: expect.stringContaining('Earliest Apply Date') } },
  });
});

it('refuses the second of two attempts that carry the header with the same SysRevID', async () => {
  const header = first(await newHeader(), 'GLJrnHed');
  const line = { ...header, JournalLine: 0, GLAccount: '6100|10|200', TotDebit: 5, RowMod: 'A' };
  const attempt = () =>
    call('Update', { ds: { GLJrnHed: [{ ...header, RowMod: 'U' }], GLJrnDtlMnl: [line] } });
  expect((await attempt()).status).toBe(200);
  expect((await attempt()).status).toBe(400);
  expect(epicor.sandbox.journals()[0]?.lines).toHaveLength(1);
});

it('posts: header, lines and group go, posted lines keep the texts', async () => {
  await balanced();
  expect(epicor.sandbox.postGroup('JRN')).toEqual({ posted: 1, errors: [] });
  const entries = await epicor.get(`${service}/GLJournalEntries`);
  expect(entries.body.value).toEqual([]);
  const posted = await epicor.get(
    `Erp.BO.GLJrnDtlSvc/GLJrnDtls?$select=JournalNum,GLAccount,BookDebitAmount,Description&${filter("contains(CommentText,'acme/rec_9 line_1')")}`,
  );
  expect(posted.body.value).toEqual([
    { JournalNum: 1, GLAccount: '2110|00|000', BookDebitAmount: 90.05, Description: 'acme/rec_9' },
  ]);
  expect((await epicor.get(`${groups}/GetByID?groupID=JRN`)).status).toBe(404);
});

it.each([
  ['reused', 1],
  ['counted-on', 2],
] as const)('after posting a number is %s', async (journalNumbers, expected) => {
  epicor.sandbox.behave({ journalNumbers });
  await balanced();
  epicor.sandbox.postGroup('JRN');
  await addGroup('JRN');
  expect(first(await newHeader(), 'GLJrnHed')).toMatchObject({ JournalNum: expected });
});

it('deletes a journal that is empty', async () => {
  const header = first(await newHeader(), 'GLJrnHed');
  await call('DeleteByID', { ...keyOf(header), fiscalCalendarID: 'MAIN' });
  expect(epicor.sandbox.journals()).toEqual([]);
});
