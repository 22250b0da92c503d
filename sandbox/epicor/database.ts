import { randomUUID } from 'node:crypto';
import type { Row, Value } from './rows';
import { blankRow } from './rows';
import { type TableDefinition, tableDefinition, tableNames } from './tables';

/** What is saved of a stand-in: plain JSON. */
export interface SavedDatabase {
  /** The database-wide row version (EPICOR.md 2.4). */
  sysRevId: number;
  tables: Record<string, readonly Readonly<Row>[]>;
}

export interface Database {
  table(name: string): Table;
  /** Runs `work`; where it throws, nothing of it remains. */
  transaction<T>(work: () => T): T;
  /** The highest row version given so far. */
  readonly sysRevId: number;
  save(): SavedDatabase;
}

export interface Table {
  readonly definition: TableDefinition;
  /** The row with these key values, in the key's order; a copy. */
  get(...key: Value[]): Row | null;
  /** The rows below one parent key; copies in the order of their key. */
  under(...parent: Value[]): Row[];
  /** Every row, not copied: for reading only. */
  all(): readonly Readonly<Row>[];
  size(): number;
  /** Adds a row; gives it SysRowID and SysRevID. Throws where the key exists: callers look first. */
  insert(row: Row): Row;
  /** Replaces the row of the same key and gives it the next SysRevID. */
  update(row: Row): Row;
  remove(row: Row): void;
}

/** Rowversions of a database that has been in use for years. */
const firstSysRevId = 918_273_000;

const joined = (values: readonly Value[]): string => JSON.stringify(values);

/** The tables of one company, held in memory; loads `saved` where there is one. */
export function createDatabase(saved: SavedDatabase | null): Database {
  let sysRevId = saved?.sysRevId ?? firstSysRevId;
  let undo: (() => void)[] | null = null;
  const remember = (step: () => void): void => {
    undo?.push(step);
  };
  const nextRevision = (): number => {
    sysRevId += 1;
    return sysRevId;
  };
  const tables = new Map(
    tableNames.map((name) => [name, createTable(tableDefinition(name), nextRevision, remember)] as const),
  );
  for (const [name, rows] of Object.entries(saved?.tables ?? {})) tables.get(name)?.load(rows);

  return {
    table(name) {
      const table = tables.get(name);
      if (!table) throw new Error(`no table ${name}`);
      return table;
    },
    transaction(work) {
      if (undo) return work();
      undo = [];
      try {
        return work();
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      } finally {
        undo = null;
      }
    },
    get sysRevId() {
      return sysRevId;
    },
    save: () => ({
      sysRevId,
      tables: Object.fromEntries(
        [...tables].map(([name, table]) => [name, table.all().map((row) => compact(name, row))]),
      ),
    }),
  };
}

/** Only what is not blank: most of a row's columns are. */
function compact(table: string, row: Readonly<Row>): Row {
  const blank = blankRow(table);
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== blank[column]));
}

function createTable(
  definition: TableDefinition,
  nextRevision: () => number,
  remember: (s: () => void) => void,
) {
  const rows = new Map<string, Row>();
  const children = new Map<string, Set<string>>();
  const keyOf = (row: Row): string => joined(definition.key.map((column) => row[column] ?? null));
  const parentOf = (row: Row): string => joined(definition.parent.map((column) => row[column] ?? null));

  const put = (row: Row): void => {
    const key = keyOf(row);
    rows.set(key, row);
    const parent = parentOf(row);
    const siblings = children.get(parent) ?? new Set<string>();
    siblings.add(key);
    children.set(parent, siblings);
  };
  const take = (row: Row): void => {
    rows.delete(keyOf(row));
    children.get(parentOf(row))?.delete(keyOf(row));
  };

  return {
    definition,
    load(saved: readonly Readonly<Row>[]) {
      for (const row of saved) put(blankRow(definition.name, row));
    },
    get(...key: Value[]): Row | null {
      const row = rows.get(joined(key));
      return row ? { ...row } : null;
    },
    under(...parent: Value[]): Row[] {
      const found = [...(children.get(joined(parent)) ?? [])].map((key) => ({ ...rows.get(key) }) as Row);
      return found.sort((a, b) => byKey(definition, a, b));
    },
    all: () => [...rows.values()],
    size: () => rows.size,
    insert(row: Row): Row {
      const full: Row = { ...row, SysRowID: randomUUID(), SysRevID: nextRevision(), RowMod: '' };
      if (rows.has(keyOf(full))) throw new Error(`${definition.name} ${keyOf(full)} exists`);
      put(full);
      remember(() => take(full));
      return { ...full };
    },
    update(row: Row): Row {
      const before = rows.get(keyOf(row));
      if (!before) throw new Error(`${definition.name} ${keyOf(row)} does not exist`);
      const full: Row = { ...row, SysRowID: before.SysRowID ?? null, SysRevID: nextRevision(), RowMod: '' };
      take(before);
      put(full);
      remember(() => {
        take(full);
        put(before);
      });
      return { ...full };
    },
    remove(row: Row): void {
      const before = rows.get(keyOf(row));
      if (!before) return;
      take(before);
      remember(() => put(before));
    },
  };
}

function byKey(definition: TableDefinition, a: Row, b: Row): number {
  for (const column of definition.key) {
    const [left, right] = [a[column] ?? '', b[column] ?? ''];
    if (left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
