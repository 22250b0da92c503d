import type { ActualDocument, ActualLine, PlannedDocument } from '../../accounting/document';
import {
  bearsTracesOf,
  compareDocument,
  isComplete,
  isNotOursAlone,
  missingLines,
} from '../../accounting/read-back';

const planned: PlannedDocument = {
  kind: 'ap-invoice',
  vendorRole: 'merchant',
  documentNumber: 'BREX-accr_1',
  marker: 'acme:accr_1',
  recordUrl: 'https://dashboard.brex.com/accounting?record=accr_1',
  currency: 'USD',
  invoiceDate: '2026-10-03',
  applyDate: '2026-10-05',
  dueDate: '2026-11-05',
  description: 'lunch',
  total: { amount: '0', currency: 'USD' },
  lines: [
    { lineId: 'a', account: '6200|10|200', amount: '80.1', description: 'lunch', segments: [] },
    { lineId: 'b', account: '2110|00|000', amount: '-80.1', description: 'lunch', segments: [] },
  ],
};

const actualLine = (lineId: string, lineNumber: number, account: string, amount: string): ActualLine => ({
  lineId,
  lineNumber,
  amount,
  distributions: [{ sequence: 1, account, amount }],
});
const a = actualLine('a', 1, '6200|10|200', '80.10');
const b = actualLine('b', 2, '2110|00|000', '-80.10');

const actual: ActualDocument = {
  kind: 'ap-invoice',
  key: { kind: 'ap', vendorNum: 12, invoiceNum: 'BREX-accr_1' },
  posted: false,
  vendorNum: 12,
  documentNumber: 'BREX-accr_1',
  marker: 'acme:accr_1',
  currency: 'USD',
  invoiceDate: '2026-10-03',
  applyDate: '2026-10-05',
  dueDate: '2026-11-05',
  total: '0.00',
  variance: '0.00',
  taxRows: 0,
  lines: [a, b],
};

/** What differs where Epicor holds this instead. */
const against = (found: Partial<ActualDocument>, plan: Partial<PlannedDocument> = {}) =>
  compareDocument({ ...planned, ...plan }, { ...actual, ...found }, 12).map(({ what }) => what);

describe('an invoice as planned', () => {
  it('has no difference, however its amounts are spelt and its lines ordered', () => {
    expect(compareDocument(planned, { ...actual, lines: [b, a] }, 12)).toEqual([]);
    expect(isComplete(planned, actual, 12)).toBe(true);
  });

  it('may be posted already', () => {
    expect(against({ posted: true })).toEqual([]);
  });

  it('may have the due date of its terms where the plan has none', () => {
    expect(against({ dueDate: '2026-12-31' }, { dueDate: null })).toEqual([]);
  });
});

describe('an invoice that is not as planned', () => {
  it.each([
    ['kind', { kind: 'ap-debit-memo' }],
    ['marker', { marker: '' }],
    ['currency', { currency: 'CAD' }],
    ['apply date', { applyDate: '2026-11-01' }],
    ['vendor', { vendorNum: 13 }],
    ['document number', { documentNumber: 'BREX-accr_2' }],
    ['invoice date', { invoiceDate: '2026-10-05' }],
    ['due date', { dueDate: null }],
    ['total', { total: '80.10' }],
    ['variance', { variance: '-0.01' }],
    ['tax rows', { taxRows: 1 }],
  ] as const)('differs in its %s', (what, found) => {
    expect(against(found)).toEqual([what]);
  });

  it('says in a sentence what was expected and found', () => {
    expect(compareDocument(planned, { ...actual, currency: 'CAD', marker: '' }, 12)).toEqual([
      {
        what: 'marker',
        expected: 'acme:accr_1',
        found: '',
        sentence: 'marker: expected acme:accr_1, found nothing in Epicor',
      },
      {
        what: 'currency',
        expected: 'USD',
        found: 'CAD',
        sentence: 'currency: expected USD, found CAD in Epicor',
      },
    ]);
  });
});

