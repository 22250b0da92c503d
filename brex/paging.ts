import { BrexError } from './errors';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** No list of Brex is this long; a server that hands out ever new cursors must not be followed for ever. */
const mostPages = 10_000;

/**
 * All items of all pages, in Brex's order. Cursors are opaque; one that comes a second time would lead in a
 * circle and ends the reading with a `bad-reply` (BREX.md 1.8).
 */
export async function* allPages<T>(
  path: string,
  readPage: (cursor: string | null) => Promise<Page<T>>,
): AsyncGenerator<T> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (let count = 0; count < mostPages; count++) {
    const page: Page<T> = await readPage(cursor);
    yield* page.items;
    cursor = page.nextCursor;
    if (cursor === null) return;
    if (seen.has(cursor)) throw endless(path, 'Brex gave the same page cursor twice');
    seen.add(cursor);
  }
  throw endless(path, `Brex gave more than ${mostPages} pages`);
}

function endless(path: string, message: string): BrexError {
  return new BrexError({ kind: 'bad-reply', message, method: 'GET', path, status: 200 });
}

/** A list in parts of at most `most` items whose texts together stay within `characters`, so that a URL stays short. */
export function inParts(texts: readonly string[], most: number, characters: number): string[][] {
  const parts: string[][] = [];
  let length = 0;
  for (const text of texts) {
    const part = parts.at(-1);
    if (part && part.length < most && length + text.length <= characters) {
      part.push(text);
      length += text.length;
    } else {
      parts.push([text]);
      length = text.length;
    }
  }
  return parts;
}
