import type { z } from 'zod';
import type { JournalKey } from './api';
import { allOf, eq, type Filter } from './filter';
import type { journalKeyColumns } from './journal-columns';

export function toJournalKey(row: z.output<typeof journalKeyColumns>): JournalKey {
  return {
    kind: 'journal',
    bookId: row.BookID,
    fiscalYear: row.FiscalYear,
    fiscalYearSuffix: row.FiscalYearSuffix,
    journalCode: row.JournalCode,
    journalNum: row.JournalNum,
    fiscalCalendarId: row.FiscalCalendarID,
  };
}

/** The key as parameters of GetByID (query) and DeleteByID (body); a blank suffix is a legal part of it. */
export function journalParameters(key: JournalKey) {
  return {
    bookID: key.bookId,
    fiscalYear: key.fiscalYear,
    fiscalYearSuffix: key.fiscalYearSuffix,
    journalCode: key.journalCode,
    journalNum: key.journalNum,
    fiscalCalendarID: key.fiscalCalendarId,
  };
}

/**
 * The key as a filter over posted lines; their key has no calendar (EPICOR.md 2.7). A blank suffix is left to who
 * reads the lines.
 */
export function journalFilter(key: JournalKey): Filter {
  return allOf(
    eq('BookID', key.bookId),
    eq('FiscalYear', key.fiscalYear),
    ...(key.fiscalYearSuffix === '' ? [] : [eq('FiscalYearSuffix', key.fiscalYearSuffix)]),
    eq('JournalCode', key.journalCode),
    eq('JournalNum', key.journalNum),
  );
}

/** One text per journal, for grouping lines. */
export function journalIdentity(key: JournalKey): string {
  return [key.bookId, key.fiscalYear, key.fiscalYearSuffix, key.journalCode, key.journalNum].join('/');
}
