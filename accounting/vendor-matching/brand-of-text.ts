import { longForms } from './abbreviations';
import { type BrandFound, brandCutShort, brandsAtHead } from './brands';
import { legalForms, vagueWords } from './common-words';
import type { PayeeWord } from './payee-words';
import { spoken } from './payee-words';
import { type Agreement, agreement, tellsOneOf } from './trades';
import { airports, regions } from './us-places';

export interface BrandsNamed {
  /** The known business that the first words name, where what follows does not speak against it. */
  readonly brand: BrandFound | null;
  /** Another known business, named after a star behind the first ("ODP*OFFICEDEPOT.COM"). */
  readonly alsoNames: BrandFound | null;
}

/** The known business that a text names, and a second one where it names two. */
export function brandsOf(words: readonly PayeeWord[], starred: boolean, trade: string | null): BrandsNamed {
  const brand = brandOf(words, trade);
  const texts = words.map(({ text }) => text);
  const first = brand ?? brandsAtHead(texts)[0] ?? null;
  const also = first && starred ? brandsAtHead(texts.slice(first.length))[0] : undefined;
  if (!first || !also || also.brand === first.brand) return { brand, alsoNames: null };
  // "INTUIT *MAILCHIMP": the subsidiary is who is meant
  const ofParent = also.brand.parent === first.brand.id;
  return ofParent
    ? { brand: { ...also, length: first.length + also.length }, alsoNames: null }
    : { brand: first, alsoNames: also };
}

/**
 * The known business at the head of the words. What follows must be noise, a place, or speak of its trade: "TARGET
 * FIELD PARKING" is no Target. A single word whose category tells another trade is none either.
 */
function brandOf(words: readonly PayeeWord[], trade: string | null): BrandFound | null {
  const named = words.filter(({ text }, at) => at === 0 || !legalForms.has(text));
  const texts = named.map(({ text }) => text);
  for (const found of brandsAtHead(texts)) {
    const rest = named.slice(found.length);
    const agrees = agreement(trade, found.brand.trades);
    if (found.ifTradeAgrees && agrees !== 'same') continue;
    if (found.length === 1 && agrees === 'other') continue;
    const isOneOfChain = !found.ifTradeAgrees && agrees === 'same' && trade !== null && chains.has(trade);
    if (isOneOfChain || rest.every((word) => speaksOf(word, found, agrees))) return found;
  }
  const cut = brandCutShort(spoken(named));
  return cut && agreement(trade, cut.brand.trades) !== 'other' && !cut.ifTradeAgrees ? cut : null;
}

/** Trades whose codes tell a chain so surely that words after its name are a place ("MARRIOTT CITY CENTER"). */
const chains: ReadonlySet<string> = new Set([
  'lodging',
  'fuel',
  'airline',
  'car-rental',
  'restaurant',
  'tolls',
  'utility',
]);

/** Words of many trades say too little beside a brand of one word: "PARKER STEEL" is not Parker Hannifin. */
const broadTrades: ReadonlySet<string> = new Set([
  'industrial',
  'hardware',
  'auto',
  'hvac',
  'electrical',
  'department',
]);

/** Houses are called after businesses: AMERICAN AIRLINES CENTER is no airline. */
const houses: ReadonlySet<string> = new Set([
  'center',
  'centers',
  'park',
  'warehouse',
  'district',
  'authority',
  'depot',
  'outlet',
  'trading',
  'gas',
  'hardware',
  'market',
  'agency',
  'board',
]);

function speaksOf(
  { text, kind }: PayeeWord,
  { brand, length, ifTradeAgrees }: BrandFound,
  agrees: Agreement,
): boolean {
  if (kind === 'noise' || kind === 'place' || kind === 'number') return true;
  // what was left of a word; after a name of one word it may tell another: SQUARE D
  if (text.length === 1 && length > 1) return true;
  if (regions.has(text) || airports.has(text)) return true;
  const words = [text, ...longForms(text)];
  const ofTrade = words.some((word) => tellsOneOf(word, brand.trades));
  const vague = words.some((word) => vagueWords.has(word)) && !houses.has(text);
  if (ifTradeAgrees) return ofTrade;
  if (length > 1) return ofTrade || (vague && agrees !== 'other');
  const broad = [...brand.trades].some((trade) => broadTrades.has(trade));
  return agrees === 'same' && (vague || (ofTrade && !broad));
}
