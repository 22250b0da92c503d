import { badQuery, EpicorRefusal } from '../errors';
import { type Row, writeRow } from '../rows';
import { tableDefinition } from '../tables';
import { type Columns, columnsOf } from './columns';
import type { EntitySet } from './entity-sets';
import { compileFilter } from './filter';
import { orderOf } from './operands';

/** Without `$top` no more rows than these come back, and nothing says so (EPICOR.md 2.2). */
const silentCap = 100;

const known = new Set(['$select', '$filter', '$orderby', '$top', '$skip', '$count', '$apply', 'api-key']);

export interface QueryResult {
  readonly value: readonly object[];
  /** Rows that match, before paging; only where `$count=true` asked for it. */
  readonly count?: number;
  /** Where the next page begins; null where this one is the last. */
  readonly next: number | null;
}

/**
 * Reads an entity set by its query options. No page has more rows than `largestPage`, where that is not 0. Throws
 * 400 with the recorded texts.
 */
export function runQuery(
  set: EntitySet,
  rows: readonly Row[],
  query: ReadonlyMap<string, string>,
  largestPage = 0,
): QueryResult {
  for (const option of query.keys()) {
    if (!known.has(option)) throw badQuery(`The query parameter '${option}' is not supported.`);
  }
  const columns = columnsOf(set);
  const filter = query.get('$filter');
  const matching = filter ? rows.filter(compileFilter(filter, columns)) : [...rows];
  const ordered = inOrder(matching, query.get('$orderby'), columns);
  const skip = wholeNumber(query, '$skip') ?? 0;
  const top = wholeNumber(query, '$top') ?? silentCap;
  const end = skip + (largestPage > 0 ? Math.min(top, largestPage) : top);
  return {
    value: ordered.slice(skip, end).map((row) => selected(set, row, query.get('$select'), columns)),
    next: end < ordered.length ? end : null,
    ...(query.get('$count') === 'true' ? { count: matching.length } : {}),
  };
}

/** One row as an entity, with the columns that `$select` names. */
export function selected(
  set: EntitySet,
  row: Row,
  select: string | undefined,
  columns = columnsOf(set),
): object {
  const whole = writeRow(tableDefinition(set.table), row, set.rename);
  if (!select || select === '*') return whole;
  const names = select.split(',').map((name) => name.trim());
  for (const name of names) columns.column(name);
  return Object.fromEntries(names.map((name) => [name, whole[name] ?? null]));
}

function inOrder(rows: Row[], orderby: string | undefined, columns: Columns): Row[] {
  if (!orderby) return rows;
  const terms = orderby.split(',').map((term) => {
    const [name = '', direction = 'asc', ...rest] = term.trim().split(/\s+/);
    if (rest.length > 0)
      throw new EpicorRefusal(500, 'System.Exception', 'Arithmetic in $orderby is not supported.');
    if (direction !== 'asc' && direction !== 'desc') {
      throw badQuery(`Syntax error at position ${name.length + 1} in '${orderby}'.`);
    }
    const { type, value } = columns.column(name);
    const compare = orderOf(type);
    const sign = direction === 'desc' ? -1 : 1;
    return (a: Row, b: Row) => sign * compare(value(a), value(b));
  });
  return [...rows].sort((a, b) => {
    for (const term of terms) {
      const order = term(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function wholeNumber(query: ReadonlyMap<string, string>, option: string): number | undefined {
  const text = query.get(option);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) {
    throw badQuery(
      `Invalid value '${text}' for ${option} query option found. It requires a non-negative integer.`,
    );
  }
  return Number(text);
}
