const longestMessage = 500;
const tokenLike = /\bbxt_[A-Za-z0-9_-]+|\bwhsec_[A-Za-z0-9+/=_-]+|\bBearer\s+\S+/g;

/** A text of the other side as it may stand in a message: without secrets, on one line, of bounded length. */
export function scrub(text: string, token: string): string {
  const without = token === '' ? text : text.split(token).join('[secret]');
  const line = without.replace(tokenLike, '[secret]').replace(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

/** The same for the `details` of an error: every text in it, however deep. */
export function scrubDetails(value: unknown, token: string): unknown {
  if (typeof value === 'string') return scrub(value, token);
  if (Array.isArray(value)) return value.map((item) => scrubDetails(item, token));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubDetails(item, token)]));
}
