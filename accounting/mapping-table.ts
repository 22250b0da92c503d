import { type Chart, segmentLabel } from './chart';
import { knownTypes } from './document-rules';
import { type CellProblem, checkCode, type TableProblem } from './mapping-codes';
import { conflicts } from './mapping-conflicts';
import { conditionColumns, fieldPrefix, type MappingRule } from './mapping-rules';
import { checkNamedValue } from './mapping-values';
import { nearestName } from './nearest-name';
import type { BrexValueView } from './reference-values';

/** One row of a spreadsheet: its number there, and its cells by column. */
export interface TableRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rule table as a spreadsheet has it. Columns are in lower case but for the names of Brex fields. */
export interface Spreadsheet {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableContext {
  readonly chart: Chart;
  /** Segments of the connection file. */
  readonly segments: readonly number[];
  /** Names and remote ids of fields, of Brex and of the connection file; null where Brex does not show its own. */
  readonly fields: readonly string[] | null;
  /** Brex ids of fields. */
  readonly fieldIds: readonly string[];
  /** Field as a column names it → its values; one that is absent is not checked. */
  readonly values?: ReadonlyMap<string, readonly BrexValueView[]>;
  /** YYYY-MM-DD: codes must be usable on this day. */
  readonly today: string;
}

export interface ReadTable {
  readonly rules: readonly MappingRule[];
  /** Any of them means that nothing is to be stored. */
  readonly problems: readonly TableProblem[];
  /** What is allowed, but may not be meant. */
  readonly warnings: readonly TableProblem[];
}

export const targetColumns = ['segment', 'code', 'priority', 'note'] as const;
const needed = ['segment', 'code'];

/** Reads the rules out of a spreadsheet, each row by itself, and says everything that is wrong at once. */
export function readTable(sheet: Spreadsheet, context: TableContext): ReadTable {
  const inHeader = headerProblems(sheet.columns, context);
  if (inHeader.length > 0) return { rules: [], problems: inHeader, warnings: [] };
  const rules: MappingRule[] = [];
  const problems: TableProblem[] = [];
  const warnings: TableProblem[] = [];
  for (const row of sheet.rows) {
    const read = readRow(row, context);
    const named = namedValues(row, context);
    problems.push(...read.problems, ...named.problems);
    warnings.push(...named.warnings);
    if (read.rule) rules.push(read.rule);
  }
  const { contradictions, overlaps } = conflicts(rules);
  return {
    rules,
    problems: [...problems, ...contradictions].sort(byRow),
    warnings: [...warnings, ...overlaps].sort(byRow),
  };
}

/** What is wrong with the values of Brex fields that a row names. */
function namedValues(
  { row, cells }: TableRow,
  { values }: TableContext,
): { problems: TableProblem[]; warnings: TableProblem[] } {
  const problems: TableProblem[] = [];
  const warnings: TableProblem[] = [];
  for (const [column, cell] of Object.entries(cells)) {
    const field = column.slice(fieldPrefix.length);
    const known = column.startsWith(fieldPrefix) ? values?.get(field) : undefined;
    const written = cell.trim();
    if (known === undefined || written === '') continue;
    const { problem, warning } = checkNamedValue(field, written, known);
    if (problem) problems.push({ row, column, ...problem });
    if (warning) warnings.push({ row, column, ...warning });
  }
  return { problems, warnings };
}

const byRow = (left: TableProblem, right: TableProblem): number => left.row - right.row;

function headerProblems(columns: readonly string[], context: TableContext): TableProblem[] {
  const missing = needed
    .filter((name) => !columns.includes(name))
    .map((name) => ({
      row: 1,
      column: name,
      wrong: `the column "${name}" is missing`,
      remedy: 'take the columns of brex-kinetic mapping export',
    }));
  return [...missing, ...columns.flatMap((column, index) => columnProblem(column, index, columns, context))];
}

function columnProblem(
  column: string,
  index: number,
  columns: readonly string[],
  { fields, fieldIds }: TableContext,
): TableProblem[] {
  const known: readonly string[] = [...conditionColumns, ...targetColumns];
  const wrong = (text: string, remedy: string) => [{ row: 1, column, wrong: text, remedy }];
  if (columns.indexOf(column) < index)
    return wrong(`the column "${column}" stands twice`, 'keep one of the two');
  if (known.includes(column)) return [];
  if (!column.startsWith(fieldPrefix)) {
    const nearest = nearestName(column, known);
    const hint = nearest === null ? '' : `did you mean "${nearest}"? `;
    return wrong(
      `"${column}" is not a column of this table`,
      `${hint}Columns are ${known.join(', ')}, and ${fieldPrefix}<Brex field> for conditions on coding`,
    );
  }
  const field = column.slice(fieldPrefix.length).trim();
  if (fields === null || fieldIds.includes(field)) return [];
  if (fields.some((name) => name.toLowerCase() === field.toLowerCase())) return [];
  const nearest = nearestName(field, fields);
  return wrong(
    `Brex has no field "${field}"`,
    nearest === null ? `write one of ${fields.join(', ')}` : `did you mean "${fieldPrefix}${nearest}"?`,
  );
}

function readRow(
  { row, cells }: TableRow,
  context: TableContext,
): { rule: MappingRule | null; problems: TableProblem[] } {
  const problems: TableProblem[] = [];
  const note = (column: string, problem: CellProblem | null): void => {
    if (problem) problems.push({ row, column, ...problem });
  };
  const text = (column: string): string => (cells[column] ?? '').trim();

  const segment = segmentOf(text('segment'), context);
  if (typeof segment === 'object' && segment !== null) note('segment', segment);
  else note('code', codeProblem(segment, text('code'), context));
  const priority = text('priority') === '' ? 0 : Number(text('priority'));
  if (!Number.isSafeInteger(priority))
    note('priority', {
      wrong: `"${text('priority')}" is no whole number`,
      remedy: 'write 1, 2 … or nothing',
    });
  note('record_type', typeProblem(text('record_type')));

  if (problems.length > 0 || (typeof segment === 'object' && segment !== null))
    return { rule: null, problems };
  const conditions = Object.fromEntries(
    Object.keys(cells)
      .filter((column) => isCondition(column) && text(column) !== '')
      .sort()
      .map((column) => [column, text(column)]),
  );
  return { rule: { row, conditions, segment, code: text('code'), priority, note: text('note') }, problems };
}

const isCondition = (column: string): boolean =>
  column.startsWith(fieldPrefix) || conditionColumns.some((name) => name === column);

/** A segment number, null for "account", or what is wrong. Epicor's name of the segment does as well. */
function segmentOf(text: string, { chart, segments }: TableContext): number | null | CellProblem {
  if (text.toLowerCase() === 'account') return null;
  const names = segments.map((number) => chart.segments.find((each) => each.number === number)?.name ?? '');
  const byName =
    segments[names.findIndex((name) => name !== '' && name.toLowerCase() === text.toLowerCase())];
  const number = /^\d{1,2}$/.test(text) ? Number(text) : byName;
  if (number !== undefined && segments.includes(number)) return number;
  const known = segments.map((each) => segmentLabel(chart, each)).join(', ');
  const nearest = nearestName(text, [...names.filter((name) => name !== ''), 'account']);
  const hint = nearest === null || text === '' ? '' : `did you mean "${nearest}"? `;
  return {
    wrong: text === '' ? 'no segment is named' : `"${text}" is not a segment of this connection`,
    remedy: `${hint}write the number of ${known}, or "account" for the whole account`,
  };
}

function codeProblem(segment: number | null, code: string, context: TableContext): CellProblem | null {
  const { chart, segments, today } = context;
  if (code === '') return { wrong: 'no code is given', remedy: "write Epicor's code, or remove the row" };
  if (segment !== null) return checkCode(chart, segment, code, today);
  const codes = code.split('|');
  if (codes.length !== segments.length)
    return {
      wrong: `"${code}" has ${codes.length} of the account's ${segments.length} segments`,
      remedy: `write all of them, joined by |${asDisplayed(code, context)}`,
    };
  const wrong = segments.flatMap((number, index) => {
    const part = codes[index] ?? '';
    // a segment that is not used stays blank
    return part === '' ? [] : (checkCode(chart, number, part, today) ?? []);
  });
  return wrong.length === 0
    ? null
    : {
        wrong: wrong.map((problem) => problem.wrong).join('; '),
        remedy: [...new Set(wrong.map(({ remedy }) => remedy))].join('; '),
      };
}

/** Epicor shows accounts with a separator of the chart's own, such as "6310-60-100". */
function asDisplayed(code: string, { chart, segments, today }: TableContext): string {
  const codes = code.split(/[^\p{L}\p{N}]/u);
  const meant = codes.length === segments.length;
  const good = meant && segments.every((number, at) => !checkCode(chart, number, codes[at] ?? '', today));
  return good ? `: ${codes.join('|')}` : '';
}

function typeProblem(type: string): CellProblem | null {
  if (type === '' || knownTypes.includes(type)) return null;
  const nearest = nearestName(type, knownTypes);
  return {
    wrong: `"${type}" is not a record type of Brex`,
    remedy: nearest === null ? `write one of ${knownTypes.join(', ')}` : `did you mean ${nearest}?`,
  };
}
