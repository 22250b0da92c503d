import type { Refusal } from './refusals';

export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Reads `limit` (default 100) and `cursor`. A cursor is Base64 of {"limit":2,"offset":2}, as the one in
 * Brex's documents: pages shift while the list changes (BREX.md 1.8). Throws `refuse(message)` for both.
 */
export function pageRequest(
  query: URLSearchParams,
  longest: number,
  refuse: (message: string) => Refusal,
): PageRequest {
  const limit = query.has('limit') ? Number(query.get('limit')) : Math.min(100, longest);
  if (!Number.isInteger(limit) || limit < 1 || limit > longest) {
    throw refuse(`limit must be between 1 and ${longest}`);
  }
  const cursor = query.get('cursor');
  const offset = cursor === null ? 0 : offsetOf(cursor);
  if (offset === null) throw refuse('cursor is invalid');
  return { limit, offset };
}

export interface Page<T> {
  readonly items: T[];
  readonly next_cursor: string | null;
}

export function pageOf<T>(all: readonly T[], { limit, offset }: PageRequest): Page<T> {
  const end = offset + limit;
  const cursor = Buffer.from(JSON.stringify({ limit, offset: end })).toString('base64');
  return { items: all.slice(offset, end), next_cursor: end < all.length ? cursor : null };
}

function offsetOf(cursor: string): number | null {
  try {
    const { offset } = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    return Number.isInteger(offset) && offset >= 0 ? offset : null;
  } catch {
    return null;
  }
}
