import { readFile } from 'node:fs/promises';
import { type CsvRow, readCsv } from './csv';

/** A file for `match` that cannot be read, in words that name place and remedy. */
export class UnreadableMatchFile extends Error {}

/** Cells by the columns' own names, however the file writes them; empty ones are ''. */
export type Row = Readonly<Record<string, string>>;

/** Where a row stands, for messages: "cases.csv, row 7". */
export interface PlacedRow {
  readonly where: string;
  readonly row: Row;
}

/** The bytes of a file. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UnreadableMatchFile(`${file} cannot be read: ${why}. Check the path.`);
  });
}

/**
 * Rows by column name. Of each group in `needed` one column must be there; other columns are left alone. Cells are
 * parted by commas, semicolons or tabs, whichever the header has; column names count whatever their case and spaces.
 */
export function rowsOf(
  bytes: Uint8Array,
  file: string,
  columns: readonly string[],
  needed: readonly (readonly string[])[],
): PlacedRow[] {
  const [first, ...rows] = csvOf(bytes, file);
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  const known = new Map(columns.map((name) => [plain(name), name]));
  const names = header.map((cell) => known.get(plain(cell)) ?? null);
  for (const group of needed)
    if (!group.some((name) => names.includes(name)))
      throw new UnreadableMatchFile(
        header.length === 0
          ? `${file} is empty. It needs a first row with the columns' names, ${needed.map((one) => one.join(' or ')).join(', ')} among them.`
          : `${file} has no column ${group.join(' or ')}; its columns are: ${header.join(', ')}. Name the column so in the first row.`,
      );
  return rows.map(({ row, cells }) => {
    const where = `${file}, row ${row}`;
    if (cells.slice(names.length).some((cell) => cell.trim() !== ''))
      throw new UnreadableMatchFile(
        `${where}: has ${cells.length} cells, the first row ${names.length}. Put a cell with a comma in it in quotes.`,
      );
    const entries = names.flatMap((name, index) =>
      name === null ? [] : [[name, (cells[index] ?? '').trim()] as const],
    );
    return { where, row: Object.fromEntries(entries) };
  });
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

function csvOf(bytes: Uint8Array, file: string): readonly CsvRow[] {
  const read = readCsv(bytes);
  if (read.ok) return read.rows;
  throw new UnreadableMatchFile(
    read.problem === 'workbook'
      ? `${file} is a workbook of Excel, no CSV. In Excel choose Save As, "CSV UTF-8 (Comma delimited)".`
      : `${file} is not readable as CSV from row ${read.row} on. Each quoted cell must end with a quote; a quote within it is written twice.`,
  );
}
