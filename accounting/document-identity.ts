import type { AccountingRecord } from './accounting-record';
import { type Attention, type Ruling, refused, ruled } from './attention';

/** Widest invoice number that Epicor takes (EPICOR.md 3.7); a marker keeps to it too, its column's width being unknown. */
export const keyLength = 50;

/**
 * The document's number at its vendor. A bill keeps the vendor's own, character for character (without blanks
 * around it), since that is what finds a bill entered by hand; documents are addressed by filter and body,
 * never by key URL, so that a slash, blank or quote in it does no harm. Other records get theirs from the
 * record id. A number that is too long or not printable is refused, never cut or changed.
 */
export function documentNumber(record: AccountingRecord): Ruling<string> {
  const own = record.invoiceNumber?.normalize('NFC').trim() ?? '';
  if (own === '') return derivedNumber(record);
  if (unprintable.test(own)) return refused(unsafe(own));
  return own.length <= keyLength ? ruled(own) : refused(tooLong(`The invoice number "${own}"`, own.length));
}

/** "BREX-accr_abc123" */
function derivedNumber(record: AccountingRecord): Ruling<string> {
  const number = `BREX-${keySafe(record.id)}`;
  if (number.length <= keyLength) return ruled(number);
  return refused(tooLong(`The number ${number}, made of the record's id,`, number.length));
}

const unprintable = /[\p{C}\p{Zl}\p{Zp}\p{Extended_Pictographic}]/u;

/** What finds the document again in Epicor: connection and record, "acme:accr_abc123", ≤ 50 characters. */
export function marker(connectionId: string, recordId: string): string {
  const text = `${connectionId}:${keySafe(recordId)}`;
  return text.length <= keyLength ? text : `hash:${fingerprint(text)}`;
}

/**
 * Letters, digits, "-" and "_" stay, any other character becomes a dot and the hex of each of its bytes
 * ("=" is ".3d"): safe in keys, URLs and filters, and different for different texts.
 */
function keySafe(text: string): string {
  return Array.from(text)
    .map((character) => (/[A-Za-z0-9_-]/.test(character) ? character : escaped(character)))
    .join('');
}

function escaped(character: string): string {
  return Array.from(new TextEncoder().encode(character))
    .map((byte) => `.${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

const prime = 0x0000000001000000000000000000013bn;
const offset = 0x6c62272e07bb014262b821756295c58dn;

/** FNV-1a of 128 bits, in hex: ids are not chosen by an adversary, and node:crypto has no place in workflows. */
function fingerprint(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(32, '0');
}

/**
 * The way back to Brex, which lasts while links to receipts expire: the page of the expense where Brex tells it.
 * Of a record alone Brex documents no address: then the accounting page, naming the record, which its search finds.
 */
export function recordUrl(record: Pick<AccountingRecord, 'id'>, expensePage = ''): string {
  if (/^https:\/\/[^\s]+$/.test(expensePage)) return expensePage;
  return `https://dashboard.brex.com/accounting?record=${encodeURIComponent(record.id)}`;
}

function tooLong(what: string, length: number): Attention {
  return {
    code: 'document-number-too-long',
    disposition: 'park',
    text: `${what} has ${length} characters; Epicor takes at most ${keyLength}.`,
    remedy:
      'Shorten the invoice number in Brex, or enter the document by hand in Epicor and link it to this record.',
  };
}

function unsafe(number: string): Attention {
  return {
    code: 'document-number-unsafe',
    disposition: 'park',
    text: `The invoice number "${number.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')}" has characters that cannot be printed or typed.`,
    remedy: 'Type the invoice number anew in Brex, as it stands on the bill.',
  };
}
