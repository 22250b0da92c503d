import { withoutPrefix } from './card-text';
import { fold } from './folding';

export interface AtStar {
  readonly before: string;
  readonly after: string;
  /** Two or three letters stand before it: rather a processor's than a name. */
  readonly short: boolean;
}

/** What stands before and after a star that is no known processor's; null where there is none, or nothing before it. */
export function partsAtStar(text: string): AtStar | null {
  const [, before = '', after = ''] = /^([^*]*[a-z][^*]*)\*\s*(.*)$/.exec(withoutPrefix(fold(text))) ?? [];
  return before.trim().length < 2
    ? null
    : { before: before.trim(), after, short: /^(?:[a-z]{2,3}|[a-z] [a-z])$/.test(before.trim()) };
}
