import type { z } from 'zod';
import type { JournalKey } from './api';
import type { journalKeyColumns } from './journal-columns';
import { literal } from './odata';

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

/** The key as a filter over posted lines; their key has no calendar (EPICOR.md 2.7). */
export function journalFilter(key: JournalKey): string {
  return [
    `BookID eq ${literal(key.bookId)}`,
    `FiscalYear eq ${key.fiscalYear}`,
    `FiscalYearSuffix eq ${literal(key.fiscalYearSuffix)}`,
    `JournalCode eq ${literal(key.journalCode)}`,
    `JournalNum eq ${key.journalNum}`,
  ].join(' and ');
}

/** One text per journal, for grouping lines. */
export function journalIdentity(key: JournalKey): string {
  return [key.bookId, key.fiscalYear, key.fiscalYearSuffix, key.journalCode, key.journalNum].join('/');
}
