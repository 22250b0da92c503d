import { longForms } from './abbreviations';
import { commonNames, vagueWords } from './common-words';
import { isTradeWord } from './trades';

export type Likeness = 'same' | 'short' | 'cut' | 'typo';

/** How much of a word's weight a likeness is worth. */
export const worth: Readonly<Record<Likeness, number>> = { same: 1, short: 0.97, cut: 0.9, typo: 0.85 };

/** How a word of a card text is like a word of a vendor's name; null where it is not. */
export function likeness(ofText: string, ofVendor: string, lastAndMayBeCut: boolean): Likeness | null {
  if (ofText === ofVendor || isPlural(ofText, ofVendor)) return 'same';
  if (isShortFor(ofText, ofVendor) || isShortWithin(ofVendor, ofText)) return 'short';
  if (shareLongForm(ofText, ofVendor) || haveOneStem(ofText, ofVendor)) return 'short';
  if (lastAndMayBeCut && isCutOf(ofText, ofVendor)) return 'cut';
  return isTypo(ofText, ofVendor) ? 'typo' : null;
}

/** "PACKAG" or "PK" at the end of a text: a beginning, or what was left of a short form. */
const isCutOf = (cut: string, word: string): boolean =>
  (word.startsWith(cut) && !/\d/.test(word)) ||
  (cut.length <= 3 && cut[0] === word[0] && areConsonants(cut, word));

function isPlural(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 3) return long === `${short}s` && /^[^aeiou]{2}$/.test(short);
  return (
    long === `${short}s` ||
    long === `${short}es` ||
    (long.endsWith('ies') && `${long.slice(0, -3)}y` === short)
  );
}

/** "brg" for bearing, "hdwe" for hardware, "chatt" for chattanooga: a known short form, a beginning, or consonants. */
export function isShortFor(short: string, long: string): boolean {
  if (isShortWithin(short, long)) return true;
  const isBeginning =
    long.length >= 6 && short.length >= 4 && long.length - short.length >= 2 && long.startsWith(short);
  return isBeginning && !isTradeWord(short) && !vagueWords.has(short) && !commonNames.has(short);
}

/** The same without mere beginnings: people who type a vendor's name do not cut words. */
function isShortWithin(short: string, long: string): boolean {
  if (longForms(short).has(long)) return true;
  if (short.length < 3 || short.length >= long.length - 1 || short[0] !== long[0]) return false;
  const endsAlike = short.at(-1) === long.at(-1) || short.at(-1) === long.replace(/s$/, '').at(-1);
  return !long.startsWith(short) && (short.length > 3 || endsAlike) && areConsonants(short, long);
}

/** Mostly consonants, in the order of the long word's. */
function areConsonants(short: string, long: string): boolean {
  if (long.length < 5 || (short.slice(1).match(/[aeiou]/g) ?? []).length > Math.max(0, short.length - 4))
    return false;
  let at = 0;
  for (const letter of short) {
    const next = long.indexOf(letter, at);
    if (next < 0 || long.slice(at, next).replace(/[aeiouy]/g, '').length > 1) return false;
    at = next + 1;
  }
  return true;
}

function shareLongForm(one: string, other: string): boolean {
  const forms = longForms(one);
  if (forms.size === 0) return false;
  for (const form of longForms(other)) if (forms.has(form)) return true;
  return false;
}

/** "landscape" and "landscaping", "fabricating" and "fabricators": of words that tell a trade, endings tell little. */
const haveOneStem = (one: string, other: string): boolean =>
  one.length > 5 &&
  other.length > 5 &&
  one.startsWith(other.slice(0, 4)) &&
  (isTradeWord(one) || isTradeWord(other)) &&
  stemOf(one) === stemOf(other);

const stemOf = (word: string): string => word.replace(/(?:ing|ers?|ors?|ions?|es?|s)$/, '');

/** A slip in a word long enough that this is no other word. */
const isTypo = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= 5 && isSlip(one, other);

/** One letter wrong, missing, added, or two exchanged. */
export function isSlip(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 3 || Math.abs(one.length - other.length) > 1) return false;
  if (one[0] !== other[0] || /\d/.test(one + other)) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < one.length - start &&
    end < other.length - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const here = one.slice(start, one.length - end);
  const there = other.slice(start, other.length - end);
  if (here.length <= 1 && there.length <= 1) return true;
  return here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0];
}
