/** No wait asked for by a header is believed beyond this: a wrong clock must not stop a connection for a year. */
const longestWaitMs = 60 * 60 * 1000;

/**
 * The wait that a `Retry-After` header asks for, in milliseconds: whole seconds or an HTTP date (RFC 9110,
 * 10.2.3). null where it is absent or unreadable: neither system documents one, gateways before them send it
 * (BREX.md 1.5, EPICOR.md 7).
 */
export function retryAfterMs(header: string | undefined, now: number = Date.now()): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return bounded(Number(text) * 1000);
  if (!/[a-z]/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : bounded(at - now);
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), longestWaitMs);
}
