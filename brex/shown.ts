import { scrub } from '../http/scrub';

/** Far longer than any refusal that a person wrote; what is cut off is a page of a proxy. */
const longestMessage = 2_000;

/** A text of Brex as it may stand in a message: without secrets, on one line, of bounded length. */
export function shown(text: string, token: string): string {
  const line = scrub(text, [token]).replace(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

/** The same for the `details` of an error: every text in it, however deep. */
export function shownDetails(value: unknown, token: string): unknown {
  if (typeof value === 'string') return shown(value, token);
  if (Array.isArray(value)) return value.map((item) => shownDetails(item, token));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shownDetails(item, token)]));
}
