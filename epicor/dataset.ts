/** A row of Epicor with all its columns, numbers exact: sent back whole (EPICOR.md 3.6). */
export type Row = Readonly<Record<string, unknown>>;

/** Tables by name, as the `ds` parameter carries them (EPICOR.md 1.2). */
export type DataSet = Readonly<Record<string, unknown>>;

/** RowMod: add, update, delete, unchanged. */
export type RowMod = 'A' | 'U' | 'D' | '';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of one table; none where the set does not have it. */
export function rowsOf(ds: DataSet, table: string): Row[] {
  const rows = ds[table];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

/** `ds` with `changes` in every row of `table`. */
export function withColumns(ds: DataSet, table: string, changes: Row): DataSet {
  return { ...ds, [table]: rowsOf(ds, table).map((row) => ({ ...row, ...changes })) };
}

export function marked(row: Row, rowMod: RowMod): Row {
  return { ...row, RowMod: rowMod };
}

/**
 * `ds` with every row of `table` marked as new: deployments differ in what the replies between GetNew and Update
 * make of the mark.
 */
export function asNew(ds: DataSet, table: string): DataSet {
  return withColumns(ds, table, { RowMod: 'A' });
}

/** The row that GetNew made, which may stand among those that were there; undefined where there is none. */
export function newRowOf(ds: DataSet, table: string): Row | undefined {
  const rows = rowsOf(ds, table);
  return rows.findLast((row) => row.RowMod === 'A') ?? rows.at(-1);
}

const noRowId = '00000000-0000-0000-0000-000000000000';

/** `template` for the row at `index` of several new ones: a row id that GetNew gave belongs to one of them only. */
export function templateOf(template: Row, index: number): Row {
  return index > 0 && 'SysRowID' in template ? { ...template, SysRowID: noRowId } : template;
}
