import { badQuery } from '../errors';
import type { Row } from '../rows';
import { columnsOf } from './columns';
import { compileFilter } from './filter';
import { orderOf } from './operands';

const operators: Readonly<Record<string, string>> = {
  '=': 'eq',
  '<>': 'ne',
  '!=': 'ne',
  '>=': 'ge',
  '<=': 'le',
  '>': 'gt',
  '<': 'lt',
};

/**
 * Rows by the SQL-like clause of GetRows and GetList: "InvoiceNum = 'x' and VendorNum = 12 BY SysRevID", dates
 * quoted (EPICOR.md 2.2). Its comparisons are those of a `$filter` under other signs, so that one parser serves.
 */
export function whereClause(table: string, rows: readonly Row[], clause: string): Row[] {
  const columns = columnsOf({ table, rename: {} });
  const { condition, by } = split(clause);
  const matching =
    condition === '' ? [...rows] : rows.filter(compileFilter(condition, columns, { quotedDates: true }));
  if (by === null) return matching;
  const { type, value } = columns.column(by);
  const compare = orderOf(type);
  return matching.sort((a, b) => compare(value(a), value(b)));
}

function split(clause: string): { condition: string; by: string | null } {
  const pieces = clause.split("'");
  if (pieces.length % 2 === 0) throw badQuery(`Syntax error at position ${clause.length} in '${clause}'.`);
  const last = pieces.pop() ?? '';
  const [rest = '', by] = last.split(/\bBY\b/i);
  const condition = [...pieces, rest]
    .map((piece, index) => (index % 2 === 0 ? translated(piece) : piece))
    .join("'")
    .trim();
  return { condition, by: by === undefined ? null : by.trim() };
}

function translated(piece: string): string {
  return piece
    .replace(/\s*(<>|!=|>=|<=|=|>|<)\s*/g, (_match, sign: string) => ` ${operators[sign]} `)
    .replace(/\b(AND|OR|NOT)\b/gi, (word) => word.toLowerCase());
}
