/**
 * What rows a read asks for, apart from how a server is told: as OData's `$filter` or as the SQL-like clause of
 * GetRows (EPICOR.md 2.1 to 2.3). Column names are those of the entity set.
 */
export type Filter =
  | { readonly column: string; readonly is: Comparison; readonly value: Operand }
  | { readonly column: string; readonly startsWith: string }
  | { readonly join: 'and' | 'or'; readonly filters: readonly Filter[] };

type Comparison = 'eq' | 'gt' | 'ge' | 'lt' | 'le';

/** A text, a flag, a whole number, or one of those below. */
export type Operand = string | boolean | number | Day | Int64;

interface Day {
  readonly day: string;
}
interface Int64 {
  readonly int64: string;
}

/** A calendar date, YYYY-MM-DD. */
export const day = (date: string): Day => ({ day: date });

/** A number that a binary float may not hold, as text: a row version. */
export const int64 = (digits: string): Int64 => ({ int64: digits });

export const compared = (column: string, is: Comparison, value: Operand): Filter => ({ column, is, value });
export const eq = (column: string, value: Operand): Filter => compared(column, 'eq', value);
export const startsWith = (column: string, text: string): Filter => ({ column, startsWith: text });
export const allOf = (...filters: readonly Filter[]): Filter => joined('and', filters);
export const anyOf = (...filters: readonly Filter[]): Filter => joined('or', filters);

function joined(join: 'and' | 'or', filters: readonly Filter[]): Filter {
  const [only] = filters;
  return only && filters.length === 1 ? only : { join, filters };
}

/** `filter` for `$filter`: dates as unquoted DateTimeOffset (EPICOR.md 2.3), quotes in texts doubled. */
export function odataFilter(filter: Filter): string {
  if ('join' in filter) return joinedText(filter.filters, filter.join, odataFilter);
  if ('startsWith' in filter) return `startswith(${filter.column},${quoted(filter.startsWith)})`;
  return `${filter.column} ${filter.is} ${literal(filter.value, (date) => `${date}T00:00:00Z`)}`;
}

const signs: Record<Comparison, string> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };

/**
 * The same for a where clause of GetRows, dates quoted; `columnOf` gives a column's name in the data set. null
 * where the clause cannot say it, since it knows no functions (EPICOR.md 2.2).
 */
export function whereClause(filter: Filter, columnOf: (column: string) => string): string | null {
  if ('startsWith' in filter) return null;
  if (!('join' in filter)) {
    return `${columnOf(filter.column)} ${signs[filter.is]} ${literal(filter.value, quoted)}`;
  }
  const parts = filter.filters.map((part) => whereClause(part, columnOf));
  if (parts.includes(null)) return null;
  return joinedText(filter.filters, filter.join, (part) => whereClause(part, columnOf) ?? '');
}

function joinedText(
  filters: readonly Filter[],
  join: 'and' | 'or',
  textOf: (filter: Filter) => string,
): string {
  return filters.map((part) => ('join' in part ? `(${textOf(part)})` : textOf(part))).join(` ${join} `);
}

function literal(value: Operand, dateText: (date: string) => string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  return 'day' in value ? dateText(value.day) : value.int64;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
