import { longForms } from './abbreviations';

/** A beginning that very many words share names none of them. */
const mostPerBeginning = 24;

/** The words of the vendor list: which of them a word of a card text may mean. */
export class Vocabulary {
  private readonly words = new Set<string>();
  /** The words in order; null after one came, until they are next asked for. */
  private sorted: readonly string[] | null = null;
  /** Words by what is left of them without one letter: two that differ by a letter meet there. */
  private readonly byRemainder = new Map<string, string[]>();

  /** A word of a name, which may also be met with a slip in it. */
  add(word: string): void {
    if (this.words.has(word)) return;
    this.addWhole([word]);
    if (word.length >= 5 && !/\d/.test(word))
      for (const rest of remainders(word)) push(this.byRemainder, rest, word);
  }

  /** Words that are only met as they are, or cut: also several of a name in one. */
  addWhole(words: Iterable<string>): void {
    for (const word of words) {
      if (this.words.has(word)) continue;
      this.words.add(word);
      this.sorted = null;
    }
  }

  /** Words of the list that the text's word is, is short for, begins, or is a slip of. */
  like(word: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (const form of [word, ...variants(word), ...longForms(word)])
      if (this.words.has(form)) found.add(form);
    if (word.length >= 3) for (const longer of this.beginningWith(word)) found.add(longer);
    if (!this.words.has(word) && word.length >= 5 && !/\d/.test(word))
      for (const rest of remainders(word))
        for (const near of this.byRemainder.get(rest) ?? []) found.add(near);
    return found;
  }

  private beginningWith(word: string): string[] {
    this.sorted ??= [...this.words].sort();
    const found: string[] = [];
    for (let at = placeIn(this.sorted, word); this.sorted[at]?.startsWith(word); at += 1) {
      if (found.length === mostPerBeginning) return [];
      found.push(this.sorted[at] ?? '');
    }
    return found;
  }
}

const variants = (word: string): string[] =>
  word.length < 3
    ? []
    : [`${word}s`, `${word}es`, word.replace(/e?s$/, ''), word.replace(/s$/, ''), word.replace(/ies$/, 'y')];

/** The word itself, and without each of its letters but the first. */
function remainders(word: string): string[] {
  const rests = new Set([word]);
  for (let at = 1; at < word.length; at += 1) rests.add(word.slice(0, at) + word.slice(at + 1));
  return [...rests];
}

/** Where the word stands, or would stand, among sorted ones. */
export function placeIn(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
