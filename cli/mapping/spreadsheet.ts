import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { TableProblem } from '../../accounting/mapping-codes';
import { fieldPrefix } from '../../accounting/mapping-rules';
import type { Spreadsheet, TableRow } from '../../accounting/mapping-table';

export type Delimiter = ',' | ';' | '\t';

/** A file as a spreadsheet saved it, and what of it is no table. */
export interface ReadSpreadsheet extends Spreadsheet {
  readonly problems: readonly TableProblem[];
}

/**
 * Reads what spreadsheets save as CSV: with or without a byte order mark, in UTF-8, UTF-16 or Windows' own code page,
 * with commas, semicolons or tabs, quoted or not, with any line ends, and with Excel's "sep=;" at the top. Row numbers
 * are those of the spreadsheet.
 */
export function readSpreadsheet(bytes: Uint8Array): ReadSpreadsheet {
  if (isWorkbook(bytes)) return { columns: [], rows: [], problems: [workbook] };
  const { text, delimiter } = withDelimiter(decoded(bytes));
  let lines: string[][];
  try {
    lines = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      relax_quotes: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { columns: [], rows: [], problems: [unreadable(error)] };
  }
  const header = lines.findIndex((line) => !isBlank(line));
  const names = (lines[header] ?? []).map(columnName);
  while (names.at(-1) === '') names.pop();
  const rows: TableRow[] = [];
  const problems: TableProblem[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= header || isBlank(line)) continue;
    const row = index + 1;
    const beyond = line.slice(names.length).filter((cell) => cell.trim() !== '');
    if (beyond.length > 0) problems.push(tooMany(row, beyond));
    const nameless = line.slice(0, names.length).filter((cell, at) => names[at] === '' && cell.trim() !== '');
    if (nameless.length > 0) problems.push(withoutName(row, nameless));
    const cells = names.flatMap((name, at) => (name === '' ? [] : [[name, cellText(line[at] ?? '')]]));
    rows.push({ row, cells: Object.fromEntries(cells) });
  }
  return { columns: names.filter((name) => name !== ''), rows, problems };
}

const isBlank = (line: readonly string[]): boolean => line.every((cell) => cell.trim() === '');

/** What Excel keeps as its own: .xlsx is a zip archive, .xls a compound file. */
function isWorkbook(bytes: Uint8Array): boolean {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return signature === '504b0304' || signature === 'd0cf11e0';
}

const workbook: TableProblem = {
  row: 1,
  column: '',
  wrong: 'the file is a workbook of Excel, no CSV',
  remedy: 'in Excel choose Save As, "CSV UTF-8 (Comma delimited)", and import that file',
};

/** Writes a table that Excel opens by a double click, and in which no cell is taken for a formula. */
export function writeSpreadsheet(sheet: Spreadsheet, delimiter: Delimiter = ','): string {
  return stringify(
    [sheet.columns, ...sheet.rows.map(({ cells }) => sheet.columns.map((column) => cells[column] ?? ''))].map(
      (line) => line.map(keptApostrophe),
    ),
    { bom: true, delimiter, record_delimiter: 'windows', escape_formulas: true },
  );
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

/** The delimiter is the one of which the first line has most; "sep=;" is Excel's own line about it. */
function withDelimiter(text: string): { text: string; delimiter: Delimiter } {
  const told = /^sep=([,;\t])\r?\n/.exec(text);
  if (told) return { text: text.slice(told[0].length), delimiter: told[1] as Delimiter };
  const first = text.split(/\r?\n|\r/, 1)[0] ?? '';
  const count = (delimiter: string): number => first.split(delimiter).length;
  const [most] = ([',', ';', '\t'] as const).toSorted((left, right) => count(right) - count(left));
  return { text, delimiter: most ?? ',' };
}

/** Names of columns as people write them: "Record type" is record_type; a Brex field keeps its own name. */
function columnName(cell: string): string {
  const name = cell.trim();
  if (name.toLowerCase().startsWith(fieldPrefix))
    return `${fieldPrefix}${name.slice(fieldPrefix.length).trim()}`;
  return name.toLowerCase().replace(/[\s-]+/g, '_');
}

const escaped = /^'(?='*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

/** Without the apostrophe that keeps a text from being a formula. */
function cellText(cell: string): string {
  return cell.trim().replace(escaped, '');
}

/** A text that begins so by itself gets another one, which reading takes away. */
function keptApostrophe(cell: string): string {
  return escaped.test(cell) ? `'${cell}` : cell;
}

function tooMany(row: number, beyond: readonly string[]): TableProblem {
  return {
    row,
    column: '',
    wrong: `the row has cells beyond the last column: ${beyond.map((cell) => `"${cell.trim()}"`).join(', ')}`,
    remedy: 'remove them, or put a text that holds the separator in double quotes',
  };
}

function withoutName(row: number, nameless: readonly string[]): TableProblem {
  return {
    row,
    column: '',
    wrong: `the row has cells in a column without a name: ${nameless.map((cell) => `"${cell.trim()}"`).join(', ')}`,
    remedy: 'name the column in the first row, or remove it',
  };
}

function unreadable(error: CsvError): TableProblem {
  const { lines } = error as CsvError & { lines?: number };
  return {
    row: lines ?? 1,
    column: '',
    wrong: 'the file is no table from here on: a double quote is not closed, or stands within a cell',
    remedy: 'save it as CSV from the spreadsheet, which sets quotes by itself',
  };
}
