import { sum } from './report';
import type { Stand } from './stand';

const everyMs = 1_000;
const window = 60_000 / everyMs;

/** Counts the calls to the stand-in for Brex second by second, until `stop` tells the most of any minute. */
export class BusiestMinute {
  private readonly totals: number[] = [];
  private looking: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly stand: Stand) {
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, everyMs);
  }

  async stop(): Promise<number> {
    clearInterval(this.timer);
    await this.looking;
    await this.look();
    const most = this.totals.map((total, at) => total - (this.totals[Math.max(0, at - window)] ?? 0));
    return Math.max(...most);
  }

  private async look(): Promise<void> {
    const { brex } = await this.stand.sandbox.calls();
    this.totals.push(sum(Object.values(brex)));
  }
}
