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

const key = {
  kind: 'journal',
  bookId: 'MAIN',
  fiscalYear: 2026,
  fiscalYearSuffix: '',
  journalCode: 'GJ',
  journalNum: 1502,
  fiscalCalendarId: 'MAIN',
} as const;
const header = {
  BookID: 'MAIN',
  FiscalYear: 2026,
  FiscalYearSuffix: '',
  JournalCode: 'GJ',
  JournalNum: 1502,
  FiscalCalendarID: 'MAIN',
  Description: 'acme/rec_1 Card payment',
  CommentText: 'acme/rec_1 Card payment',
  JEDate: '2026-10-15T00:00:00',
  CurrencyCode: 'USD',
  Posted: false,
  SysRevID: 77,
  RowMod: '',
};
const line = { JournalLine: 1, CommentText: 'acme/rec_1 arli_1 Card', GLAccount: '2110|00' };
const journal = {
  groupId: 'BRXJ2610',
  date: '2026-10-15',
  currency: 'CAD',
  description: 'A payment with a description that is longer than most columns are wide',
  marker: 'acme/rec_1',
  recordUrl: 'https://dashboard.brex.com/rec_1',
};

async function start(answers: Readonly<Record<string, (request: Received) => Answer>>): Promise<void> {
  server = await startEpicor((request) => {
    const answer = answers[called(request)];
    return answer
      ? answer(request)
      : { status: 400, body: refusal(`${called(request)} is not in the script`) };
  });
}

const requestOf = (method: string) => server.received.find((request) => called(request) === method);
const echoed = (request: Received) => ({ body: { parameters: { ds: request.json.ds } } });
const storedWith = (lines: unknown[]) => () => ({
  body: { returnObj: { GLJrnHed: [header], GLJrnDtlMnl: lines } },
});

describe('a journal header', () => {
  it('bears the marker first in description and comment', async () => {
    await start({
      GetNewGlJrnHedTran: () => ({ body: { parameters: { ds: { GLJrnHed: [{ BookID: 'MAIN' }] } } } }),
    });
    const draft = await server.epicor.journals.newHeader(journal);
    expect(requestOf('GetNewGlJrnHedTran')?.json).toEqual({ ds: {}, GroupID: 'BRXJ2610' });
    expect(JSON.parse(draft.ds).GLJrnHed).toEqual([
      {
        BookID: 'MAIN',
        JEDate: '2026-10-15T00:00:00',
        CurrencyCode: 'CAD',
        Description: 'acme/rec_1 A payment with a description that is lo',
        CommentText: `acme/rec_1 ${journal.description}`,
        ExtSysURL: journal.recordUrl,
      },
    ]);
  });

  it('gets its number when it is saved', async () => {
    await start({
      PreUpdate: (request) => ({ body: { parameters: { ds: request.json.ds, RequiresUserInput: false } } }),
      Update: () => ({ body: { parameters: { ds: { GLJrnHed: [header] } } } }),
    });
    expect(await server.epicor.journals.saveHeader({ ds: '{"GLJrnHed":[{"RowMod":"A"}]}' })).toEqual(key);
  });

  it('is sent as a new row, whatever the replies before made of its mark', async () => {
    await start({
      PreUpdate: () => ({ body: { parameters: { ds: { GLJrnHed: [{ RowMod: '' }] } } } }),
      Update: () => ({ body: { parameters: { ds: { GLJrnHed: [header] } } } }),
    });
    await server.epicor.journals.saveHeader({ ds: '{"GLJrnHed":[{"RowMod":"U"}]}' });
    expect(sentRows(requestOf('PreUpdate'), 'GLJrnHed')).toEqual([{ RowMod: 'A' }]);
    expect(sentRows(requestOf('Update'), 'GLJrnHed')).toEqual([{ RowMod: 'A' }]);
  });

  it('is not sent where Epicor wants a legal number typed', async () => {
    await start({
      PreUpdate: (request) => ({ body: { parameters: { ds: request.json.ds, RequiresUserInput: true } } }),
    });
    const call = server.epicor.journals.saveHeader({ ds: '{"GLJrnHed":[{}]}' });
    expect((await errorOf(call)).kind).toBe('not-saved');
    expect(server.received.map(called)).toEqual(['PreUpdate']);
  });

  it('may be saved, and is so called, where the reply has no number', async () => {
    await start({
      PreUpdate: echoed,
      Update: () => ({ body: { parameters: { ds: { GLJrnHed: [{ BookID: 'MAIN' }] } } } }),
    });
    expect((await errorOf(server.epicor.journals.saveHeader({ ds: '{"GLJrnHed":[{}]}' }))).kind).toBe(
      'lost-answer',
    );
  });
});

