import { LosslessNumber } from 'lossless-json';
import type { Context } from '../context';
import { badInput } from '../errors';
import { type Dataset, readDate, readRow } from '../rows';
import { datasetTables, tableNames } from '../tables';

/** How a parameter is read; `ds:Name` is a dataset of that name. */
export type ParameterType = 'text' | 'integer' | 'decimal' | 'flag' | 'date' | `ds:${string}`;

export interface MethodReply {
  /** The method's return value: a Dataset, text, number or flag. */
  readonly returnObj?: unknown;
  /** Its ref and out parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A method of a service (EPICOR.md 1.2). */
export interface Method {
  /** Every one is required, names are case-exact. */
  readonly parameters: Readonly<Record<string, ParameterType>>;
  /** Also called by GET with a query string: GetByID, GetRows, GetList. */
  readonly readable: boolean;
  run(context: Context, given: Given): MethodReply;
}

/** The parameters of one call, read by type. */
export interface Given {
  text(name: string): string;
  integer(name: string): number;
  flag(name: string): boolean;
  ds(name?: string): Dataset;
}

export function method(
  parameters: Readonly<Record<string, ParameterType>>,
  run: (context: Context, given: Given) => MethodReply,
): Method {
  return { parameters, readable: false, run };
}

export function readMethod(
  parameters: Readonly<Record<string, ParameterType>>,
  run: (context: Context, given: Given) => MethodReply,
): Method {
  return { parameters, readable: true, run };
}

/** Reads the parameters of a call. Refuses a missing, misnamed or wrongly typed one with 400. */
export function readParameters(wanted: Readonly<Record<string, ParameterType>>, sent: unknown): Given {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) throw badInput();
  const values = new Map<string, unknown>();
  for (const [name, type] of Object.entries(wanted)) {
    if (!Object.hasOwn(sent, name)) throw badInput(`Parameter ${name} is not found in the input object`);
    values.set(name, readParameter(name, type, (sent as Record<string, unknown>)[name]));
  }
  return {
    text: (name) => String(values.get(name) ?? ''),
    integer: (name) => Number(values.get(name)),
    flag: (name) => values.get(name) === true,
    ds: (name = 'ds') => values.get(name) as Dataset,
  };
}

function readParameter(name: string, type: ParameterType, value: unknown): unknown {
  if (type.startsWith('ds:')) return readDataset(type.slice(3), value);
  const text = value instanceof LosslessNumber ? value.toString() : value;
  switch (type) {
    case 'text':
      if (typeof value === 'string') return value;
      break;
    case 'date':
      if (typeof value === 'string') return readDate(value);
      break;
    case 'integer':
      if (typeof text === 'string' && /^-?\d+$/.test(text)) return Number(text);
      break;
    case 'decimal':
      if (typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text)) return text;
      break;
    case 'flag':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
  }
  throw badInput(`Parameter ${name} is not in correct format.`);
}

/** A `ds`. Refuses a table that the dataset has not; rows of tables that the stand-in does not keep are dropped. */
export function readDataset(name: string, sent: unknown): Dataset {
  if (sent === null) return {};
  if (typeof sent !== 'object' || Array.isArray(sent)) throw badInput();
  const ds: Dataset = {};
  for (const [table, rows] of Object.entries(sent)) {
    if (!datasetTables[name]?.includes(table) || !Array.isArray(rows)) throw badInput();
    if (tableNames.includes(table)) ds[table] = rows.map((row) => readRow(table, row));
  }
  return ds;
}
