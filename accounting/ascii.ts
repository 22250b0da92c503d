/** Typographic characters that have a plain spelling. */
const plain: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  ' ': ' ',
  '→': '->',
  '€': 'EUR',
  '£': 'GBP',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '„': '"',
  '®': '',
  '©': '',
  '·': '-',
};

/**
 * A text as Brex takes it: free text is ASCII only, anything else is refused with 400 (BREX.md 0.10).
 * Accents are dropped, typographic signs spelt plainly, what has no plain spelling becomes "?".
 */
export function toAscii(text: string): string {
  return [...text]
    .map((sign) => plain[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, ''))
    .join('')
    .replace(/[^\n\x20-\x7e]/gu, '?');
}
