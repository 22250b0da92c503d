import { z } from 'zod';
import { BrexError } from './errors';
import type { BrexHttp } from './http';
import type { Query } from './reply';
import { optionalText } from './schemas';

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

/** The most items of one page, on every list but expenses, which gives 100 (BREX.md 1.8). */
export const longestPage: Query = [['limit', '1000']];

/** `{ items, next_cursor }`, the envelope of all lists (BREX.md 1.8). */
export function pageOf<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z
    .object({ items: z.array(item), next_cursor: optionalText })
    .transform((sent): Page<T> => ({ items: sent.items, nextCursor: sent.next_cursor || null }));
}

/**
 * Every item of a list, once by its id: pages shift where rows come and go while they are read (BREX.md 1.8). All
 * pages are asked for with the same query.
 */
export async function* eachOnce<T extends { readonly id: string }>(
  http: BrexHttp,
  path: string,
  page: z.ZodType<Page<T>>,
  query: Query,
): AsyncGenerator<T> {
  const given = new Set<string>();
  const pages = allPages(path, (cursor) => http.get(path, page, withCursor(query, cursor)));
  for await (const item of pages) {
    if (given.has(item.id)) continue;
    given.add(item.id);
    yield item;
  }
}

export async function readAll<T extends { readonly id: string }>(
  http: BrexHttp,
  path: string,
  page: z.ZodType<Page<T>>,
  query: Query,
): Promise<T[]> {
  const items: T[] = [];
  for await (const item of eachOnce(http, path, page, query)) items.push(item);
  return items;
}

export function withCursor(query: Query, cursor: string | null): Query {
  return cursor === null ? query : [...query, ['cursor', cursor]];
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
