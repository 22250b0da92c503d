import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** A file for `match` that cannot be read, in words that name place and remedy. */
export class UnreadableMatchFile extends Error {}

/** Cells by the columns' own names, however the file writes them; empty ones are ''. */
export type Row = Readonly<Record<string, string>>;

/** The text of a file, in the encodings in which spreadsheets save: UTF-8, UTF-16 with its mark, Windows-1252. */
export async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UnreadableMatchFile(`${file} cannot be read: ${why}. Check the path.`);
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Rows by column name. Of each group in `needed` one column must be there; other columns are left alone. Cells are
 * parted by commas, semicolons or tabs, whichever the header has; column names count whatever their case and spaces.
 */
export function rowsOf(
  text: string,
  file: string,
  columns: readonly string[],
  needed: readonly (readonly string[])[],
): Row[] {
  const [header = [], ...records] = recordsOf(text, file);
  const known = new Map(columns.map((name) => [plain(name), name]));
  const names = header.map((cell) => known.get(plain(cell)) ?? null);
  for (const group of needed)
    if (!group.some((name) => names.includes(name)))
      throw new UnreadableMatchFile(
        header.length === 0
          ? `${file} is empty. It needs a first row with the columns' names, ${needed.map((one) => one.join(' or ')).join(', ')} among them.`
          : `${file} has no column ${group.join(' or ')}; its columns are: ${header.join(', ')}. Name the column so in the first row.`,
      );
  return records.map((cells, at) => {
    if (cells.slice(names.length).some((cell) => cell !== ''))
      throw new UnreadableMatchFile(
        `${file}, row ${at + 2}: has ${cells.length} cells, the first row ${names.length}. Put a cell with a comma in it in quotes.`,
      );
    return Object.fromEntries(
      names.flatMap((name, index) => (name === null ? [] : [[name, cells[index] ?? '']])),
    );
  });
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

function recordsOf(text: string, file: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    }) as string[][];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableMatchFile(
      `${file} is not readable as CSV: ${why}. Each quoted cell must end with a quote; a quote within it is written twice.`,
    );
  }
}

/** What the first row has most of, outside quotes; a comma where it has none. */
function delimiterOf(text: string): string {
  const header = (/^.*/.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
