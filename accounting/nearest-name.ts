import { distance } from 'fastest-levenshtein';

/** The known name that `name` was probably meant to be, or null where none is within `mostAway` changed letters. */
export function nearestName(
  name: string,
  known: readonly string[],
  mostAway = Math.max(2, Math.floor(name.length / 2)),
): string | null {
  let best: { name: string; distance: number } | null = null;
  for (const candidate of known) {
    const away = distance(name.toLowerCase(), candidate.toLowerCase());
    if (best === null || away < best.distance) best = { name: candidate, distance: away };
  }
  return best !== null && best.distance <= mostAway ? best.name : null;
}
