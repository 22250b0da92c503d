import type { Context } from './context';
import { refuse } from './errors';
import { dayOf, type Row, text } from './rows';

/** Why a date is not open for entry, or null. Epicor asks its Earliest Apply Date, periods have no flag. */
export function closedReason(context: Context, date: string): string | null {
  const day = dayOf(date);
  if (day < context.earliestApplyDate) {
    return `Apply Date ${day} is earlier than the Earliest Apply Date ${context.earliestApplyDate}.`;
  }
  return periodOf(context, date) ? null : `No fiscal period was found for the date ${day}.`;
}

/** Refuses a date that is not open. */
export function requireOpen(context: Context, date: string, table: string, field: string): void {
  const reason = closedReason(context, date);
  if (reason) throw refuse(reason, table, field);
}

export function periodOf(context: Context, date: string): Row | null {
  const day = dayOf(date);
  const contains = (period: Row): boolean => dayOf(period.StartDate) <= day && day <= dayOf(period.EndDate);
  return context.db.table('FiscalPer').all().find(contains) ?? null;
}

/** The fiscal columns that follow from a date; refuses one outside of every period. */
export function fiscalColumns(context: Context, date: string): Row {
  const period = periodOf(context, date);
  if (!period) throw refuse(`No fiscal period was found for the date ${dayOf(date)}.`);
  return {
    FiscalYear: period.FiscalYear ?? 0,
    FiscalPeriod: period.FiscalPeriod ?? 0,
    FiscalYearSuffix: text(period, 'FiscalYearSuffix'),
    FiscalCalendarID: text(period, 'FiscalCalendarID'),
  };
}

/** "2025-06-10T00:00:00" and 30 → "2025-07-10T00:00:00" */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${dayOf(date)}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 19);
}
