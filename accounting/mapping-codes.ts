import { type Chart, type ChartSegment, chartSegment, segmentLabel, unusableSince } from './chart';
import { nearestName } from './nearest-name';

/** What is wrong with a cell, and what to write instead. */
export interface CellProblem {
  readonly wrong: string;
  readonly remedy: string;
}

/** One thing wrong with the table. Row 1 is the line of columns. */
export interface TableProblem extends CellProblem {
  readonly row: number;
  readonly column: string;
}

/** Whether `code` is a code of the segment that can be posted to on `date`; null where it is. */
export function checkCode(chart: Chart, number: number, code: string, date: string): CellProblem | null {
  const segment = chartSegment(chart, number);
  const label = segmentLabel(chart, number);
  if (segment === undefined)
    return { wrong: `Epicor's chart ${chart.coaCode} has no ${label}`, remedy: 'remove this row' };
  const value = segment.values.find((each) => each.code === code);
  if (value !== undefined) {
    const why = unusableSince(value, date);
    return why === null
      ? null
      : {
          wrong: `code "${code}" (${value.name}) of ${label} ${why}`,
          remedy: 'choose another code, or have this one made usable in Epicor',
        };
  }
  return changedBySpreadsheet(segment, label, code) ?? unknownCode(segment, label, code);
}

/** "00" became "0", "00123" 123, "1E10" 1E+10: what a spreadsheet does to codes that look like numbers. */
function changedBySpreadsheet(segment: ChartSegment, label: string, code: string): CellProblem | null {
  const meant = segment.values.find(
    (value) =>
      (/^\d+$/.test(code) &&
        value.code.length > code.length &&
        digitsWithoutZeros(value.code) === digitsWithoutZeros(code)) ||
      sameNumber(value.code, code),
  );
  if (meant === undefined) return null;
  return {
    wrong: `"${code}" is not a code of ${label}, but "${meant.code}" (${meant.name}) is: a spreadsheet has changed it as it does with numbers`,
    remedy: `format the column "code" as Text, then write ${meant.code}`,
  };
}

/** "060" and "60" are one number to a spreadsheet. */
export const digitsWithoutZeros = (code: string): string => code.replace(/^0+/, '');

/** "6200.00", "6,200" and "1.23E+05" are numbers that were written as codes of digits. */
function sameNumber(known: string, written: string): boolean {
  const looksChanged = /^\d{1,3}(,\d{3})+$|^\d+\.\d+$|^\d+(\.\d+)?E\+?\d+$/i.test(written);
  return looksChanged && /^\d+$/.test(known) && Number(known) === Number(written.replaceAll(',', ''));
}

function unknownCode(segment: ChartSegment, label: string, code: string): CellProblem {
  const nearest = nearestName(
    code,
    segment.values.filter(({ active }) => active).map((value) => value.code),
  );
  const byName = segment.values.find(({ name }) => name.toLowerCase() === code.toLowerCase());
  const hint = byName?.code ?? nearest;
  return {
    wrong: `"${code}" is not a code of ${label} in Epicor`,
    remedy: hint === null ? 'write one of its codes' : `did you mean ${hint}? Write a code that Epicor has`,
  };
}
