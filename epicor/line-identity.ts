/**
 * Our marks in Epicor's comments are tokens parted by spaces, the first ones of a text. A mark that held a space
 * could not be recognised again, so it is refused.
 */
export function marks(...tokens: readonly string[]): string {
  for (const token of tokens) {
    if (token === '' || /\s/.test(token)) throw new RangeError(`"${token}" cannot mark a row in Epicor`);
  }
  return tokens.join(' ');
}

/** `tokens`, then a text for people, on one line. */
export function markedText(tokens: readonly string[], text: string): string {
  return `${marks(...tokens)} ${oneLine(text)}`.trimEnd();
}

/** The token at `index` of a comment or description; "" where there is none. */
export function markIn(text: string, index = 0): string {
  return text.trim().split(/\s+/)[index] ?? '';
}

/** A text without line breaks and control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
