import { DateTime } from 'luxon';
import type { EpicorSeedFiscalCalendar, EpicorSeedPeriod } from '../epicor/seed-type';

/** The dates that everything else in the world hangs on; YYYY-MM-DD. */
export interface WorldDates {
  readonly today: string;
  /** Where the connection begins to book: the first day of the month two months back. */
  readonly startDate: string;
  /** Epicor refuses older apply dates: the first day of last month. One month of closed dates lies between. */
  readonly earliestApplyDate: string;
}

export function worldDates(today: string): WorldDates {
  const day = DateTime.fromISO(today, { zone: 'utc' });
  if (!day.isValid) throw new RangeError(`today is "${today}", expected YYYY-MM-DD`);
  const month = day.startOf('month');
  return {
    today: day.toISODate(),
    startDate: month.minus({ months: 2 }).toISODate(),
    earliestApplyDate: month.minus({ months: 1 }).toISODate(),
  };
}

/** The sandbox connection's `startDate` for a given day (default: today in UTC). */
export function sandboxStartDate(today: string = currentDate()): string {
  return worldDates(today).startDate;
}

/** Today in UTC, YYYY-MM-DD. */
export function currentDate(): string {
  return DateTime.utc().toISODate();
}

/** Calendar years with twelve periods each: last year, this one and the next. */
export function fiscalCalendar(dates: WorldDates): EpicorSeedFiscalCalendar {
  const year = Number(dates.today.slice(0, 4));
  return {
    id: 'MAIN',
    periods: [year - 1, year, year + 1].flatMap(periodsOf),
    earliestApplyDate: dates.earliestApplyDate,
  };
}

function periodsOf(year: number): EpicorSeedPeriod[] {
  return Array.from({ length: 12 }, (_, index) => {
    const start = DateTime.utc(year, index + 1, 1);
    return {
      fiscalYear: year,
      yearSuffix: '',
      period: index + 1,
      start: start.toFormat('yyyy-MM-dd'),
      end: start.endOf('month').toFormat('yyyy-MM-dd'),
    };
  });
}
