import { isLegalForm } from './common-words';
import type { VendorName } from './vendor-name';
import { placeIn, push } from './vocabulary';

/** A word this long is more than a beginning that many names share. */
const tellingFrom = 8;
/** More names than this with one beginning are no candidates. */
const mostPerBeginning = 24;

/** Ways a name of several words is written in one: without spaces, with or without its legal form and joining words. */
export const formsInOne = ({ core, inOne, legal, branch, person }: VendorName): string[] => {
  if (person) return [];
  const written = [core.join(''), inOne, withoutLegalForm(inOne, legal), inOne + branch.join('')];
  return [...new Set(written)].filter((form) => form.length >= 5 && form !== core[0]);
};

function withoutLegalForm(inOne: string, legal: readonly string[]): string {
  const last = legal.at(-1);
  return last !== undefined && inOne.endsWith(last) ? inOne.slice(0, -last.length) : inOne;
}

/** A word as it may stand for a whole name: also without what web addresses and legal forms add. */
export function asInOne(word: string): string[] {
  const shorter = word.replace(/(?:com|inc|llc|corp|online)$/, '');
  return shorter.length >= 5 && shorter !== word ? [word, shorter] : [word];
}

/** What a card text's word is of a name that is written in one. */
export function inOneAs(word: string, name: VendorName): 'whole' | 'cut' | null {
  if (word.length < 5 || isLegalForm(word, 1, 2)) return null;
  const forms = formsInOne(name);
  if (asInOne(word).some((form) => forms.includes(form))) return 'whole';
  const [first = ''] = name.core;
  const more = word.length >= tellingFrom && word.length > first.length;
  return more && forms.some((form) => form.startsWith(word)) ? 'cut' : null;
}

/** Vendors by their names written in one, whole or begun. */
export class NamesInOne {
  private readonly places = new Map<string, number[]>();
  private readonly forms: string[] = [];
  private sorted = true;

  add(name: VendorName, at: number): void {
    for (const form of formsInOne(name)) {
      if (!this.places.has(form)) {
        this.forms.push(form);
        this.sorted = false;
      }
      push(this.places, form, at);
    }
  }

  /** Places of the vendors whose name the word is, or begins. */
  like(word: string): number[] {
    const whole = asInOne(word).flatMap((form) => this.places.get(form) ?? []);
    return word.length < tellingFrom ? whole : [...whole, ...this.begunBy(word)];
  }

  private begunBy(word: string): number[] {
    if (!this.sorted) this.forms.sort();
    this.sorted = true;
    const found: number[] = [];
    for (let at = placeIn(this.forms, word); this.forms[at]?.startsWith(word); at += 1) {
      found.push(...(this.places.get(this.forms[at] ?? '') ?? []));
      if (found.length > mostPerBeginning) return [];
    }
    return found;
  }
}
