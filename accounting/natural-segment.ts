import type { MappingSettings } from './connection-settings';

/** Number of the segment that holds the natural account: 1, unless the connection file says otherwise. */
export function naturalSegment({ naturalSegment: number = 1 }: MappingSettings): number {
  return number;
}

/** The natural account of a full account: "2110" of "2110|00|000". */
export function naturalCode(account: string, mapping: MappingSettings): string {
  return account.split('|')[naturalSegment(mapping) - 1] ?? '';
}
