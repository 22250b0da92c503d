import { fold, wordsOf } from './folding';
import { largeTowns } from './us-places';

/** Words of the longest town's name. */
const longest = 4;

/** Towns by their words: the large ones, and those of the vendor list. */
export class Towns {
  private readonly known = new Set<string>();

  constructor() {
    for (const town of largeTowns) this.add(town);
  }

  add(town: string): void {
    const plain = plainTown(town);
    if (plain !== '') this.known.add(plain);
  }

  /** So many of the last words are a town's name; 0 where they are none. One word must stay before it. */
  atEndOf(words: readonly string[]): number {
    for (let length = Math.min(longest, words.length - 1); length > 0; length -= 1) {
      if (this.known.has(words.slice(-length).join(' '))) return length;
    }
    return 0;
  }
}

/** A town as it is compared: "St. Louis" is "saint louis". */
export function plainTown(town: string): string {
  return wordsOf(fold(town)).map(townWord).join(' ');
}

const spelt: Readonly<Record<string, string>> = { st: 'saint', ft: 'fort', mt: 'mount' };

export const townWord = (word: string): string => spelt[word] ?? word;
