import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused } from '../../accounting/attention';
import { EpicorError } from '../../epicor';
import { tellProgress } from '../support/step';
import { asksSomething, failsInside } from './attentions';
import type { WritingOptions } from './document-writer';
import { isQuestion, type WriteLease } from './lease';

/** What a heartbeat tells the next attempt. */
interface Progress {
  readonly failedSaves: number;
  readonly questions?: number;
}

/** Epicor fails inside on saves of one document so often, a settle apart, before a person is told. */
const mostFailures = 6;

/** Epicor asks something instead of saving so often (many questions pass by themselves) before a person is told. */
const mostQuestions = 4;

/** After so many failures an invoice is no longer saved in one call: it may be that which Epicor cannot do. */
const failuresOfOneCall = 2;

/**
 * How often Epicor itself failed on a save of this document (or vendor), or asked a question instead, over the attempts of the
 * step. Each time is a lost answer like any other, since the save may have been committed; but an Epicor that speaks
 * and does not save is no outage, and trying the same for ever would help nobody.
 */
export class FailedSaves {
  private last: EpicorError | null = null;
  private count: number;
  private questions: number;

  constructor() {
    const told = activityInfo().heartbeatDetails as Progress | undefined;
    this.count = told?.failedSaves ?? 0;
    this.questions = told?.questions ?? 0;
    if (this.count + this.questions > 0) this.tell();
  }

  /** How the document is to be written after what became of its saves so far. */
  get options(): WritingOptions {
    return { failsInOneCall: this.count >= failuresOfOneCall, asksInOneCall: this.questions > 0 };
  }

  /** `lease`, with its writes counted where Epicor fails inside or asks. */
  counting(lease: WriteLease): WriteLease {
    return {
      token: lease.token,
      write: (send) => lease.write(() => this.counted(send)),
      create: (send) => lease.create(() => this.counted(send)),
      pin: (document) => lease.pin(document),
      commit: (document) => lease.commit(document),
    };
  }

  /** Sends a save that needs no lease, counted likewise. */
  async counted<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      this.note(error);
      throw error;
    }
  }

  /** What Epicor said last, where it has failed inside too often to try again. */
  get givenUp(): EpicorError | null {
    return this.count >= mostFailures ? this.last : null;
  }

  /** The next save is of something else. */
  forget(): void {
    this.count = 0;
    this.questions = 0;
    this.last = null;
    this.tell();
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
    if (this.last === null) return null;
    if (isQuestion(this.last)) return this.questions >= mostQuestions ? asksSomething(this.last) : null;
    return this.givenUp && failsInside(this.givenUp);
  }

  private note(error: unknown): void {
    if (isQuestion(error)) this.questions += 1;
    else if (isFailureInside(error)) this.count += 1;
    else return;
    this.last = error;
    this.tell();
  }

  private tell(): void {
    tellProgress({ failedSaves: this.count, questions: this.questions } satisfies Progress);
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
