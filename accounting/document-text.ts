import type { AccountingRecord, RecordLine, RecordSnapshot } from './accounting-record';
import type { VendorRole } from './document';
import { formatMoney, type Money } from './money';

/**
 * The widths of Epicor's description columns are not published (EPICOR.md 3.2 and 4 name none). Thirty
 * characters is what the narrowest tables of Epicor take; a longer text could be refused or cut by a tenant.
 */
export const descriptionLength = 30;

/** The text of the document's header: what was bought, or from whom where that is all Brex tells. */
export function headerDescription(snapshot: RecordSnapshot, role: VendorRole | null): string {
  const { record } = snapshot;
  return description(record.memo, record, snapshot, role, foreign(record.amount, record.originalAmount));
}

/** The text of one line. Who was paid is named on it where the document's vendor does not say so. */
export function lineDescription(line: RecordLine, snapshot: RecordSnapshot, role: VendorRole | null): string {
  const memo = cleanText(line.memo ?? '') === '' ? snapshot.record.memo : line.memo;
  return description(memo, snapshot.record, snapshot, role, foreign(line.amount, line.originalAmount));
}

function description(
  memo: string | null,
  record: AccountingRecord,
  snapshot: RecordSnapshot,
  role: VendorRole | null,
  original: string,
): string {
  const about = cleanText(memo ?? '');
  const who = cleanText(payee(snapshot) ?? '');
  const vendorSaysWho = role === 'merchant' || role === 'record';
  const parts = vendorSaysWho && about !== '' ? [about] : [who, about].filter((part) => part !== '');
  const text = parts.length === 0 ? inWords(record.type) : parts.join(': ');
  return `${shorten(text, Math.max(1, descriptionLength - original.length))}${original}`;
}

function payee({ record, merchant }: RecordSnapshot): string | null {
  return merchant?.name ?? record.vendor?.name ?? merchant?.rawDescriptor ?? record.user?.name ?? null;
}

/** " (85.00 EUR)" where the purchase was in another currency than Brex bills: only the text tells it. */
function foreign(amount: Money, original: Money | null): string {
  return original === null || original.currency === amount.currency ? '' : ` (${formatMoney(original)})`;
}

/** "CARD_PAYMENT" is "card payment". */
function inWords(type: string): string {
  return type.toLowerCase().replaceAll('_', ' ');
}

/**
 * One line of text that every screen and report shows: composed letters, control and invisible characters
 * and line breaks as blanks, emoji and halves of characters left out.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3|\ufe0f/gu,
      (symbol) => ('©®™'.includes(symbol) ? symbol : ''),
    )
    .replace(/\p{Cs}/gu, '')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units, as columns count; what is cut ends with "…" and never inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
