import type { Attention } from './attention';
import { cleanText, shorten } from './document-text';

/** Nothing says how long a failure message may be (BREX.md 2.5); this is read at a glance. */
const messageLength = 500;

const asciiOf: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '\u00df': 'ss',
  '\u00e6': 'ae',
  '\u00f8': 'o',
  '€': 'EUR',
  '£': 'GBP',
};

/**
 * What the bookkeeper reads in Brex where a record is returned or skipped: what is wrong, then what mends it.
 * Plain ASCII, since Brex refuses other characters in free text (BREX.md 0.10), and at most 500 of them; the
 * remedy is kept whole where the text is long.
 */
export function bookkeeperMessage(attention: Pick<Attention, 'text' | 'remedy'>): string {
  const remedy = shortAscii(attention.remedy, messageLength / 2);
  const text = shortAscii(attention.text, messageLength - remedy.length - 1);
  return `${text} ${remedy}`.trim();
}

/** The text in ASCII, cut where it is longer than `limit`. */
function shortAscii(text: string, limit: number): string {
  const plain = ascii(cleanText(text));
  return plain.length <= limit ? plain : ascii(shorten(plain, limit - 2));
}

function ascii(text: string): string {
  return text
    .replace(/[^\p{ASCII}]/gu, (character) => asciiOf[character] ?? character)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, '?');
}
