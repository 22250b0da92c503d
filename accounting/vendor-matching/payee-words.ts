export type WordKind = 'name' | 'vague' | 'noise' | 'place' | 'number';

export interface PayeeWord {
  readonly text: string;
  readonly kind: WordKind;
}

/** The words that name somebody. */
export const spoken = (words: readonly PayeeWord[]): string[] =>
  words.filter(({ kind }) => kind === 'name' || kind === 'vague').map(({ text }) => text);
