import { z } from 'zod';
import type { FiscalPeriod } from '../accounting/fiscal-period';
import { integerColumn, requiredDateColumn, textColumn } from './columns';
import { books, fiscalPeriods } from './entity-sets';
import { EpicorError } from './errors';
import { allOf, compared, day, eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const periodColumns = z.object({
  FiscalCalendarID: textColumn,
  FiscalYear: integerColumn,
  FiscalYearSuffix: textColumn,
  FiscalPeriod: integerColumn,
  StartDate: requiredDateColumn,
  EndDate: requiredDateColumn,
});
const bookColumns = z.object({ FiscalCalendarID: textColumn });

/** Answers after which the calendar counts as not readable: rights, releases and access scopes differ. */
const untold = new Set(['denied', 'not-found', 'business', 'bad-reply']);
const unreadableSet = new Set([500, 501]);

/**
 * The fiscal period of a date in the calendar of `bookId` (FiscalCalSvc, EPICOR.md 2.7); null where Epicor has
 * none for it or does not let us read its calendar.
 */
export function createFiscalPeriods(http: EpicorHttp) {
  const of = async (date: string, bookId: string): Promise<FiscalPeriod | null> => {
    const rows = await readFew(http, fiscalPeriods, {
      select: periodColumns,
      filter: allOf(compared('StartDate', 'le', day(date)), compared('EndDate', 'ge', day(date))),
    });
    const calendars = new Set(rows.map(({ FiscalCalendarID }) => FiscalCalendarID));
    const calendar = calendars.size > 1 ? await calendarOf(bookId) : [...calendars][0];
    const [row] = rows
      .filter(({ FiscalCalendarID }) => FiscalCalendarID === calendar)
      .sort((a, b) => a.FiscalPeriod - b.FiscalPeriod);
    return row
      ? {
          calendar: row.FiscalCalendarID,
          year: row.FiscalYear,
          suffix: row.FiscalYearSuffix,
          period: row.FiscalPeriod,
          from: row.StartDate,
          to: row.EndDate,
        }
      : null;
  };
  const calendarOf = async (bookId: string): Promise<string | undefined> => {
    const [book] = await readFew(http, books, { select: bookColumns, filter: eq('BookID', bookId) });
    return book?.FiscalCalendarID;
  };
  return {
    async of(date: string, bookId: string): Promise<FiscalPeriod | null> {
      try {
        return await of(date, bookId);
      } catch (error) {
        const isUntold =
          error instanceof EpicorError && (untold.has(error.kind) || unreadableSet.has(error.status ?? 0));
        if (isUntold) return null;
        throw error;
      }
    },
  };
}
