import { createBrexLimiter, rateFor } from '../../clients/brex-limiter';
import type { BrexBudget } from '../../store';

/** Rights are kept for a second: long enough for a busy machine. */
const windowMs = 60_000;

/** A budget that gives every block at once or after `waitMs`, and remembers what it was asked. */
function fakeBudget(waitMs = 0) {
  const blocks: number[] = [];
  const pauses: number[] = [];
  const budget: BrexBudget = {
    async take(_connection, _rate, count, mostMs) {
      if (waitMs > mostMs) return { taken: false, readyInMs: waitMs };
      blocks.push(count);
      return { taken: true, readyInMs: waitMs - 1_000 };
    },
    async pause(_connection, _rate, pauseOf) {
      pauses.push(pauseOf(pauses.length + 1));
    },
  };
  const limiter = createBrexLimiter({
    connectionId: 'acme',
    store: { brexBudget: budget },
    limit: 1_000,
    windowMs,
  });
  return { blocks, pauses, limiter };
}

describe('the rate', () => {
  it.each([60, 600, 1_000, 100_000])('keeps every window of Brex below 95 %% of %i calls', (limit) => {
    const { burst, intervalMs } = rateFor(limit, 60_000);
    // a second for which rights are kept, two by which calls overtake each other
    const most = burst + (60_000 + 1_000 + 2_000) / intervalMs;
    expect(most).toBeLessThanOrEqual(limit * 0.95 + 1e-6);
    expect(most).toBeGreaterThan(limit * 0.93);
  });

  it('of a thousand calls a minute is a hundred at once, then thirteen a second', () => {
    const { burst, intervalMs } = rateFor(1_000, 60_000);
    expect([burst, Math.floor(1_000 / intervalMs)]).toEqual([100, 13]);
  });
});

describe('a process', () => {
  it('asks the budget once for calls that come together', async () => {
    const { limiter, blocks } = fakeBudget();
    expect(await Promise.all(Array.from({ length: 20 }, () => limiter.turn()))).toEqual(Array(20).fill(0));
    expect(blocks).toEqual([20]);
  });

  it('takes beforehand what it used of late', async () => {
    const { limiter, blocks } = fakeBudget();
    for (let call = 0; call < 12; call++) await limiter.turn();
    expect(blocks.length).toBeLessThan(6);
  });

  it('does not use a right that it kept for too long', async () => {
    const { limiter, blocks } = fakeBudget();
    await Promise.all([limiter.turn(), limiter.turn()]);
    await limiter.turn();
    await new Promise((resolve) => setTimeout(resolve, windowMs / 60 + 20));
    await limiter.turn();
    expect(blocks).toEqual([2, 2, 1]);
  });

  it('gives a wait that is too long back to the caller', async () => {
    const { limiter, blocks } = fakeBudget(45_000);
    expect(await limiter.turn()).toBe(45_000);
    expect(blocks).toEqual([]);
  });

  it('gives up its rights after a refusal', async () => {
    const { limiter, blocks } = fakeBudget();
    await Promise.all([limiter.turn(), limiter.turn()]);
    await limiter.turn();
    await limiter.refused(null);
    await limiter.turn();
    expect(blocks).toEqual([2, 2, 3]);
  });

  it('pauses for longer with each refusal in a row, up to a window, and never all alike', async () => {
    const { limiter, pauses } = fakeBudget();
    for (let refusal = 0; refusal < 7; refusal++) await limiter.refused(null);
    const usual = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
    for (const [index, ms] of usual.entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(ms);
      expect(pauses[index]).toBeLessThanOrEqual(ms * 1.2);
    }
    expect(new Set(pauses).size).toBe(7);
  });

  it('pauses for as long as Brex says', async () => {
    const { limiter, pauses } = fakeBudget();
    await limiter.refused(7_000);
    expect(pauses[0]).toBeGreaterThanOrEqual(7_000);
    expect(pauses[0]).toBeLessThanOrEqual(8_400);
  });
});
