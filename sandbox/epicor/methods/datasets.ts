import type { Context } from '../context';
import { notFound, refuse, staleRow } from '../errors';
import { type Dataset, integer, type Row, text } from '../rows';

export const rowsOf = (ds: Dataset, table: string): Row[] => ds[table] ?? [];

/** `ds` with one more row, as GetNew… answers. */
export const withRow = (ds: Dataset, table: string, row: Row): Dataset => ({
  ...ds,
  [table]: [...rowsOf(ds, table), row],
});

/** Rows to save: those marked A, U or D; unmarked ones are before-images or context (EPICOR.md 3.6). */
export function marked(ds: Dataset, table: string, mark?: 'A' | 'U' | 'D'): Row[] {
  return rowsOf(ds, table).filter((row) =>
    mark ? row.RowMod === mark : 'AUD'.includes(text(row, 'RowMod') || ' '),
  );
}

/** The row that a Change… method is about: the one being entered, else the last. Refuses an empty table. */
export function currentRow(ds: Dataset, table: string): Row {
  const rows = rowsOf(ds, table);
  const row = rows.findLast((candidate) => text(candidate, 'RowMod') !== '') ?? rows.at(-1);
  if (!row) throw refuse(`There is no ${table} row in the dataset.`, table);
  return row;
}

/** Optimistic concurrency: the sent row must carry the stored SysRevID (EPICOR.md 3.6, 7). */
export function requireCurrent(context: Context, table: string, stored: Row | null, sent: Row): Row {
  if (!stored) throw notFound();
  if (integer(sent, 'SysRevID') !== integer(stored, 'SysRevID')) {
    throw staleRow(context.behaviour.staleStatus, table);
  }
  return stored;
}

/** Cuts what a narrower column would cut. */
export function cut(context: Context, table: string, row: Row): Row {
  const result = { ...row };
  for (const [place, width] of Object.entries(context.behaviour.cutColumns)) {
    const [of = '', column = ''] = place.split('.');
    if (of === table) result[column] = text(row, column).slice(0, width);
  }
  return result;
}

const notMaintainable = new Set(['SysRevID', 'SysRowID', 'RowMod', 'Company']);

/** `base` with the sent columns on top, without those that clients may not maintain. */
export function merged(base: Row, sent: Row, fixed: readonly string[] = []): Row {
  const result = { ...base };
  for (const [column, value] of Object.entries(sent)) {
    if (!notMaintainable.has(column) && !fixed.includes(column)) result[column] = value;
  }
  return result;
}
