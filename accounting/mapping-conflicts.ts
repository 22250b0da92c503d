import type { TableProblem } from './mapping-codes';
import { conditionCount, describeConditions, type MappingRule } from './mapping-rules';

export interface Conflicts {
  /** Rows of the same conditions and segment: a duplicate, or two codes for one line. */
  readonly contradictions: readonly TableProblem[];
  /** Rows that may meet on one line with different codes, with nothing but their order to decide. */
  readonly overlaps: readonly TableProblem[];
}

/** Compares each row with those before it. */
export function conflicts(rules: readonly MappingRule[]): Conflicts {
  const contradictions: TableProblem[] = [];
  const overlaps: TableProblem[] = [];
  const first = new Map<string, MappingRule>();
  for (const rule of rules) {
    const key = keyOf(rule);
    const earlier = first.get(key);
    if (earlier) contradictions.push(contradiction(rule, earlier));
    else first.set(key, rule);
  }
  for (const [index, rule] of rules.entries()) {
    const met = rules.slice(0, index).filter((other) => keyOf(other) !== keyOf(rule) && mayMeet(rule, other));
    if (met.length > 0) overlaps.push(overlap(rule, met));
  }
  return { contradictions, overlaps };
}

function keyOf({ conditions, segment }: MappingRule): string {
  const parts = Object.entries(conditions).map(([column, value]) => [
    column.toLowerCase(),
    value.toLowerCase(),
  ]);
  return JSON.stringify([segment, parts]);
}

function contradiction(rule: MappingRule, earlier: MappingRule): TableProblem {
  const same = rule.code === earlier.code;
  const target = rule.segment === null ? 'the account' : `segment ${rule.segment}`;
  return {
    row: rule.row,
    column: same ? 'segment' : 'code',
    wrong: same
      ? `the row says the same as row ${earlier.row}`
      : `the row gives ${target} the code ${rule.code}, row ${earlier.row} gives ${earlier.code} under the same conditions (${describeConditions(rule)})`,
    remedy: same ? 'remove one of them' : 'remove one of them, or add a condition that tells them apart',
  };
}

/** As many conditions, the same priority, and no condition that keeps a line from fulfilling both. */
function mayMeet(left: MappingRule, right: MappingRule): boolean {
  return (
    conditionCount(left) === conditionCount(right) &&
    left.priority === right.priority &&
    left.segment === right.segment &&
    left.code !== right.code &&
    Object.entries(left.conditions).every(
      ([column, value]) =>
        right.conditions[column] === undefined ||
        right.conditions[column].toLowerCase() === value.toLowerCase(),
    )
  );
}

function overlap(rule: MappingRule, met: readonly MappingRule[]): TableProblem {
  const rows = met.slice(0, 3).map(({ row }) => row);
  const more = met.length > 3 ? ` and ${met.length - 3} more` : '';
  return {
    row: rule.row,
    column: 'priority',
    wrong: `a line may fulfil this row (${describeConditions(rule)}) and row ${rows.join(', ')}${more}; the earlier row then counts`,
    remedy: 'give the one that shall count a higher priority',
  };
}
