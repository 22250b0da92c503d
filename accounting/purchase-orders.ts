import type { RecordSnapshot } from './accounting-record';
import type { Attention } from './attention';

/**
 * Which of the vendor's open purchase orders the record names in its memo, a line's memo or its invoice
 * number, in ascending order. Only a number that stands by itself counts: 4512 is named by "PO 4512",
 * "PO#004512", "po-4512/2" and "4512", not by "45120", "AB4512" or "$4,512.00". Below 1000, and where it could
 * be a year, the word PO or "purchase order" must stand before it, since such numbers occur in any text.
 */
export function mentionedPurchaseOrders(
  snapshot: RecordSnapshot,
  openPoNumbers: readonly number[],
): number[] {
  const { record } = snapshot;
  const texts = [record.memo, record.invoiceNumber, ...record.lines.map((line) => line.memo)].filter(
    (text) => text !== null,
  );
  const named = new Set(texts.flatMap(numbersIn));
  return [...new Set(openPoNumbers)].filter((number) => named.has(number)).sort((a, b) => a - b);
}

// No digit, letter, decimal mark, currency sign or part of a date may touch the number.
const standingAlone = /(?<![\d$€£])(?<!\d[.,/-])(\d{1,10})(?![\d\p{L}])(?![.,]\d)/gu;
const announced =
  /(?<!\p{L})(?:p\.?o\.?|(?:purchase\s*)?orders?)\s*(?:no\.?|nr\.?|number|num)?\s*[#:._-]*\s*$/iu;

function numbersIn(text: string): number[] {
  return [...text.matchAll(standingAlone)]
    .map((match) => ({ number: Number(match[1]), before: text.slice(0, match.index) }))
    .filter(({ number, before }) => announced.test(before) || (isTelling(number) && !/\p{L}$/u.test(before)))
    .map(({ number }) => number);
}

function isTelling(number: number): boolean {
  return number >= 1000 && !(number >= 1990 && number < 2100);
}

/** Goods received against an order are booked by Epicor itself: the record waits until a person has looked. */
export function namesOpenPurchaseOrder(
  snapshot: RecordSnapshot,
  openPoNumbers: readonly number[],
): Attention | null {
  const named = mentionedPurchaseOrders(snapshot, openPoNumbers);
  if (named.length === 0) return null;
  const orders = named.length === 1 ? `purchase order ${named[0]}` : `purchase orders ${named.join(', ')}`;
  return {
    code: 'names-open-po',
    disposition: 'park',
    text: `The record names ${orders}, open in Epicor: booked here, goods received against it would count twice.`,
    remedy:
      'Match it to the receipt in Epicor and link or skip it; if it is other spend, retry with confirm "po".',
    cause: `po:${named[0]}`,
  };
}
