/** A period of Epicor's fiscal calendar; periods need not be calendar months. Days are YYYY-MM-DD, both included. */
export interface FiscalPeriod {
  readonly calendar: string;
  readonly year: number;
  /** Blank for most companies. */
  readonly suffix: string;
  readonly period: number;
  readonly from: string;
  readonly to: string;
}

/** The calendar month of a date, where Epicor does not tell its periods. */
export function monthOf(date: string): FiscalPeriod {
  const [year = 0, period = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, period, 0)).toISOString().slice(0, 10);
  return { calendar: '', year, suffix: '', period, from: `${last.slice(0, 8)}01`, to: last };
}

export function contains({ from, to }: FiscalPeriod, date: string): boolean {
  return from <= date && date <= to;
}

/** "MAIN/2026//10": the same for every date of the period. */
export function periodKey({ calendar, year, suffix, period }: FiscalPeriod): string {
  return [calendar, year, suffix, period].join('/');
}

/** "period 10 of 2026" */
export function periodName({
  year,
  suffix,
  period,
}: Pick<FiscalPeriod, 'year' | 'suffix' | 'period'>): string {
  return `period ${period} of ${year}${suffix}`;
}