describe('journal lines', () => {
  it('are added in one write with debit or credit positive, guarded by the header', async () => {
    await start({
      GetByID: storedWith([{ JournalLine: 4 }]),
      GetNewGLJrnDtlMnl: () => ({
        body: { parameters: { ds: { GLJrnDtlMnl: [{ COACode: 'MAIN', SegValue9: 'x', RowMod: 'A' }] } } },
      }),
      Update: echoed,
    });
    const lines = [
      { lineId: 'arli_1', account: '6200|10', amount: '5.50', description: 'Bolts' },
      { lineId: 'arli_2', account: '2110|00', amount: '-5.50', description: 'Card' },
    ];
    await server.epicor.journals.addLines(key, lines, 'acme/rec_1');
    expect(requestOf('GetByID')?.rawQuery).toBe(
      'bookID=MAIN&fiscalYear=2026&fiscalYearSuffix=&journalCode=GJ&journalNum=1502&fiscalCalendarID=MAIN',
    );
    const request = requestOf('Update');
    expect(sentRows(request, 'GLJrnHed')).toMatchObject([{ RowMod: 'U' }]);
    expect(request?.body).toContain('"SysRevID":77');
    const rows = sentRows(request, 'GLJrnDtlMnl');
    expect(rows).toMatchObject([
      { GLAccount: '6200|10', SegValue1: '6200', SegValue9: '', CommentText: 'acme/rec_1 arli_1 Bolts' },
      { GLAccount: '2110|00', SegValue2: '00', CommentText: 'acme/rec_1 arli_2 Card', Description: 'Card' },
    ]);
    expect(rows.map((row) => [row.JournalLine, row.TotDebit, row.TotCredit].map(String))).toEqual([
      ['5', '5.5', '0'],
      ['6', '0', '5.5'],
    ]);
  });
});

describe('journal lines that follow what was read already', () => {
  const added = [{ lineId: 'arli_1', account: '6200|10', amount: '5.50', description: 'Bolts' }];

  it('are added without reading again, guarded by the header as it was read', async () => {
    await start({
      GetByID: storedWith([{ ...line, TotDebit: 1 }]),
      GetNewGLJrnDtlMnl: () => ({ body: { parameters: { ds: { GLJrnDtlMnl: [{ RowMod: 'A' }] } } } }),
      Update: echoed,
    });
    const read = await server.epicor.journals.readToWrite(key, 'acme/rec_1');
    await server.epicor.journals.addLines(key, added, 'acme/rec_1', read?.asRead);
    expect(server.received.map(called)).toEqual(['GetByID', 'GetNewGLJrnDtlMnl', 'Update']);
    expect(requestOf('Update')?.body).toContain('"SysRevID":77');
  });

  it('are none where the journal that was read is posted', async () => {
    const rows = [{ ...header, ...line, DebitAmount: 1, SysRevID: 1 }];
    await start({
      GetByID: () => ({ status: 404, body: refusal('Record not found.', 'RecordNotFoundException') }),
      GLJrnDtls: () => ({ body: { value: rows.splice(0) } }),
    });
    expect(await server.epicor.journals.readToWrite(key, 'acme/rec_1')).toMatchObject({
      document: { posted: true },
      asRead: null,
    });
  });
});

