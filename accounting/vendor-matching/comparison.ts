import { vagueWords } from './common-words';
import { areInitials, initialsOf } from './initials';
import type { Payee } from './payee';
import type { PayeeWord } from './payee-words';
import { isTradeWord } from './trades';
import { type Likeness, likeness, worth } from './word-likeness';

/** Weight of a word: how rare it is in the vendor list. */
export type Weigh = (word: string) => number;

/** A card text laid beside a vendor's name, word by word. */
export interface Comparison {
  /** Words of the vendor's name that the text has. */
  readonly matched: readonly string[];
  /** Words of the vendor's name that the text lacks. */
  readonly missing: readonly string[];
  /** Words beside the name's core that the text lacks. */
  readonly leftOut: readonly string[];
  /** Words of the text that the name lacks; no noise, place or number is among them. */
  readonly extra: readonly PayeeWord[];
  /** Those all stand behind a number, and what matched before it: "TACO TIME 12 RENTON MALL". */
  readonly extraBehindNumber: boolean;
  /** The text has the name's first word. */
  readonly hasHead: boolean;
  /** The text's first word is the name's first. */
  readonly beginsWithHead: boolean;
  /** The text's first word is of the name. */
  readonly beginsAlike: boolean;
  /** Matched words that are not the same to the letter, short forms apart. */
  readonly inexact: readonly string[];
  /** The matched words are the first of the name, none left out between. */
  readonly unbroken: boolean;
  /** The last word of the text is the beginning of a word of the name. */
  readonly cut: boolean;
  /** What matched is one word only, and only its beginning or a short form of it. */
  readonly onlyShort: boolean;
  /** Some words of the name stand in the text as their first letters only ("TEXAS DPS"). */
  readonly asInitials: boolean;
  /** 0 to 1: what the text has of the name, and what of the text the name has; by weight, both ways. */
  readonly score: number;
  /** Indexes of the text's words that the name has. */
  readonly used: ReadonlySet<number>;
}

/** Lays text and name side by side: first words written as one or as two, then each word to its likest. */
export function compare(
  payee: Payee,
  textWords: readonly PayeeWord[],
  name: readonly string[],
  mayBeThere: readonly string[],
  weigh: Weigh,
): Comparison {
  const found = new Map<number, { at: number; as: Likeness }>();
  const used = new Set<number>();
  asOneOrTwo(textWords, name, found, used);
  const lastName = lastOfName(textWords);
  for (const as of ['same', 'short', 'cut', 'typo'] as const) {
    name.forEach((word, index) => {
      if (found.has(index)) return;
      const at = textWords.findIndex(
        (candidate, position) =>
          !used.has(position) &&
          likeness(candidate.text, word, position === lastName && mayEnd(payee, candidate)) === as,
      );
      if (at < 0) return;
      found.set(index, { at, as });
      used.add(at);
    });
  }
  const asInitials = someAsInitials(textWords, name, found, used);
  const leftOut: string[] = [];
  for (const word of mayBeThere) {
    const at = textWords.findIndex(
      (candidate, position) =>
        !used.has(position) &&
        likeness(candidate.text, word, position === lastName && mayEnd(payee, candidate)),
    );
    if (at >= 0) used.add(at);
    else leftOut.push(word);
  }
  const missing = name.filter((_, index) => !found.has(index));
  // "TPU TACOMA PUBLIC UTIL": the name, and its initials
  const initials = missing.length === 0 && name.length > 2 ? initialsOf(name) : null;
  const extra = textWords.filter(
    ({ kind, text }, at) =>
      !used.has(at) &&
      (kind === 'name' || kind === 'vague') &&
      text !== initials &&
      !(payee.mayBeCut && missing.length === 0 && isCutLetter(text, at, textWords)),
  );
  const first = textWords.findIndex(({ kind }) => kind === 'name' || kind === 'vague');
  return {
    matched: name.filter((_, index) => found.has(index)),
    missing,
    leftOut,
    extra,
    extraBehindNumber: standBehindNumber(extra, textWords, used),
    hasHead: found.has(0),
    beginsWithHead: found.get(0)?.at === Math.max(first, 0),
    beginsAlike: used.has(Math.max(first, 0)),
    inexact: name.filter((_, index) => found.get(index)?.as === 'typo'),
    cut: [...found.values()].some(({ as }) => as === 'cut'),
    onlyShort: found.size === 1 && [...found.values()].every(({ as }) => as !== 'same'),
    unbroken: name.every((_, index) => index < found.size === found.has(index)),
    score: bothWays(name, found, extra, weigh),
    used,
    asInitials,
  };
}

function standBehindNumber(
  extra: readonly PayeeWord[],
  text: readonly PayeeWord[],
  used: ReadonlySet<number>,
): boolean {
  const number = text.findIndex(
    ({ kind, text: digits }, at) => kind === 'number' && /^\d{2,}$/.test(digits) && !used.has(at),
  );
  return (
    number > 0 &&
    extra.every((word) => text.indexOf(word) > number) &&
    [...used].every((at) => at < number || text[at]?.kind !== 'name')
  );
}

