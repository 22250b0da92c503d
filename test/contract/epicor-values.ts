import type { Fields, Service } from './epicor-extracts';
import { isObject, type Violation } from './violation';

/** Columns that no extract can know: a tenant's own (EPICOR.md 8, 17). */
const isTenantsOwn = (column: string): boolean => column.endsWith('_c') || column.startsWith('UD_');

/** Judges a value by its declared type; `str` may be null, since it may be a date or an id. */
export function judgeValue(service: Service, type: string, value: unknown, place: string): Violation[] {
  switch (type) {
    case 'str':
      return typeof value === 'string' || value === null ? [] : [wrong(place, 'text')];
    case 'int':
      return isNumeric(value) ? [] : [wrong(place, 'a number')];
    case 'bool':
      return typeof value === 'boolean' ? [] : [wrong(place, 'true or false')];
    default:
      return judgeList(service, type, value, place);
  }
}

function judgeList(service: Service, type: string, value: unknown, place: string): Violation[] {
  const item = /^list\[(\w+)\]$/.exec(type)?.[1];
  // what the extract's generator could not name
  if (item === undefined) return [];
  const fields = service.schema(item);
  if (item.endsWith('Tableset')) {
    return isObject(value) && fields
      ? judgeTables(service, fields, value, place)
      : [wrong(place, 'an object of tables')];
  }
  if (!Array.isArray(value)) return [wrong(place, 'a list')];
  return value.flatMap((each, index) => {
    const there = `${place}/${index}`;
    if (!fields) return judgeValue(service, item, each, there);
    return isObject(each) ? judgeRow(service, fields, each, there) : [wrong(there, 'a row')];
  });
}

function judgeTables(
  service: Service,
  tables: Fields,
  dataSet: Record<string, unknown>,
  place: string,
): Violation[] {
  const violations: Violation[] = [];
  for (const [table, rows] of Object.entries(dataSet)) {
    const type = tables.get(table);
    const there = `${place}/${table}`;
    if (type === undefined) violations.push(wrong(there, 'no such table'));
    else violations.push(...judgeValue(service, type, rows, there));
  }
  return violations;
}

/** Every column known and of its kind; a row may leave columns out. */
export function judgeRow(
  service: Service,
  columns: Fields,
  row: Record<string, unknown>,
  place: string,
): Violation[] {
  let violations: Violation[] | null = null;
  for (const column in row) {
    const type = columns.get(column);
    if (type === undefined) {
      if (isTenantsOwn(column)) continue;
      violations = [...(violations ?? []), wrong(`${place}/${column}`, 'no such column')];
      continue;
    }
    const found = judgeValue(service, type, row[column], `${place}/${column}`);
    if (found.length > 0) violations = [...(violations ?? []), ...found];
  }
  return violations ?? [];
}

/** A parameter in a query string is text, whatever its type. */
export function judgeQueryValue(type: string, text: string, place: string): Violation[] {
  if (type === 'int' && !isNumeric(text)) return [wrong(place, 'a number')];
  if (type === 'bool' && text !== 'true' && text !== 'false') return [wrong(place, 'true or false')];
  return [];
}

export function isKnownColumn(columns: Fields, column: string): boolean {
  return columns.has(column) || isTenantsOwn(column);
}

function isNumeric(value: unknown): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value))
  );
}

function wrong(place: string, expected: string): Violation {
  return { place, expected };
}
