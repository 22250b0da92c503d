import type { BrexBehaviour } from '../behaviour';
import { Refusal } from './refusals';

/** Counts requests in a sliding window and refuses those over the limit with 429 (BREX.md 1.5). */
export function createRateLimit(behaviour: () => BrexBehaviour, now: () => number = Date.now): () => void {
  let taken: number[] = [];
  return () => {
    const limit = behaviour().rateLimit;
    if (!limit) return;
    const oldest = now() - limit.windowMs;
    taken = taken.filter((instant) => instant > oldest);
    if (taken.length >= limit.requests) {
      const waitMs = (taken[0] ?? now()) + limit.windowMs - now();
      throw new Refusal(
        429,
        { type: 'TOO_MANY_REQUESTS', message: 'Too many requests' },
        limit.retryAfter ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {},
      );
    }
    taken.push(now());
  };
}
