/** The first letter of each word. */
export const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** The letters are the words' first ones; those of joining words may stand between ("DOR": department of revenue). */
export function areInitials(letters: string, words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    if (letters[at] !== word[0] && 'oaf'.includes(letters[at] ?? ' ')) at += 1;
    if (letters[at] !== word[0]) return false;
    at += 1;
  }
  return at === letters.length;
}