/** "TEXAS DPS": beside words that match, one of the text may be the first letters of several of the name. */
function someAsInitials(
  text: readonly PayeeWord[],
  name: readonly string[],
  found: Map<number, { at: number; as: Likeness }>,
  used: Set<number>,
): boolean {
  if (found.size === 0) return false;
  for (const [at, { text: word, kind }] of text.entries()) {
    if (used.has(at) || kind === 'place' || !/^[a-z]{2,5}$/.test(word)) continue;
    const run = runOf(word, name, (index) => !found.has(index));
    if (run === null) continue;
    for (let index = run.from; index < run.to; index += 1) found.set(index, { at, as: 'short' });
    used.add(at);
    return true;
  }
  return false;
}

/** Two or more words of the name in a row, all free, whose first letters the word is. */
function runOf(
  word: string,
  name: readonly string[],
  isFree: (index: number) => boolean,
): { from: number; to: number } | null {
  for (let from = 0; from < name.length; from += 1) {
    for (let to = from + 1; to <= name.length && isFree(to - 1); to += 1)
      if (to - from > 1 && areInitials(word, name.slice(from, to))) return { from, to };
  }
  return null;
}

/** A text's last word may be cut where the text is long, or where it is several letters and no word of a trade (GAS). */
const mayEnd = (payee: Payee, { text, kind }: PayeeWord): boolean =>
  kind !== 'number' && (payee.mayBeCut || (text.length >= 3 && !isTradeWord(text) && !vagueWords.has(text)));

/** One letter after the whole name is what a card network left of a word more. */
const isCutLetter = (text: string, at: number, words: readonly PayeeWord[]): boolean =>
  text.length === 1 && at > 0 && at === lastOfName(words);

function lastOfName(words: readonly PayeeWord[]): number {
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const kind = words[at]?.kind;
    if (kind === 'name' || kind === 'vague' || kind === 'noise') return at;
  }
  return -1;
}

/** "LONESTARFAS": a whole name as one word, cut where a processor's field ended. */
function writtenInOne(
  text: readonly PayeeWord[],
  name: readonly string[],
  found: Map<number, { at: number; as: Likeness }>,
  used: Set<number>,
): void {
  const joined = name.join('');
  const at = text.findIndex(({ text: word }) => word.length >= 8 && joined.startsWith(word));
  const whole = text[at]?.text ?? '';
  if (at < 0 || name.length < 2 || whole.length <= (name[0]?.length ?? 0)) return;
  used.add(at);
  let length = 0;
  for (const [index, word] of name.entries()) {
    if (length >= whole.length) return;
    length += word.length;
    found.set(index, { at, as: length <= whole.length ? 'same' : 'cut' });
  }
}

/** "SAMSCLUB" and "sam's club", "GO DADDY" and "godaddy". */
function asOneOrTwo(
  text: readonly PayeeWord[],
  name: readonly string[],
  found: Map<number, { at: number; as: Likeness }>,
  used: Set<number>,
): void {
  writtenInOne(text, name, found, used);
  for (let index = 0; index + 1 < name.length; index += 1) {
    for (const length of [3, 2]) {
      if (index + length > name.length) continue;
      const joined = name.slice(index, index + length).join('');
      const at = text.findIndex((word, position) => !used.has(position) && word.text === joined);
      if (at < 0) continue;
      for (let part = 0; part < length; part += 1) found.set(index + part, { at, as: 'same' });
      used.add(at);
    }
  }
  for (let at = 0; at + 1 < text.length; at += 1) {
    for (const length of [3, 2]) {
      if (at + length > text.length) continue;
      const joined = text
        .slice(at, at + length)
        .map((word) => word.text)
        .join('');
      const index = name.findIndex((word, position) => !found.has(position) && word === joined);
      if (index < 0) continue;
      found.set(index, { at, as: 'same' });
      for (let part = 0; part < length; part += 1) used.add(at + part);
    }
  }
}

function bothWays(
  name: readonly string[],
  found: ReadonlyMap<number, { at: number; as: Likeness }>,
  extra: readonly PayeeWord[],
  weigh: Weigh,
): number {
  let have = 0;
  let all = 0;
  name.forEach((word, index) => {
    const weight = weigh(word);
    all += weight;
    const as = found.get(index)?.as;
    if (as) have += weight * worth[as];
  });
  const more = extra.reduce((sum, { text }) => sum + weigh(text) * (vagueWords.has(text) ? 0.5 : 1), 0);
  if (have === 0) return 0;
  const ofName = have / all;
  const ofText = have / (have + more);
  return (2 * ofName * ofText) / (ofName + ofText);
}
