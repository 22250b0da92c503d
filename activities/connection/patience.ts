import type { Patience } from './batches';

export interface PatienceOptions {
  /** Even the only one waits so long: what comes at the same moment is a few milliseconds apart. */
  readonly shortestMs: number;
  /** For each other one on its way. */
  readonly eachMs: number;
  /** However many are on their way, and where none has joined for so long. */
  readonly longestMs: number;
  /** A smaller batch waits up to five times as long while others keep joining it. */
  readonly enough: number;
  /** How many are on their way, beside those that have joined. */
  readonly others: (joined: number) => Promise<number>;
}

/** The others are counted again this often: a batch need not wait for what has gone another way. */
const lookEveryMs = 250;

/** Waits the longer the more others are on their way, and not at all for none. */
export function patienceFor({ shortestMs, eachMs, longestMs, enough, others }: PatienceOptions): Patience {
  return async ({ joined, waitedMs, quietMs }) => {
    if (waitedMs < shortestMs) return shortestMs - waitedMs;
    const most = joined < enough ? 5 * longestMs : longestMs;
    if (waitedMs >= most || quietMs >= longestMs) return 0;
    // a batch is no reason to fail: whoever cannot be counted is not waited for
    const onTheirWay = await others(joined).catch(() => 0);
    return Math.min(lookEveryMs, onTheirWay * eachMs - waitedMs);
  };
}

/** A fixed wait, for what is asked for by steps that were answered together. */
export const aMoment: Patience = async ({ waitedMs }) => 20 - waitedMs;
