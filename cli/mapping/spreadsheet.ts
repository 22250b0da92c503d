import { stringify } from 'csv-stringify/sync';
import type { TableProblem } from '../../accounting/mapping-codes';
import { fieldPrefix } from '../../accounting/mapping-rules';
import type { Spreadsheet, TableRow } from '../../accounting/mapping-table';
import { type Delimiter, readCsv } from '../csv';

export type { Delimiter };

/** A file as a spreadsheet saved it, and what of it is no table. */
export interface ReadSpreadsheet extends Spreadsheet {
  readonly problems: readonly TableProblem[];
}

/** Reads a table from what a spreadsheet saved as CSV. Row numbers are those of the spreadsheet. */
export function readSpreadsheet(bytes: Uint8Array): ReadSpreadsheet {
  const file = readCsv(bytes);
  if (!file.ok) return { columns: [], rows: [], problems: [unreadable[file.problem](file.row)] };
  const [header, ...lines] = file.rows;
  const names = (header?.cells ?? []).map(columnName);
  while (names.at(-1) === '') names.pop();
  const rows: TableRow[] = [];
  const problems: TableProblem[] = [];
  for (const { row, cells: line } of lines) {
    const beyond = line.slice(names.length).filter((cell) => cell.trim() !== '');
    if (beyond.length > 0) problems.push(tooMany(row, beyond));
    const nameless = line.slice(0, names.length).filter((cell, at) => names[at] === '' && cell.trim() !== '');
    if (nameless.length > 0) problems.push(withoutName(row, nameless));
    const cells = names.flatMap((name, at) => (name === '' ? [] : [[name, cellText(line[at] ?? '')]]));
    rows.push({ row, cells: Object.fromEntries(cells) });
  }
  return { columns: names.filter((name) => name !== ''), rows, problems };
}

/** Writes a table that Excel opens by a double click, and in which no cell is taken for a formula. */
export function writeSpreadsheet(sheet: Spreadsheet, delimiter: Delimiter = ','): string {
  return stringify(
    [sheet.columns, ...sheet.rows.map(({ cells }) => sheet.columns.map((column) => cells[column] ?? ''))].map(
      (line) => line.map(keptApostrophe),
    ),
    { bom: true, delimiter, record_delimiter: 'windows', escape_formulas: true },
  );
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

const unreadable: Readonly<Record<'workbook' | 'quotes', (row: number) => TableProblem>> = {
  workbook: (row) => ({
    row,
    column: '',
    wrong: 'the file is a workbook of Excel, no CSV',
    remedy: 'in Excel choose Save As, "CSV UTF-8 (Comma delimited)", and import that file',
  }),
  quotes: (row) => ({
    row,
    column: '',
    wrong: 'the file is no table from here on: a double quote is not closed, or stands within a cell',
    remedy: 'save it as CSV from the spreadsheet, which sets quotes by itself',
  }),
};