describe('the template of new lines', () => {
  const id = '0a1b2c3d-0000-4000-8000-00000000000f';
  const added = [
    { lineId: 'arli_1', account: '6200|10', amount: '5.50', description: 'Bolts' },
    { lineId: 'arli_2', account: '2110|00', amount: '-5.50', description: 'Card' },
  ];
  const addedRows = async (template: unknown[]) => {
    await start({
      GetByID: storedWith([]),
      GetNewGLJrnDtlMnl: () => ({ body: { parameters: { ds: { GLJrnDtlMnl: template } } } }),
      Update: echoed,
    });
    await server.epicor.journals.addLines(key, added, 'acme/rec_1');
    return sentRows(requestOf('Update'), 'GLJrnDtlMnl');
  };

  it('is the new row, also where Epicor answers with the others beside it', async () => {
    const rows = await addedRows([
      { JournalLine: 1, Reverse: true, RowMod: '' },
      { JournalLine: 0, Reverse: false, RowMod: 'A' },
    ]);
    expect(rows).toMatchObject([{ Reverse: false }, { Reverse: false }]);
  });

  it('lends its row id to one line only, since two rows may not share it', async () => {
    const rows = await addedRows([{ JournalLine: 0, SysRowID: id, RowMod: 'A' }]);
    expect(rows.map((row) => row.SysRowID)).toEqual([id, '00000000-0000-0000-0000-000000000000']);
  });
});

describe('a journal read back', () => {
  it.each([
    ['TotDebit and TotCredit', { TotDebit: 0, TotCredit: 7.5, DebitAmount: 99 }, '-7.5'],
    ['DebitAmount and CreditAmount', { TotDebit: 0, TotCredit: 0, DebitAmount: '7.5' }, '7.5'],
    ['TransAmt', { TransAmt: -7.5 }, '-7.5'],
    ['nothing', {}, '0'],
  ])('has its amounts from %s', async (_columns, amounts, expected) => {
    await start({ GetByID: storedWith([{ ...line, ...amounts }]) });
    const read = await server.epicor.journals.readBack(key);
    expect(read?.lines).toEqual([
      {
        lineId: 'arli_1',
        lineNumber: 1,
        amount: expected,
        distributions: [{ sequence: 1, account: '2110|00', amount: expected }],
      },
    ]);
    expect(read).toMatchObject({ marker: 'acme/rec_1', variance: expected, posted: false });
  });

  it('does not take a line without our marker for ours', async () => {
    await start({ GetByID: storedWith([{ ...line, CommentText: 'Correction arli_1', TotDebit: 1 }]) });
    expect((await server.epicor.journals.readBack(key))?.lines[0]?.lineId).toBe('');
  });

  it('comes from its posted lines where the header is gone, and is null where those are missing too', async () => {
    const posted = { ...header, ...line, DebitAmount: 0, CreditAmount: 3.25, SysRevID: 1 };
    const rows = [posted];
    await start({
      GetByID: () => ({ status: 404, body: refusal('Record not found.', 'RecordNotFoundException') }),
      GLJrnDtls: () => ({ body: { value: rows.splice(0) } }),
    });
    expect(await server.epicor.journals.readBack(key)).toMatchObject({
      posted: true,
      marker: 'acme/rec_1',
      lines: [{ lineId: 'arli_1', amount: '-3.25' }],
    });
    expect(requestOf('GLJrnDtls')?.query.$filter).toBe(
      "BookID eq 'MAIN' and FiscalYear eq 2026 and JournalCode eq 'GJ' and JournalNum eq 1502",
    );
    expect(await server.epicor.journals.readBack(key)).toBeNull();
  });
});