describe('lines', () => {
  it('may not be absent', () => {
    expect(against({ lines: [a] })).toEqual(['line b', 'sum of the lines']);
    expect(isComplete(planned, { ...actual, lines: [a] }, 12)).toBe(false);
    expect(missingLines(planned, { ...actual, lines: [a] })).toEqual([planned.lines[1]]);
    expect(missingLines(planned, actual)).toEqual([]);
  });

  it('may not occur twice, as after a repeated save', () => {
    const again = [a, b, { ...a, lineNumber: 3 }, { ...b, lineNumber: 4 }];
    expect(compareDocument(planned, { ...actual, lines: again }, 12)).toMatchObject([
      { what: 'line a', expected: 'once', found: '2 times' },
      { what: 'line b', expected: 'once', found: '2 times' },
    ]);
  });

  it('may not be foreign, marked or not', () => {
    const foreign = [actualLine('', 3, '6400|00|000', '5'), actualLine('x', 4, '6400|00|000', '-5')];
    expect(compareDocument(planned, { ...actual, lines: [a, b, ...foreign] }, 12)).toMatchObject([
      { what: 'foreign line 3', found: 'a line of 5' },
      { what: 'foreign line 4', found: 'a line of -5 marked x' },
    ]);
  });

  it('have their amount to the cent, even where the sum is right', () => {
    const shifted = [actualLine('a', 1, '6200|10|200', '80.11'), actualLine('b', 2, '2110|00|000', '-80.11')];
    expect(against({ lines: shifted })).toEqual([
      'line a amount',
      'line a coded amount',
      'line b amount',
      'line b coded amount',
    ]);
  });

  it('are coded to their account exactly', () => {
    expect(against({ lines: [actualLine('a', 1, '6200|10|201', '80.10'), b] })).toEqual(['line a account']);
  });

  it('are coded once: an automatic distribution beside ours doubles the expense', () => {
    const doubled = {
      ...a,
      distributions: [...a.distributions, { sequence: 2, account: '6999|00|000', amount: '80.10' }],
    };
    expect(compareDocument(planned, { ...actual, lines: [doubled, b] }, 12)).toMatchObject([
      {
        what: 'line a coding',
        expected: '6200|10|200 80.1 alone',
        found: '6200|10|200 80.10, 6999|00|000 80.10',
      },
    ]);
  });

  it('are coded at all, and in full', () => {
    expect(against({ lines: [{ ...a, distributions: [] }, b] })).toEqual(['line a coding']);
    const part = { ...a, distributions: [{ sequence: 1, account: '6200|10|200', amount: '80' }] };
    expect(against({ lines: [part, b] })).toEqual(['line a coded amount']);
  });
});

describe('a debit memo', () => {
  const memo: PlannedDocument = {
    ...planned,
    kind: 'ap-debit-memo',
    total: { amount: '80.1', currency: 'USD' },
    lines: planned.lines.slice(0, 1),
  };
  const entered: ActualDocument = { ...actual, kind: 'ap-debit-memo', total: '80.10', lines: [a] };

  it('is compared as entered, positive', () => {
    expect(compareDocument(memo, entered, 12)).toEqual([]);
  });

  it('differs where it was entered negative', () => {
    const negative = { ...entered, total: '-80.10', lines: [actualLine('a', 1, '6200|10|200', '-80.10')] };
    expect(compareDocument(memo, negative, 12).map(({ what }) => what)).toEqual([
      'total',
      'line a amount',
      'line a coded amount',
      'sum of the lines',
    ]);
  });
});

describe('a journal', () => {
  const journal: PlannedDocument = {
    ...planned,
    kind: 'gl-journal',
    vendorRole: null,
    documentNumber: null,
    dueDate: null,
  };
  const entered: ActualDocument = {
    ...actual,
    kind: 'gl-journal',
    key: {
      kind: 'journal',
      bookId: 'MAIN',
      fiscalYear: 2026,
      fiscalYearSuffix: '',
      journalCode: 'GJ',
      journalNum: 7,
      fiscalCalendarId: 'MAIN',
    },
    vendorNum: null,
    documentNumber: null,
    // Epicor keeps one date of a journal, and as its total that of its debits
    invoiceDate: '2026-10-05',
    dueDate: null,
    total: '80.10',
  };

  it('has neither vendor, number, invoice date nor control total', () => {
    expect(compareDocument(journal, entered, null)).toEqual([]);
  });

  it('must balance', () => {
    const lines = [a, actualLine('b', 2, '2110|00|000', '-80')];
    expect(compareDocument(journal, { ...entered, lines }, null).map(({ what }) => what)).toEqual([
      'line b amount',
      'line b coded amount',
      'sum of the lines',
    ]);
  });

  it('differs where another lies under its number', () => {
    expect(compareDocument(journal, { ...entered, marker: 'acme:accr_2' }, null)[0]?.what).toBe('marker');
  });
});

describe('a document that may be repaired', () => {
  it('bears our marker and no line but planned ones, each once, though some may be missing', () => {
    expect(isNotOursAlone(planned, actual)).toBe(false);
    expect(isNotOursAlone(planned, { ...actual, lines: [] })).toBe(false);
  });

  it.each([
    ['a marker that was cut', { marker: 'acme:ac' }],
    ['a line without an id', { lines: [a, { ...b, lineId: '' }] }],
    ['a line that was not planned', { lines: [a, b, { ...b, lineId: 'c' }] }],
    ['a line twice', { lines: [a, b, { ...b, lineNumber: 3 }] }],
  ])('has not %s', (_, found) => {
    expect(isNotOursAlone(planned, { ...actual, ...found })).toBe(true);
  });
});

describe('a document without our whole marker', () => {
  it('is known by the marker’s beginning, or by a line of ours', () => {
    expect(bearsTracesOf(planned, { ...actual, marker: 'acme:ac', lines: [] })).toBe(true);
    expect(bearsTracesOf(planned, { ...actual, marker: '', lines: [a] })).toBe(true);
  });

  it.each(['', 'acme', 'acme:accr_2'])('is not ours with "%s" and no line of ours', (marker) => {
    expect(bearsTracesOf(planned, { ...actual, marker, lines: [{ ...a, lineId: '' }] })).toBe(false);
  });
});
