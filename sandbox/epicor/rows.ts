import { LosslessNumber, parse, stringify } from 'lossless-json';
import { badInput } from './errors';
import { type ColumnType, type TableDefinition, tableDefinition } from './tables';

/** Text, decimals as text, dates as "2025-06-10T00:00:00", whole numbers, flags; null only for dates. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

/** Rows by table name, as they travel in a `ds`. */
export type Dataset = Record<string, Row[]>;

export const noRowId = '00000000-0000-0000-0000-000000000000';

const blanks: Record<ColumnType, Value> = {
  text: '',
  integer: 0,
  decimal: '0',
  flag: false,
  date: null,
  guid: noRowId,
};

/** A row with every column at its blank, and `values` on top. Refuses a column that the table has not. */
export function blankRow(table: string, values: Row = {}): Row {
  const { columns } = tableDefinition(table);
  const row: Row = {};
  for (const [name, type] of columns) row[name] = blanks[type];
  for (const [name, value] of Object.entries(values)) {
    if (!columns.has(name)) throw new Error(`${table} has no column ${name}`);
    row[name] = value;
  }
  return row;
}

/**
 * A row as a client sent it. Columns that the stand-in does not keep are dropped, as a server drops what it does
 * not store; columns that were not sent stay absent. Refuses a value of the wrong type.
 */
export function readRow(table: string, sent: unknown): Row {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) throw badInput();
  const { columns } = tableDefinition(table);
  const row: Row = {};
  for (const [name, value] of Object.entries(sent)) {
    const type = columns.get(name);
    if (type && (value !== null || type === 'date')) row[name] = readValue(type, value, `${table}.${name}`);
  }
  return row;
}

function readValue(type: ColumnType, value: unknown, place: string): Value {
  switch (type) {
    case 'text':
    case 'guid':
      if (typeof value === 'string') return value;
      break;
    case 'flag':
      if (typeof value === 'boolean') return value;
      break;
    case 'integer': {
      const text = numberText(value);
      if (text !== null && Number.isSafeInteger(Number(text))) return Number(text);
      break;
    }
    case 'decimal': {
      const text = numberText(value);
      if (text !== null) return text;
      break;
    }
    case 'date':
      if (value === null || value === '') return null;
      if (typeof value === 'string') return readDate(value);
  }
  throw badInput(`Unable to deserialize entity. Input data is not in correct format. (${place})`);
}

/** Decimal text of a JSON number, or of a string as OData v3 clients send it; null for anything else. */
function numberText(value: unknown): string | null {
  const text = value instanceof LosslessNumber ? value.toString() : typeof value === 'string' ? value : null;
  return text !== null && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? text : null;
}

/** "2025-06-10" or "2025-06-10T00:00:00", with or without "Z" → "2025-06-10T00:00:00". Refuses anything else. */
export function readDate(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]00:00)?)?$/.exec(text);
  const day = match?.[1];
  if (day === undefined || Number.isNaN(Date.parse(day))) {
    throw badInput(`String '${text}' was not recognized as a valid DateTime.`);
  }
  return `${day}T00:00:00`;
}

/** "2025-06-10T00:00:00" → "2025-06-10"; "" for a blank date. */
export const dayOf = (date: Value | undefined): string => (typeof date === 'string' ? date.slice(0, 10) : '');

export function text(row: Row, column: string): string {
  const value = row[column];
  return value === undefined || value === null ? '' : String(value);
}

export const integer = (row: Row, column: string): number => Number(row[column] ?? 0);

export const flag = (row: Row, column: string): boolean => row[column] === true;

/** Text of a JSON body → its value, with numbers kept exactly. Refuses what is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return parse(body);
  } catch {
    throw badInput();
  }
}

/** A row as it is sent: decimals become JSON numbers with at least two decimals. */
export function writeRow(
  definition: TableDefinition,
  row: Row,
  rename: Readonly<Record<string, string>> = {},
) {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const type = definition.columns.get(name);
    sent[rename[name] ?? name] = type === 'decimal' ? new LosslessNumber(twoDecimals(String(value))) : value;
  }
  return sent;
}

function twoDecimals(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.');
  return fraction.length >= 2 ? value : `${whole}.${fraction.padEnd(2, '0')}`;
}

/** A dataset as it is sent, of tables or of their lists; tables that the stand-in does not fill are not named. */
export function writeDataset(ds: Dataset): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [table, rows] of Object.entries(ds)) {
    const definition = tableDefinition(table.replace(/List$/, ''));
    sent[table] = rows.map((row) => writeRow(definition, row));
  }
  sent.ExtensionTables = [];
  return sent;
}

export const toJson = (value: unknown): string => stringify(value) ?? 'null';
