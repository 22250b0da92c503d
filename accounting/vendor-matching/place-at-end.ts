import { type Towns, townWord } from './towns';
import { airports, stateCodes, stateNames } from './us-places';
import { isShortFor } from './word-likeness';

export interface PlaceFound {
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
export function placeAtEnd(
  words: readonly string[],
  city: string,
  state: string | null,
  towns: Towns,
): PlaceFound {
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
