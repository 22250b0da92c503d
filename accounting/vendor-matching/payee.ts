import { longForms } from './abbreviations';
import { type BrandFound, brandCutShort, brandsAtHead, nameWords } from './brands';
import { bareCardText, withoutPrefix } from './card-text';
import { connectors, legalForms, nameless, noiseOfCards, vagueWords } from './common-words';
import { fold, wordsOf } from './folding';
import type { Merchant } from './merchant';
import { plainTown, type Towns, townWord } from './towns';
import { type Agreement, agreement, tellsOneOf, tradeOfCode } from './trades';
import { airports, countries, regions, stateCodes, stateNames } from './us-places';
import { isShortFor } from './word-likeness';

export type WordKind = 'name' | 'vague' | 'noise' | 'place' | 'number';

export interface PayeeWord {
  readonly text: string;
  readonly kind: WordKind;
}

/** A card text as the matcher reads it. */
export interface Payee {
  readonly words: readonly PayeeWord[];
  /** The known business that its first words name, where what follows does not speak against it. */
  readonly brand: BrandFound | null;
  /** Another known business, named after a star behind the first ("ODP*OFFICEDEPOT.COM"). */
  readonly alsoNames: BrandFound | null;
  /** Store and branch numbers, without leading zeros. */
  readonly numbers: ReadonlySet<string>;
  /** Towns as they are compared (towns.ts): the merchant's, and one the text names. */
  readonly towns: ReadonlySet<string>;
  /** The town that the text itself names. */
  readonly townInText: string | null;
  readonly state: string | null;
  /** The trade of the category code. */
  readonly trade: string | null;
  /** The text is as long as card networks let a name be: its last word may be cut. */
  readonly mayBeCut: boolean;
  /** The text ends its name with a legal form: it says no less than the name. */
  readonly isWhole: boolean;
  /** First letters of the words that name it. */
  readonly initials: string;
}

/** From so many characters on, a card network may have cut the name. */
const cutFrom = 20;

/** Reads one text of a merchant; null where it names nobody ("MISC CHARGE", "TOOL SUPPLY INC", blanks). */
export function readPayee(text: string, merchant: Merchant, towns: Towns): Payee | null {
  const folded = withoutUnknownPrefix(withoutPrefix(fold(text)));
  const all = wordsOf(bareCardText(folded)).filter((word, index) => index > 0 || word !== 'the');
  const state = stateOf(merchant.state);
  const city = plainTown(merchant.city ?? '');
  const place = placeAtEnd(all, city, state, towns);
  const detailFrom = detailsFrom(folded);
  const bodyAt =
    /^(city|town|county|village|university|state|bank|port|borough|township)$/.test(all[0] ?? '') &&
    all[1] === 'of'
      ? 2
      : -1;
  const words = all
    .map(
      (word, index): PayeeWord => ({
        text: word,
        kind: index === bodyAt ? 'name' : kindOf(word, index, place.from, detailFrom),
      }),
    )
    .filter(({ text: word }) => !connectors.has(word));
  if (!namesSomebody(words)) return null;
  const trade = tradeOfCode(merchant.mcc ?? null);
  const known = [city, place.town].filter((town): town is string => Boolean(town));
  return {
    words,
    ...brandsOf(words, folded.includes('*'), trade),
    numbers: new Set(words.filter(({ kind }) => kind === 'number').map(({ text: digits }) => bare(digits))),
    towns: new Set(known),
    townInText: place.town,
    state: state ?? place.state,
    trade,
    mayBeCut: text.trim().length >= cutFrom,
    isWhole: words.some(({ text: word }, at) => at > 0 && legalForms.has(word)),
    initials: spoken(words)
      .map((word) => word.charAt(0))
      .join(''),
  };
}

const spoken = (words: readonly PayeeWord[]): string[] =>
  words.filter(({ kind }) => kind === 'name' || kind === 'vague').map(({ text }) => text);

const bare = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

function stateOf(state: string | null | undefined): string | null {
  const plain = fold(state ?? '');
  if (plain === '') return null;
  return stateCodes.get(plain) ?? plain;
}

function kindOf(word: string, index: number, placeFrom: number, detailFrom: number): WordKind {
  if (/^\d+$|\d.*\d/.test(word)) return 'number';
  if (index >= placeFrom) return 'place';
  if (index >= detailFrom) return 'noise';
  if (legalForms.has(word) || (index > 0 && (noiseOfCards.has(word) || countries.has(word)))) return 'noise';
  return vagueWords.has(word) ? 'vague' : 'name';
}

/** "EFM*ENTERPRISE FLEET": two or three letters before a star that name nobody are a processor's. */
function withoutUnknownPrefix(folded: string): string {
  const [, prefix = '', rest = ''] = /^([a-z]{2,3}|[a-z] [a-z])\s*\*\s*([a-z].*)$/.exec(folded) ?? [];
  return prefix !== '' && brandsAtHead(wordsOf(prefix)).length === 0 ? rest : folded;
}

