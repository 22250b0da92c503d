/** How well a vendor fits a card text. */
export type Fit =
  /** The same name. */
  | 'same'
  /** The name cut short, or with no more than a word of its trade. */
  | 'part'
  /** Worth a question. */
  | 'doubt'
  /** Another business. */
  | 'other';

/** Which branch a text means, where the vendor's row is one. */
export type BranchTold = 'none' | 'named' | 'open' | 'another';

const rank: Readonly<Record<Fit, number>> = { same: 3, part: 2, doubt: 1, other: 0 };

/** Better fits are higher. */
export const fitRank = (fit: Fit): number => rank[fit];

export interface Verdict {
  readonly fit: Fit;
  /** It would fit better, were it not of another state. */
  readonly far?: boolean;
  readonly reason: string;
}

export const other = (reason: string): Verdict => ({ fit: 'other', reason });
export const doubt = (reason: string): Verdict => ({ fit: 'doubt', reason });
