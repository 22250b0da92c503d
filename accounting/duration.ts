import type { Duration } from './connection-settings';

const milliseconds = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Whether `text` is a duration of the connection file: a whole number above zero and s, m, h or d. */
export function isDuration(text: string): boolean {
  return /^[1-9]\d{0,5}[smhd]$/.test(text);
}

/** "2m" is 120,000. Throws `RangeError` where the text is no duration. */
export function durationMs(duration: Duration): number {
  if (!isDuration(duration)) {
    throw new RangeError(`"${duration}" is not a duration: write a whole number and s, m, h or d, as in 15m`);
  }
  return Number(duration.slice(0, -1)) * milliseconds[duration.slice(-1) as keyof typeof milliseconds];
}