/** "VZWRLSS*MY VZ", "ADOBE *CREATIVE CLOUD": after a known business and a star stands what was bought. */
function detailsFrom(folded: string): number {
  const [before = '', after] = folded.split('*');
  if (after !== undefined) {
    const words = wordsOf(bareCardText(before)).filter((word) => !connectors.has(word));
    const payee = brandsAtHead(words).find(({ length }) => length === words.length);
    const bought = brandsAtHead(wordsOf(bareCardText(after)))[0];
    if (payee) return bought && bought.brand !== payee.brand ? Number.POSITIVE_INFINITY : words.length;
  }
  const [name = '', place] = folded.split(/\s-\s/);
  const words = wordsOf(bareCardText(name));
  return place !== undefined && words.length > 1 ? words.length : Number.POSITIVE_INFINITY;
}

interface PlaceFound {
  /** Words from this one on are a place. */
  readonly from: number;
  readonly town: string | null;
  readonly state: string | null;
}

/** Two-letter words that also end names: only a state where a town stands before them. */
const alsoWords: ReadonlySet<string> = new Set([
  'co',
  'in',
  'me',
  'or',
  'pa',
  'de',
  'la',
  'hi',
  'ma',
  'id',
  'pc',
  'ok',
]);

/** Finds town and state at the end of a text, after at least one word; numbers between do not matter. */
function placeAtEnd(words: readonly string[], city: string, state: string | null, towns: Towns): PlaceFound {
  let end = words.length;
  const skipNumbers = () => {
    while (end > 1 && /^\d+$|^usa?$/.test(words[end - 1] ?? '')) end -= 1;
  };
  skipNumbers();
  let found: string | null = null;
  const last = words[end - 1] ?? '';
  if (end > 1 && stateNames.has(last)) {
    const townBefore = townLength(words.slice(0, end - 1), city, towns) > 0;
    if (last === state || townBefore || (end > 2 && !alsoWords.has(last)) || last === 'ok') {
      found = last;
      end -= 1;
    }
  }
  skipNumbers();
  const before = words.slice(0, end);
  const length = townLength(before, city, towns);
  if (length > 0) {
    const named = before.slice(-length).map(townWord).join(' ');
    return { from: end - length, town: isShortTown(named, city) ? city : named, state: found };
  }
  const named = stateNameAtEnd(before);
  if (named > 0)
    return {
      from: end - named,
      town: null,
      state: found ?? stateCodes.get(before.slice(-named).join(' ')) ?? null,
    };
  if (end > 1 && airports.has(last) && end === words.length)
    return { from: end - 1, town: null, state: found };
  return { from: end, town: null, state: found };
}

/** So many last words are the merchant's town (also cut or shortened), or a known one. */
function townLength(words: readonly string[], city: string, towns: Towns): number {
  if (city !== '') {
    const wanted = city.split(' ');
    for (let length = Math.min(wanted.length, words.length - 1); length > 0; length -= 1) {
      const end = words.slice(-length).map(townWord);
      const whole = length === wanted.length;
      if (whole && end.every((word, index) => isTownWord(word, wanted[index] ?? ''))) return length;
      if (!whole && length > 1 && end.join(' ') === wanted.slice(0, length).join(' ')) return length;
    }
  }
  return towns.atEndOf(words.map(townWord));
}

const isTownWord = (word: string, wanted: string): boolean =>
  word === wanted || (word.length > 2 && isShortFor(word, wanted));

const isShortTown = (named: string, city: string): boolean =>
  city !== '' && named.split(' ').every((word, index) => isTownWord(word, city.split(' ')[index] ?? ''));

function stateNameAtEnd(words: readonly string[]): number {
  for (const length of [2, 1]) {
    if (words.length > length && stateCodes.has(words.slice(-length).join(' '))) return length;
  }
  return 0;
}

/** Only words of trades, of charges or too common to tell anybody: no name. */
function namesSomebody(words: readonly PayeeWord[]): boolean {
  const telling = words.filter(({ kind }) => kind === 'name' || kind === 'vague');
  if (telling.length === 0) return words.some(({ text, kind }) => kind === 'place' && text.length > 2);
  if (telling.every(({ text }) => nameless.has(text) || noiseOfCards.has(text))) return false;
  if (telling.length > 1 && telling.every(({ text }) => vagueWords.has(text) || nameless.has(text)))
    return brandsAtHead(nameWords(words.map(({ text }) => text))).length > 0;
  return true;
}

function brandsOf(
  words: readonly PayeeWord[],
  starred: boolean,
  trade: string | null,
): Pick<Payee, 'brand' | 'alsoNames'> {
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
  const named = words.filter(({ text }) => !legalForms.has(text));
  const texts = named.map(({ text }) => text);
  for (const found of brandsAtHead(texts)) {
    const rest = named.slice(found.length);
    const agrees = agreement(trade, found.brand.trades);
    if (found.ifTradeAgrees && agrees !== 'same') continue;
    if (found.length === 1 && agrees === 'other') continue;
    const isOneOfChain = agrees === 'same' && trade !== null && chains.has(trade);
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
  'telecom',
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

function speaksOf({ text, kind }: PayeeWord, { brand, length }: BrandFound, agrees: Agreement): boolean {
  if (kind === 'noise' || kind === 'place' || kind === 'number' || text.length === 1) return true;
  if (regions.has(text) || airports.has(text)) return true;
  const words = [text, ...longForms(text)];
  const ofTrade = words.some((word) => tellsOneOf(word, brand.trades));
  const vague = words.some((word) => vagueWords.has(word));
  if (length > 1) return ofTrade || vague;
  const broad = [...brand.trades].some((trade) => broadTrades.has(trade));
  return agrees === 'same' && (vague || (ofTrade && !broad));
}
