/** The first letter of each word. */
export const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');
