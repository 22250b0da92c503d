import { CsvError, parse } from 'csv-parse/sync';

export type Delimiter = ',' | ';' | '\t';

/** A row that is not blank, with its number in the spreadsheet. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export type CsvFile =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  /** A workbook is no CSV; `quotes`: from this row on a double quote is not closed, or stands within a cell. */
  | { readonly ok: false; readonly problem: 'workbook' | 'quotes'; readonly row: number };

/**
 * Reads what spreadsheets save as CSV: with or without a byte order mark, in UTF-8, UTF-16 or Windows' own code page,
 * with commas, semicolons or tabs, quoted or not, with any line ends, and with Excel's "sep=;" at the top.
 */
export function readCsv(bytes: Uint8Array): CsvFile {
  if (isWorkbook(bytes)) return { ok: false, problem: 'workbook', row: 1 };
  const { text, delimiter } = withDelimiter(decoded(bytes));
  try {
    const lines: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      relax_quotes: false,
    });
    const rows = lines.map((cells, index) => ({ row: index + 1, cells }));
    return { ok: true, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    return { ok: false, problem: 'quotes', row: lines ?? 1 };
  }
}

/** What Excel keeps as its own: .xlsx is a zip archive, .xls a compound file. */
function isWorkbook(bytes: Uint8Array): boolean {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return signature === '504b0304' || signature === 'd0cf11e0';
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // what Excel for Windows saves as "CSV" rather than "CSV UTF-8"
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The delimiter is the one of which the first line has most outside quotes; "sep=;" is Excel's own line about it. */
function withDelimiter(text: string): { text: string; delimiter: Delimiter } {
  const told = /^sep=([,;\t])\r?\n/.exec(text);
  if (told) return { text: text.slice(told[0].length), delimiter: told[1] as Delimiter };
  const first = (text.split(/\r?\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => first.split(delimiter).length;
  const [most] = ([',', ';', '\t'] as const).toSorted((left, right) => count(right) - count(left));
  return { text, delimiter: most ?? ',' };
}
