import type { EpicorKey } from '../../accounting/document';
import { isSameDocument } from '../../accounting/document-name';

const invoice: EpicorKey = { kind: 'ap', vendorNum: 12, invoiceNum: 'BREX-accr_1' };
const journal: EpicorKey = {
  kind: 'journal',
  bookId: 'MAIN',
  fiscalYear: 2026,
  fiscalYearSuffix: '',
  journalCode: 'GJ',
  journalNum: 7,
  fiscalCalendarId: 'MAIN',
};

describe('two keys are of one document', () => {
  it.each<[string, EpicorKey, EpicorKey, boolean]>([
    ['that are equal', invoice, invoice, true],
    [
      'whose numbers differ in case only, which Epicor tells not apart',
      invoice,
      { ...invoice, invoiceNum: 'BREX-ACCR_1' },
      true,
    ],
    ['whose numbers differ in blanks at the end', invoice, { ...invoice, invoiceNum: 'BREX-accr_1 ' }, true],
    ['of another number', invoice, { ...invoice, invoiceNum: 'BREX-accr_2' }, false],
    ['of another vendor', invoice, { ...invoice, vendorNum: 13 }, false],
    ['of a journal, one without its calendar', journal, { ...journal, fiscalCalendarId: '' }, true],
    ['of another year', journal, { ...journal, fiscalYear: 2025 }, false],
    ['of another kind', journal, invoice, false],
  ])('%s', (_which, left, right, same) => {
    expect(isSameDocument(left, right)).toBe(same);
  });
});
