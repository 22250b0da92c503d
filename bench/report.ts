/** One JSON line on standard output: a figure, and what it is a figure of. */
export function report(measure: string, figures: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ measure, ...figures }));
}

/** What is going on, for whoever waits: on standard error, so that standard output stays JSON lines. */
export function note(line: string): void {
  console.error(`[bench] ${line}`);
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The value that `share` (0 to 1) of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
