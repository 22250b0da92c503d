import { z } from 'zod';
import { type FiscalPeriod, periodName } from '../accounting/fiscal-period';
import type { Answer } from './api';
import { integerColumn, textColumn } from './columns';
import type { Row } from './dataset';
import type { Service } from './service';

/** What a text says that is a no whatever period is the current one. Texts are not documented, nor their language. */
const saysClosed = /clos(ed|ing)|earliest|not (open|valid)|invalid|locked|no fiscal (period|year)/i;

const fiscalColumns = z.object({
  FiscalYear: integerColumn,
  FiscalYearSuffix: textColumn,
  FiscalPeriod: integerColumn,
});

/**
 * What a text of CheckFiscalYear means. By Epicor's own description it is given for every date that is not in the
 * *current* period, so for all of last month too: that alone is a remark. It is a no where it says so, or where the
 * group (`row`, as the check left it) is known to stay in another period than the date's: its journals would be posted
 * there. Whatever else is closed Epicor refuses when the journal is saved.
 */
export function journalDateAnswer(
  service: Service,
  said: string,
  row: Row | undefined,
  period: FiscalPeriod | null,
): Answer {
  if (said === '') return { ok: true };
  if (saysClosed.test(said)) return { ok: false, said };
  if (row && period && isElsewhere(service, row, period))
    return { ok: false, said: `${said} (The group is not in ${periodName(period)}.)` };
  return { ok: true, remark: said };
}

/** A row that names no period is not held against the date. */
function isElsewhere(service: Service, row: Row, { year, suffix, period }: FiscalPeriod): boolean {
  const parsed = fiscalColumns.safeParse(row);
  if (!parsed.success || parsed.data.FiscalPeriod === 0) return false;
  const found = service.read('CheckFiscalYear', fiscalColumns, row);
  return found.FiscalYear !== year || found.FiscalYearSuffix !== suffix || found.FiscalPeriod !== period;
}

/** The columns by which a group is put into `period`, where the check itself did not. */
export function inPeriod({ calendar, year, suffix, period }: FiscalPeriod): Row {
  return {
    FiscalCalendarID: calendar,
    FiscalYear: year,
    FiscalYearSuffix: suffix,
    FiscalPeriod: period,
  };
}
