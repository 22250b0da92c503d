import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLimiter } from '../brex';
import type { CallRate, Store } from '../store';

export interface BrexLimiterOptions {
  readonly connectionId: string;
  readonly store: Pick<Store, 'brexBudget'>;
  /** What Brex allows in any window. */
  readonly limit: number;
  /** Default: the minute that Brex counts over; tests scale it down. */
  readonly windowMs?: number;
}

/** Kept free, for calls of other programs on the same account and for clocks. */
const margin = 0.05;
/** So much of the limit may be used at once after a pause; all else is paced evenly. */
const burstPart = 0.1;
/** A right to call is used within this part of the window, or lost: late calls would meet those of later rights. */
const keptPart = 1 / 60;
/** Calls may take longer on their way than the ones behind them, by this part of the window. */
const travelPart = 1 / 30;
/** What costs longer than this to wait for is given back to the caller. */
const longestWaitMs = 20_000;
/** Of the first pause after a refusal without Retry-After. */
const firstPausePart = 1 / 30;

/** How fast to call so that no window of Brex's counts more than `limit`: proven in docs/decisions/0006. */
export function rateFor(limit: number, windowMs: number): CallRate {
  const usable = Math.max(Math.floor(limit * (1 - margin)), 1);
  const burst = Math.max(Math.floor(limit * burstPart), 1);
  const spread = windowMs * (1 + keptPart + travelPart);
  return { burst, intervalMs: spread / Math.max(usable - burst, 1) };
}

/** The right to make one call between two instants of this process's steady clock. */
interface Right {
  readonly from: number;
  readonly until: number;
}

/**
 * Keeps a connection's calls within Brex's limit together with all other processes (BREX.md 1.5). Rights to call
 * are taken from the shared budget in blocks, as many as are wanted at the moment or were of late, so that many
 * calls cost one question to the database.
 */
export function createBrexLimiter(options: BrexLimiterOptions): CallLimiter {
  const { connectionId, store, limit, windowMs = 60_000 } = options;
  const rate = rateFor(limit, windowMs);
  const keptMs = windowMs * keptPart;
  let rights: Right[] = [];
  let waiting = 0;
  let recent: number[] = [];
  /** Of refusals: rights from before one are void. */
  let era = 0;
  let taking: Promise<number> | null = null;

  async function take(): Promise<number> {
    // whoever asks in the same moment is counted
    await new Promise((resolve) => setImmediate(resolve));
    recent = recent.filter((at) => at > performance.now() - keptMs);
    const count = Math.min(Math.max(waiting, recent.length, 1), rate.burst);
    const before = era;
    const { taken, readyInMs } = await store.brexBudget.take(connectionId, rate, count, longestWaitMs);
    if (!taken) return readyInMs;
    const now = performance.now();
    const from = Array.from({ length: count }, (_, n) => now + readyInMs + n * rate.intervalMs);
    if (before === era) rights.push(...from.map((at) => ({ from: at, until: Math.max(at, now) + keptMs })));
    return 0;
  }

  async function nextRight(): Promise<Right | number> {
    for (;;) {
      const now = performance.now();
      rights = rights.filter(({ until }) => until > now);
      const right = rights.shift();
      if (right) return right;
      taking ??= take().finally(() => {
        taking = null;
      });
      const stayAwayMs = await taking;
      if (stayAwayMs > 0) return stayAwayMs;
    }
  }

  async function turn(): Promise<number> {
    for (;;) {
      const before = era;
      const right = await nextRight();
      if (typeof right === 'number') return right;
      const now = performance.now();
      if (right.from > now) await sleep(right.from - now);
      if (era === before && performance.now() <= right.until) return 0;
    }
  }

  return {
    async turn() {
      waiting++;
      try {
        const stayAwayMs = await turn();
        recent.push(performance.now());
        return stayAwayMs;
      } finally {
        waiting--;
      }
    },
    async refused(retryAfterMs) {
      era++;
      rights = [];
      await store.brexBudget.pause(
        connectionId,
        rate,
        (refusals) => jittered(retryAfterMs || backoff(refusals, windowMs)),
        windowMs,
      );
    },
  };
}

/** Two seconds of a minute's window, doubled with each refusal in a row, a whole window at most. */
function backoff(refusals: number, windowMs: number): number {
  return Math.min(windowMs * firstPausePart * 2 ** (refusals - 1), windowMs);
}

/** Up to a fifth longer, so that programs that do not know of each other come back apart. */
function jittered(ms: number): number {
  return ms * (1 + Math.random() / 5);
}
