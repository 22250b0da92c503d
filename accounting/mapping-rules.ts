/** A row of the rule table: where every condition holds for a line, its segment (or whole account) has this code. */
export interface MappingRule {
  /** Row of the imported file, as a spreadsheet counts it; the audit trail names the rule by it. */
  readonly row: number;
  /** Column of the table → what it must be: `{ record_type: 'CARD_EXPENSE_POST', 'field:department': 'Sales' }`. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Segment number; null for the whole account, which is a code for every segment. */
  readonly segment: number | null;
  /** For the whole account segments joined by "|". */
  readonly code: string;
  /** Decides between rules of as many conditions: the higher one first. */
  readonly priority: number;
  readonly note: string;
}

/** The rules of one import, as a plan uses them. */
export interface MappingTable {
  readonly version: number;
  readonly rules: readonly MappingRule[];
}

export const fieldPrefix = 'field:';

/** Columns of conditions that are not of a Brex field. */
export const conditionColumns = [
  'record_type',
  'merchant',
  'entity',
  'user_department',
  'user_location',
] as const;

export const conditionCount = (rule: MappingRule): number => Object.keys(rule.conditions).length;

/** The more conditions the earlier; then by priority; then a segment before a whole account; then by row. */
export function byPrecedence(left: MappingRule, right: MappingRule): number {
  return (
    conditionCount(right) - conditionCount(left) ||
    right.priority - left.priority ||
    Number(left.segment === null) - Number(right.segment === null) ||
    left.row - right.row
  );
}

/** The code that a rule gives to a segment. */
export function codeOfRule(rule: MappingRule, segment: number): string {
  return rule.segment === null ? (rule.code.split('|')[segment - 1] ?? '') : rule.code;
}

/** "mapping table version 3, row 7: merchant = Uber, field:department = Sales" */
export function describeRule(rule: MappingRule, version: number): string {
  return `mapping table version ${version}, row ${rule.row}: ${describeConditions(rule)}`;
}

export function describeConditions({ conditions }: MappingRule): string {
  const parts = Object.entries(conditions)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([column, value]) => `${column} = ${value}`);
  return parts.length === 0 ? 'always' : parts.join(', ');
}
