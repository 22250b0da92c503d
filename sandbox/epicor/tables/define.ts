/**
 * How a column is kept and sent (EPICOR.md 2.3). Dates are kept as "2025-06-10T00:00:00" or null, decimals as
 * text (never as a binary float), and sent as JSON numbers.
 */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'flag' | 'date' | 'guid';

export interface TableDefinition {
  /** As it is called in a dataset: "APInvHed". */
  readonly name: string;
  readonly key: readonly string[];
  /** Key columns of the row above, by which the rows of one document are found together. */
  readonly parent: readonly string[];
  readonly columns: ReadonlyMap<string, ColumnType>;
}

interface Columns {
  readonly key: string;
  readonly parent?: string;
  readonly text?: string;
  readonly integer?: string;
  readonly decimal?: string;
  readonly flag?: string;
  readonly date?: string;
}

/** Columns of every Epicor table. */
const common = { text: 'Company', integer: 'SysRevID', guid: 'SysRowID' };

/** Defines a table from names separated by blanks. */
export function table(name: string, columns: Columns): TableDefinition {
  const typed = new Map<string, ColumnType>();
  const add = (names: string | undefined, type: ColumnType): void => {
    for (const column of words(names)) typed.set(column, type);
  };
  add(common.text, 'text');
  add(columns.text, 'text');
  add(columns.integer, 'integer');
  add(columns.decimal, 'decimal');
  add(columns.flag, 'flag');
  add(columns.date, 'date');
  add(common.integer, 'integer');
  add(common.guid, 'guid');
  typed.set('RowMod', 'text');
  return { name, key: words(columns.key), parent: words(columns.parent), columns: typed };
}

/** "SegValue1 … SegValue20" */
export const segmentColumns = Array.from({ length: 20 }, (_, index) => `SegValue${index + 1}`).join(' ');

function words(names: string | undefined): string[] {
  return (names ?? '').split(/\s+/).filter((word) => word !== '');
}
