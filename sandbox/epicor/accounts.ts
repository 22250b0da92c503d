import type { Context } from './context';
import { refuse } from './errors';
import { dayOf, flag, integer, type Row, text } from './rows';

/**
 * Why an account may not be used on a date, or null where it may. Dynamic segments are no part of the chart's rows
 * (EPICOR.md 6): their values are looked up by themselves, unless `dynamic` is false.
 */
export function accountProblem(
  context: Context,
  account: string,
  date: string,
  dynamic = true,
): string | null {
  const parts = partsOf(context, account);
  const row = context.db.table('GLAccount').get(context.coaCode, parts.fixed);
  if (!row) return `GL Account ${account} is not valid.`;
  const unknown = dynamic ? parts.dynamic.find((value) => !isKnownValue(context, value)) : undefined;
  if (unknown)
    return `Segment ${unknown.segment} value ${unknown.code} of GL Account ${account} is not valid.`;
  if (!flag(row, 'Active')) return `GL Account ${account} is inactive.`;
  const [from, to, day] = [dayOf(row.EffFrom), dayOf(row.EffTo), dayOf(date)];
  if ((from !== '' && day < from) || (to !== '' && day > to)) {
    return `GL Account ${account} is not effective on ${day}.`;
  }
  return null;
}

interface DynamicValue {
  readonly segment: number;
  readonly code: string;
}

/** An account's part that the chart has rows of, and the values of its dynamic segments. */
function partsOf(context: Context, account: string): { fixed: string; dynamic: DynamicValue[] } {
  const isDynamic = new Map(
    context.db
      .table('COASegment')
      .all()
      .map((segment) => [integer(segment, 'SegmentNbr'), flag(segment, 'Dynamic')]),
  );
  const values = account.split('|').map((code, index) => ({ segment: index + 1, code }));
  const fixed = values.filter(({ segment }) => !isDynamic.get(segment));
  return {
    fixed: fixed.map(({ code }) => code).join('|'),
    dynamic: values.filter(({ segment }) => isDynamic.get(segment)),
  };
}

function isKnownValue({ db, coaCode }: Context, { segment, code }: DynamicValue): boolean {
  const value = db.table('COASegValues').get(coaCode, segment, code);
  return value !== null && flag(value, 'ActiveFlag');
}

/** Refuses an account that may not be used on a date. */
export function requireAccount(
  context: Context,
  account: string,
  date: string,
  table: string,
  dynamic = true,
): void {
  const problem = accountProblem(context, account, date, dynamic);
  if (problem) throw refuse(problem, table, 'GLAccount');
}

/** The account that a row means: GLAccount, or its SegValue columns joined; "" where both are blank. */
export function accountOf(context: Context, row: Row): string {
  const account = text(row, 'GLAccount');
  if (account !== '') return account;
  const count = context.db.table('COASegment').size();
  const values = Array.from({ length: count }, (_, index) => text(row, `SegValue${index + 1}`));
  return values.some((value) => value !== '') ? values.join('|') : '';
}

/** GLAccount and SegValue1 to SegValue20 of an account. */
export function accountColumns(account: string): Row {
  const values = account.split('|');
  const columns: Row = { GLAccount: account };
  for (let index = 0; index < 20; index += 1) columns[`SegValue${index + 1}`] = values[index] ?? '';
  return columns;
}

/** "6100|10|200" as people see it: "6100-10-200". */
export const displayed = (context: Context, account: string): string =>
  account.split('|').join(context.separator);

export function accountDescription(context: Context, account: string): string {
  const row = context.db.table('GLAccount').get(context.coaCode, account);
  return row ? text(row, 'AccountDesc') : '';
}