describe('a journal whose number another journal bears by now', () => {
  const other = { ...header, Description: 'jane', CommentText: 'jane accrual' };
  const posted = { ...header, ...line, DebitAmount: 0, CreditAmount: 3.25, SysRevID: 1 };
  const startWith = (unposted: unknown, lines: unknown[]) =>
    start({
      GetByID: () => ({ body: { returnObj: { GLJrnHed: [unposted], GLJrnDtlMnl: [] } } }),
      GLJrnDtls: () => ({ body: { value: lines.splice(0) } }),
    });

  it('is read from its posted lines, by its marker', async () => {
    await startWith(other, [posted]);
    expect(await server.epicor.journals.readBack(key, 'acme/rec_1')).toMatchObject({
      posted: true,
      marker: 'acme/rec_1',
    });
  });

  it('is the other one where nobody asks for a marker, or none bears it', async () => {
    await startWith(other, []);
    expect(await server.epicor.journals.readBack(key)).toMatchObject({ posted: false, marker: 'jane' });
    expect(await server.epicor.journals.readBack(key, 'acme/rec_1')).toMatchObject({ marker: 'jane' });
  });

  it('costs no look at posted lines while it is unposted', async () => {
    await startWith(header, []);
    await server.epicor.journals.readBack(key, 'acme/rec_1');
    expect(server.received.map(called)).toEqual(['GetByID']);
  });
});

describe('a posted journal', () => {
  const gone = () => ({ body: { returnObj: { GLJrnHed: [], GLJrnDtlMnl: [] } } });
  const posted = { ...header, ...line, SysRevID: 1 };

  it('is read from its lines also where GetByID answers without a header', async () => {
    const rows = [{ ...posted, DebitAmount: 2, CreditAmount: 0 }];
    await start({ GetByID: gone, GLJrnDtls: () => ({ body: { value: rows.splice(0) } }) });
    expect(await server.epicor.journals.readBack(key)).toMatchObject({ posted: true });
  });

  it.each([
    [
      'the columns of the book, where those of the journal are not filled',
      { BookDebitAmount: 7.5, DebitAmount: 0 },
    ],
    ['the columns of the book, where those of the journal are absent', { BookDebitAmount: '7.5' }],
    ['the columns of the journal', { BookDebitAmount: 9.9, DebitAmount: 7.5 }],
  ])('has its amounts from %s', async (_columns, amounts) => {
    const rows = [{ ...posted, ...amounts }];
    await start({ GetByID: gone, GLJrnDtls: () => ({ body: { value: rows.splice(0) } }) });
    expect((await server.epicor.journals.readBack(key))?.lines).toMatchObject([{ amount: '7.5' }]);
  });

  it('is found where its blank suffix is stored as null, but not under another suffix', async () => {
    const rows = [
      { ...posted, FiscalYearSuffix: 'A', DebitAmount: 1 },
      { ...posted, FiscalYearSuffix: null, DebitAmount: 2, SysRevID: 2 },
    ];
    await start({ GetByID: gone, GLJrnDtls: () => ({ body: { value: rows.splice(0) } }) });
    expect((await server.epicor.journals.readBack(key))?.lines).toMatchObject([{ amount: '2' }]);
  });
});

describe('deleting a journal', () => {
  it('names its whole key', async () => {
    await start({ GetByID: storedWith([]), DeleteByID: () => ({ body: '{}' }) });
    await server.epicor.journals.remove(key, 'acme/rec_1');
    expect(JSON.parse(requestOf('DeleteByID')?.body ?? '')).toEqual({
      bookID: 'MAIN',
      fiscalYear: 2026,
      fiscalYearSuffix: '',
      journalCode: 'GJ',
      journalNum: 1502,
      fiscalCalendarID: 'MAIN',
    });
  });

  it("sends nothing where the number is another journal's by now", async () => {
    await start({ GetByID: storedWith([]) });
    expect((await errorOf(server.epicor.journals.remove(key, 'acme/rec_2'))).kind).toBe('business');
    expect(server.received.map(called)).toEqual(['GetByID']);
  });
});
