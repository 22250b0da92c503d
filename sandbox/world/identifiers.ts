import { createHash } from 'node:crypto';

/**
 * An opaque id in Brex's manner ("cuuser_ck3v0…"), always the same for the same kind and name.
 */
export function stableId(prefix: string, name: string): string {
  const digest = createHash('sha256').update(`${prefix}/${name}`).digest('hex');
  const digits = BigInt(`0x${digest}`).toString(36);
  return `${prefix}_ck${digits.slice(0, 23)}`;
}
