import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused } from '../../accounting/attention';
import { EpicorError } from '../../epicor';
import { tellProgress } from '../support/step';
import { failsInside } from './attentions';
import type { WriteLease } from './lease';

/** What a heartbeat tells the next attempt. */
interface Progress {
  readonly failedSaves: number;
}

/** Epicor fails inside on saves of one document so often, a settle apart, before a person is told. */
const mostFailures = 6;

/** After so many failures an invoice is no longer saved in one call: it may be that which Epicor cannot do. */
const failuresOfOneCall = 2;

/**
 * How often Epicor itself failed on a save of this document, over the attempts of the step. Each failure is a lost
 * answer like any other, since the save may have been committed; but an Epicor that speaks and fails is no outage, and
 * trying the same for ever would help nobody.
 */
export class FailedSaves {
  private last: EpicorError | null = null;
  private count: number;

  constructor() {
    const told = activityInfo().heartbeatDetails as Progress | undefined;
    this.count = told?.failedSaves ?? 0;
    if (this.count > 0) this.tell();
  }

  get tellAgainstOneCall(): boolean {
    return this.count >= failuresOfOneCall;
  }

  /** `lease`, with its writes counted where Epicor fails inside. */
  counting(lease: WriteLease): WriteLease {
    return {
      token: lease.token,
      write: (send) =>
        lease.write(async () => {
          try {
            return await send();
          } catch (error) {
            if (isFailureInside(error)) this.note(error);
            throw error;
          }
        }),
    };
  }

  /** Does `work`; what ends in too many such failures is a reason for a person, and else thrown as it is. */
  async orAttention<T>(work: () => Promise<Ruling<T>>): Promise<Ruling<T>> {
    try {
      return await work();
    } catch (error) {
      const attention = this.attention();
      if (attention) return refused(attention);
      throw error;
    }
  }

  private attention(): Attention | null {
    return this.last !== null && this.count >= mostFailures ? failsInside(this.last) : null;
  }

  private note(error: EpicorError): void {
    this.last = error;
    this.count += 1;
    this.tell();
  }

  private tell(): void {
    tellProgress({ failedSaves: this.count } satisfies Progress);
  }
}

/** A 500 that Epicor signs; what a proxy answers in its place passes by itself. */
function isFailureInside(error: unknown): error is EpicorError {
  return (
    error instanceof EpicorError &&
    error.kind === 'lost-answer' &&
    error.status === 500 &&
    (error.correlationId !== null || error.errorType !== null)
  );
}
