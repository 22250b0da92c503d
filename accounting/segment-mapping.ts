import type { RecordLine, RecordSnapshot } from './accounting-record';
import { type Attention, type Ruling, refused, ruled } from './attention';
import type { MappingSettings } from './connection-settings';
import type { SegmentChoice } from './document';
import { codeOf, fieldLabel, valueLabel, valuesOf } from './field-values';
import { codeOfRule, conditionCount, describeRule, fieldPrefix } from './mapping-rules';
import { formatMoney } from './money';
import { naturalSegment } from './natural-segment';
import { ruleFor } from './rule-matching';

/** A line's Epicor account, and for each segment the rule that chose its code. */
export interface Coding {
  readonly account: string;
  readonly segments: readonly SegmentChoice[];
}

/** What keeps one segment of one line from having a code. */
interface CodingProblem {
  /** The mapping's word for the field. */
  readonly field: string;
  readonly text: string;
  readonly remedy: string;
}

/** More than this nobody mends from one message. */
const mostProblems = 4;

/**
 * Codes lines to Epicor accounts by the connection's mapping. Every problem of every line is told in one
 * message, so that the bookkeeper recodes the record once.
 */
export function codeLines(
  lines: readonly RecordLine[],
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): Ruling<ReadonlyMap<string, Coding>> {
  const codings = new Map<string, Coding>();
  const problems: CodingProblem[] = [];
  for (const line of lines) {
    const result = codeLine(line, snapshot, mapping);
    problems.push(...result.problems);
    codings.set(line.id, result.coding);
  }
  return problems.length === 0 ? ruled(codings) : refused(unmapped(problems));
}

/**
 * Epicor's code of the natural account, as the line is coded to it in Brex. A default does
 * not count, nor a rule that does not look at that coding: one by merchant would hide that a line is the clearing
 * side.
 */
export function naturalAccount(
  line: RecordLine,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): { coded: boolean; code: string | null } {
  const segment = naturalSegment(mapping);
  const source = mapping.segments[segment];
  const values = source === undefined ? [] : valuesOf(line, source.field, snapshot.names);
  const [value] = values;
  if (source === undefined || value === undefined) return { coded: false, code: null };
  if (values.length > 1) return { coded: true, code: null };
  const ofCoding = (mapping.table?.rules ?? []).filter(({ conditions }) =>
    Object.keys(conditions).some(
      (column) =>
        column.startsWith(fieldPrefix) &&
        valuesOf(line, column.slice(fieldPrefix.length), snapshot.names).includes(value),
    ),
  );
  const rule = ruleFor(segment, line, snapshot, ofCoding);
  const code = rule ? codeOfRule(rule, segment) : (codeOf(value, source.field, mapping.values)?.code ?? null);
  return { coded: true, code };
}

/** Segments of a line for which nothing is coded, no rule holds and no default stands in. */
export function uncodedSegments(
  line: RecordLine,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): number[] {
  return segmentNumbers(mapping).filter(
    (segment) =>
      !('rule' in chooseCode(segment, line, snapshot, mapping)) &&
      valuesOf(line, mapping.segments[segment]?.field ?? '', snapshot.names).length === 0,
  );
}

function codeLine(
  line: RecordLine,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): { coding: Coding; problems: CodingProblem[] } {
  const segments: SegmentChoice[] = [];
  const problems: CodingProblem[] = [];
  for (const segment of segmentNumbers(mapping)) {
    const choice = chooseCode(segment, line, snapshot, mapping);
    if ('rule' in choice) segments.push(choice);
    else problems.push(choice);
  }
  return { coding: { account: segments.map(({ code }) => code).join('|'), segments }, problems };
}

function segmentNumbers(mapping: MappingSettings): number[] {
  return Object.keys(mapping.segments)
    .map(Number)
    .sort((left, right) => left - right);
}

function chooseCode(
  segment: number,
  line: RecordLine,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): SegmentChoice | CodingProblem {
  const { field, default: fallback } = mapping.segments[segment] ?? { field: '' };
  const label = fieldLabel(field, snapshot);
  const where = lineLabel(line, snapshot);
  const values = valuesOf(line, field, snapshot.names);
  const [value] = values;
  const rule = ruleFor(segment, line, snapshot, mapping.table?.rules ?? []);
  // a rule without conditions says what to take where nothing is coded, as a default does
  if (rule && (conditionCount(rule) > 0 || value === undefined)) {
    return {
      segment,
      code: codeOfRule(rule, segment),
      rule: describeRule(rule, mapping.table?.version ?? 0),
    };
  }
  if (value === undefined) {
    return fallback === undefined
      ? problem(field, `${where} has no ${label}.`, `Choose a ${label} in Brex and export the record again.`)
      : { segment, code: fallback, rule: `default of segment ${segment}` };
  }
  if (values.length > 1) {
    const names = values.map((each) => `"${valueLabel(each, snapshot.names)}"`).join(' and ');
    return problem(
      field,
      `${where} has more than one ${label}: ${names}.`,
      `Leave one ${label} on the line.`,
    );
  }
  const code = codeOf(value, field, mapping.values);
  if (code !== null) return { segment, ...code };
  const name = valueLabel(value, snapshot.names);
  return problem(
    field,
    `${where} has the ${label} "${name}", which has no Epicor code.`,
    `Choose another ${label} in Brex and export the record again, or ask for "${name}" to be mapped.`,
  );
}

function problem(field: string, text: string, remedy: string): CodingProblem {
  return { field, text, remedy };
}

/** "Line 2 (40.00 USD, taxi)": what a bookkeeper finds it by. */
function lineLabel(line: RecordLine, { record }: RecordSnapshot): string {
  const memo = line.memo?.trim() ?? '';
  const about = memo === '' ? formatMoney(line.amount) : `${formatMoney(line.amount)}, ${memo}`;
  return `Line ${record.lines.indexOf(line) + 1} (${about})`;
}

function unmapped(problems: readonly CodingProblem[]): Attention {
  const shown = problems.slice(0, mostProblems);
  const more = problems.length - shown.length;
  return {
    code: 'unmapped-value',
    disposition: 'return',
    text: [...shown.map(({ text }) => text), ...(more > 0 ? [`And ${more} more.`] : [])].join(' '),
    remedy: [...new Set(shown.map(({ remedy }) => remedy))].join(' '),
    cause: `mapping:${problems[0]?.field ?? ''}`,
  };
}
