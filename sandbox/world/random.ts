/**
 * A small seeded generator of pseudo-random numbers (mulberry32), so that both stand-ins build the same
 * world from the same seed. Not for secrets.
 */
export interface Random {
  /** A fraction in [0, 1). */
  next(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  /** One of `items`; throws `RangeError` where there are none. */
  pick<T>(items: readonly T[]): T;
  /** True in `share` of all calls (0 to 1). */
  chance(share: number): boolean;
  /** A generator of its own for a part of the world: a longer list elsewhere then changes nothing here. */
  fork(name: string): Random;
}

/** A generator that gives the same numbers for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: <T>(items: readonly T[]): T => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (share) => next() < share,
    fork: (name) => createRandom(seed ^ hashText(name)),
  };
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
