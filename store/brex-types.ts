/** In which status of Brex each bill was last seen, booked here or not. */
export interface BillStatuses {
  saw(
    connectionId: string,
    bills: readonly { readonly recordId: string; readonly status: string }[],
  ): Promise<void>;
  counts(connectionId: string): Promise<Map<string, number>>;
}

// ── how Brex is reached ──

/** What a refresh of partner OAuth gave (BREX.md 1.2). */
export interface BrexTokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ISO instant from which on the access token is renewed; before it expires. */
  readonly renewAt: string;
}

/**
 * Tokens that replace each other: every refresh ends the refresh token it used, so that the next one must be
 * stored before anything else is done with it. A chain begins with the refresh token of a connection file;
 * `origin` names it, and another token in the file begins another chain.
 */
export interface BrexTokens {
  /**
   * Runs `renew` with the current tokens of the chain (null before the first refresh, or where the key was lost), alone among all processes,
   * and stores what it gives before it returns. Where `renew` gives the same tokens back, nothing is written.
   */
  renew(
    connectionId: string,
    origin: string,
    renew: (current: BrexTokenPair | null) => Promise<BrexTokenPair>,
  ): Promise<BrexTokenPair>;
}

export interface BrexAccessState {
  /** When a call to Brex last succeeded. */
  readonly lastUsedAt: Date | null;
  readonly secretsFetchedAt: Date | null;
}

/** What was seen of a connection's access to Brex. */
export interface BrexAccess {
  /** A call succeeded just now. Does nothing where the connection is not stored yet. */
  noteUse(connectionId: string): Promise<void>;
  state(connectionId: string): Promise<BrexAccessState>;
  /** Secrets that Brex said it signs webhooks with; an empty list keeps the former ones. True where they changed. */
  saveWebhookSecrets(connectionId: string, secrets: readonly string[]): Promise<boolean>;
  /** Decrypted; empty where none were fetched, or with a key that was lost since. */
  webhookSecrets(connectionId: string): Promise<string[]>;
}

/** How fast a connection may call: `burst` calls at once, then one per `intervalMs`. */
export interface CallRate {
  readonly intervalMs: number;
  readonly burst: number;
}

/** The calls that all processes together may make to one Brex account. Times are the database's. */
export interface BrexBudget {
  /**
   * Takes the right to make `count` calls: the first in `readyInMs`, each further one `intervalMs` after the one
   * before; an instant that is past (below zero) means at once.
   * `taken: false` where the first could not be made within `mostMs`; then nothing was taken.
   */
  take(
    connectionId: string,
    rate: CallRate,
    count: number,
    mostMs: number,
  ): Promise<{ readonly taken: boolean; readonly readyInMs: number }>;
  /**
   * Brex refused a call as one too many: no call of any process until the pause is over, and no burst after it.
   * `pauseOf` gives its length from how often Brex has refused in a row; refusals during a pause count as one.
   */
  pause(
    connectionId: string,
    rate: CallRate,
    pauseOf: (refusals: number) => number,
    quietAfterMs: number,
  ): Promise<void>;
}
