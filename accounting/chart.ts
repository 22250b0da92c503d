/** Epicor's chart as mapping needs it (EPICOR.md 6): its segments and the codes that each of them has. */
export interface Chart {
  readonly coaCode: string;
  /** In order of segment number. */
  readonly segments: readonly ChartSegment[];
}

export interface ChartSegment {
  /** 1 to 20. */
  readonly number: number;
  readonly name: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** In order of code. */
  readonly values: readonly SegmentValue[];
}

/** One code of a segment; dates are YYYY-MM-DD. */
export interface SegmentValue {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** Whether an active account uses it; true where nobody looked. */
  readonly hasAccount: boolean;
}

/** Which charts Epicor has, and the segments of one of them; none where Epicor does not have it. */
export interface ChartOutline {
  readonly charts: readonly string[];
  readonly segments: readonly Pick<ChartSegment, 'number' | 'name'>[];
}

export function chartSegment(chart: Chart, number: number): ChartSegment | undefined {
  return chart.segments.find((segment) => segment.number === number);
}

/** "segment 2 (Department)" */
export function segmentLabel(chart: Chart, number: number): string {
  const name = chartSegment(chart, number)?.name ?? '';
  return name === '' ? `segment ${number}` : `segment ${number} (${name})`;
}

/** Why a code cannot be posted to on `date`, in words; null where it can. Both ends of its time count. */
export function unusableSince(value: SegmentValue, date: string): string | null {
  if (!value.active) return 'is inactive in Epicor';
  if (value.effectiveFrom !== null && date < value.effectiveFrom)
    return `is effective only from ${value.effectiveFrom} in Epicor`;
  if (value.effectiveTo !== null && date > value.effectiveTo)
    return `was effective only until ${value.effectiveTo} in Epicor`;
  return null;
}
