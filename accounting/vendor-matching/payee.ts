import { type BrandsNamed, brandsOf } from './brand-of-text';
import { type Brand, brandsAtHead, nameWords } from './brands';
import { bareCardText, withoutPrefix } from './card-text';
import { connectors, isLegalForm, nameless, noiseOfCards, vagueWords } from './common-words';
import { fold, wordsOf } from './folding';
import type { Merchant } from './merchant';
import { type PayeeWord, spoken, type WordKind } from './payee-words';
import { placeAtEnd } from './place-at-end';
import { plainTown, type Towns } from './towns';
import { isCatchAll, tradeOfCode } from './trades';
import { countries, stateCodes } from './us-places';
import { webAddressIn } from './web-address';

/** A card text as the matcher reads it. */
export interface Payee extends BrandsNamed {
  readonly words: readonly PayeeWord[];
  /** The known business with whose name it begins, whatever follows. */
  readonly namesakeBrand: Brand | null;
  /** Store and branch numbers, without leading zeros. */
  readonly numbers: ReadonlySet<string>;
  /** Towns as they are compared (towns.ts): the merchant's, and one the text names. */
  readonly towns: ReadonlySet<string>;
  /** The town that the text itself names. */
  readonly townInText: string | null;
  /** It says that it is of that town: "BOBCAT OF OMAHA". */
  readonly saysOfTown: boolean;
  readonly state: string | null;
  /** The trade of the category code. */
  readonly trade: string | null;
  /** There is no category code, or one for what fits no other. */
  readonly codeSaysNothing: boolean;
  /** The text is as long as card networks let a name be: its last word may be cut. */
  readonly mayBeCut: boolean;
  /** The text ends its name with a legal form: it says no less than the name. */
  readonly isWhole: boolean;
  /** The web address in it ("bill.com"), which may itself be a name. */
  readonly webAddress: string | null;
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
  const kinds = all.map((word, index) =>
    index === bodyAt ? 'name' : kindOf(word, index, Math.min(place.from, all.length), detailFrom),
  );
  const words = all
    .map(
      (word, index): PayeeWord => ({
        text: word,
        kind: wasSaid(all, index, kinds) ? 'noise' : (kinds[index] ?? 'name'),
      }),
    )
    .filter(({ text: word }) => !connectors.has(word));
  const webAddress = webAddressIn(folded);
  if (!namesSomebody(words) && webAddress === null) return null;
  const trade = tradeOfCode(merchant.mcc ?? null);
  const known = [city, place.town].filter((town): town is string => Boolean(town));
  return {
    words,
    ...brandsOf(words, folded.includes('*'), trade),
    namesakeBrand: brandsAtHead(words.map(({ text: word }) => word))[0]?.brand ?? null,
    numbers: new Set(words.filter(({ kind }) => kind === 'number').map(({ text: digits }) => bare(digits))),
    towns: new Set(known),
    townInText: place.town,
    saysOfTown: place.town !== null && all[place.from - 1] === 'of',
    state: state ?? place.state,
    trade,
    codeSaysNothing: !merchant.mcc || isCatchAll(merchant.mcc),
    mayBeCut: text.trim().length >= cutFrom,
    isWhole: endsInLegalForm(words),
    webAddress,
    initials: spoken(words)
      .map((word) => word.charAt(0))
      .join(''),
  };
}

/** Without leading zeros, and without letters before them ("TXD44"). */
const bare = (digits: string): string => digits.replace(/^[a-z]+(?=\d+$)/, '').replace(/^0+(?=\d)/, '');

function stateOf(state: string | null | undefined): string | null {
  const plain = fold(state ?? '');
  if (plain === '') return null;
  return stateCodes.get(plain) ?? plain;
}

/** "EXPENSIFY, INC. EXPENSIFY.COM", "ZORO TOOLS ZOROTOOLS.COM": a name said again says no more. */
function wasSaid(all: readonly string[], index: number, kinds: readonly WordKind[]): boolean {
  const word = all[index] ?? '';
  const kind = kinds[index];
  if (index === 0 || word.length < 4 || kind === 'place' || kind === 'number') return false;
  const before = all.slice(0, index);
  return before.includes(word) || before.some((_, at) => before.slice(0, at + 1).join('') === word);
}

/** After its last word that names somebody stands a legal form. */
function endsInLegalForm(words: readonly PayeeWord[]): boolean {
  const said = words.filter(({ kind }) => kind !== 'place' && kind !== 'number');
  const last = said.findLastIndex(({ kind }) => kind === 'name' || kind === 'vague');
  return said.some(({ text }, at) => at > last && isLegalForm(text, at, said.length));
}

function kindOf(word: string, index: number, placeFrom: number, detailFrom: number): WordKind {
  if (/^\d+$|\d.*\d/.test(word)) return 'number';
  if (index >= placeFrom) return 'place';
  if (index >= detailFrom) return 'noise';
  if (isLegalForm(word, index, placeFrom) || (index > 0 && (noiseOfCards.has(word) || countries.has(word))))
    return 'noise';
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

/** Only words of trades, of charges or too common to tell anybody: no name. */
function namesSomebody(words: readonly PayeeWord[]): boolean {
  const telling = words.filter(({ kind }) => kind === 'name' || kind === 'vague');
  if (telling.length === 0) return words.some(({ text, kind }) => kind === 'place' && text.length > 2);
  if (telling.every(({ text }) => nameless.has(text) || noiseOfCards.has(text))) return false;
  if (telling.length > 1 && telling.every(({ text }) => vagueWords.has(text) || nameless.has(text)))
    return brandsAtHead(nameWords(words.map(({ text }) => text))).length > 0;
  return true;
}
