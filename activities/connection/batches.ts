import DataLoader from 'dataloader';
import { currentStep, type Step } from '../support/step';

/** One thing that a step asked for, and the step, which is to tell of the calls made for it. */
export interface Asked<Item> {
  readonly item: Item;
  readonly step: Step | null;
}

/** A batch that is being gathered. */
export interface Waiting {
  readonly joined: number;
  /** Since the first one joined. */
  readonly waitedMs: number;
  /** Since the last one joined. */
  readonly quietMs: number;
}

/** How much longer a batch should wait for others to join; 0 or less: it goes now. */
export type Patience = (batch: Waiting) => Promise<number>;

export interface BatchOptions<Item, Answer> {
  /** A batch of so many goes at once. */
  readonly most: number;
  readonly patience: Patience;
  /** One answer or error for each, in the same order. */
  readonly send: (asked: readonly Asked<Item>[]) => Promise<readonly (Answer | Error)[]>;
}

/**
 * Gathers what the steps of one process ask for at about the same time. What is asked joins a batch that was not
 * sent yet: no answer was on its way before it was asked for. Nothing is remembered.
 */
export class Batches<Item, Answer> {
  private readonly loader: DataLoader<Asked<Item>, Answer>;
  private gathering: Gathering | null = null;

  constructor({ most, patience, send }: BatchOptions<Item, Answer>) {
    this.loader = new DataLoader((asked) => send(asked), {
      cache: false,
      maxBatchSize: most,
      // called for the first of each batch, before `ask` counts it
      batchScheduleFn: (go) => {
        this.gathering = new Gathering(most, patience, go);
      },
    });
  }

  ask(item: Item): Promise<Answer> {
    const answer = this.loader.load({ item, step: currentStep() });
    this.gathering?.join();
    return answer;
  }
}

/** One batch that waits for others to join. */
class Gathering {
  private readonly opened = performance.now();
  private lastJoined = this.opened;
  private joined = 0;
  private timer: NodeJS.Timeout | undefined;
  private gone = false;

  constructor(
    private readonly most: number,
    private readonly patience: Patience,
    private readonly send: () => void,
  ) {
    // after those that are asked for in the same breath have joined
    setImmediate(() => void this.wait());
  }

  join(): void {
    this.joined += 1;
    this.lastJoined = performance.now();
    if (this.joined >= this.most) this.go();
  }

  private async wait(): Promise<void> {
    if (this.gone) return;
    const now = performance.now();
    const more = await this.patience({
      joined: this.joined,
      waitedMs: now - this.opened,
      quietMs: now - this.lastJoined,
    });
    if (more <= 0) this.go();
    else this.timer = setTimeout(() => void this.wait(), more);
  }

  private go(): void {
    if (this.gone) return;
    this.gone = true;
    clearTimeout(this.timer);
    this.send();
  }
}
