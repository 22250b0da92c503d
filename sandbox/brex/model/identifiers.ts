import { randomBytes, randomInt } from 'node:crypto';

/** A new opaque id in Brex's manner: "accr_ck…". */
export function newId(prefix: string): string {
  return `${prefix}_ck${BigInt(`0x${randomBytes(15).toString('hex')}`)
    .toString(36)
    .padStart(23, '0')
    .slice(0, 23)}`;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new webhook id in Svix's manner: "msg_" and 27 letters and digits. */
export function newMessageId(): string {
  return `msg_${Array.from({ length: 27 }, () => base62[randomInt(base62.length)]).join('')}`;
}

/** A new trace id: 19 decimal digits (BREX.md 1.7). */
export function newTraceId(): string {
  const digits = Array.from({ length: 18 }, () => randomInt(10)).join('');
  return `${randomInt(1, 9)}${digits}`;
}
