/** A token as a server gave it. */
export interface IssuedToken {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** One token for every caller of a process, kept in memory only. */
export interface SharedToken {
  /** The token in use; a new one where there is none or it ends soon. */
  current(): Promise<string>;
  /** A token other than `refused`: a new one, unless a newer one is in use already. */
  other(refused: string): Promise<string>;
}

/** A token is given up this long before its end, so that it does not end on the way. */
const longestMarginMs = 60_000;
/** … or after this part of its life, where that is short. */
const marginOfLife = 0.1;

/**
 * Keeps the token that `issue` gives until shortly before its end. Callers that come while one is being issued wait
 * for it and share it, so that a refused token is replaced once, however many calls it was refused to. A failure to
 * issue is shared likewise and not remembered.
 */
export function sharedToken(issue: () => Promise<IssuedToken>, now: () => number = Date.now): SharedToken {
  let held: { readonly value: string; readonly until: number } | null = null;
  let issuing: Promise<string> | null = null;

  const renew = (): Promise<string> => {
    issuing ??= issue()
      .then(({ value, endsAt }) => {
        const margin = Math.min(longestMarginMs, (endsAt - now()) * marginOfLife);
        held = { value, until: endsAt - margin };
        return value;
      })
      .finally(() => {
        issuing = null;
      });
    return issuing;
  };

  return {
    current: async () => (held && now() < held.until ? held.value : renew()),
    other: async (refused) => (held && held.value !== refused ? held.value : renew()),
  };
}
