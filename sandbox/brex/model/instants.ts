/** Instants with microseconds, as Brex writes them: "2025-04-24T16:13:49.959513Z". */

/** Microseconds since 1970, or null where `text` is no instant. */
export function toMicros(text: string): number | null {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:\d{2})$/.exec(text);
  const millis = match ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(millis)) return null;
  const fraction = (match?.[1] ?? '').padEnd(6, '0').slice(0, 6);
  return Math.floor(millis / 1000) * 1_000_000 + Number(fraction);
}

export function fromMicros(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0');
  return new Date(seconds * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
}

/** The next `updated_at`: now, but always later than `last` (microseconds). */
export function nextInstant(last: number, now: number = Date.now()): number {
  return Math.max(now * 1000, last + 1);
}
