import { allHandlersFinished, condition, patched, sleep } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import { activityGroups } from './activity-groups';
import { Booking } from './booking';
import type { Link, RecordInput, RecordStatus, VendorCandidate } from './contract';
import type { Decision, VendorAnswer, Waited } from './decisions';
import { Inbox } from './inbox';
import { hasMovedOn, type Outcome, parked, waitedFor } from './outcome';
import { Reporting } from './reporting';
import { nothingAsked, withAsked } from './request';
import { KnownRecord, type RunContext, RunPart } from './run-context';
import { RunView } from './run-view';
import { SearchIndex } from './search-index';
import { answerVendor } from './vendor-answers';

/** A parked record is looked at again after this long even if nobody spoke and no cause is seen to go. */
const lookAgainAfter = '1 day';

/** Pauses before a record is looked at again that others moved on: one is enough, unless something is wrong. */
const firstPauseMs = 1_000;
const longestPauseMs = 600_000;

/** One run of one record: attempts, and between them the waiting for people and causes. */
export class RecordRun extends RunPart {
  private readonly inbox = new Inbox(() => this.view.current());
  /** When the attempt under way began. */
  private attemptedAt = 0;
  /** The record was looked at once more after its cause went as it was being parked: once is enough. */
  private lookedOnceMore = false;

  private constructor(
    run: RunContext,
    private readonly reporting: Reporting,
    private readonly booking: Booking,
  ) {
    super(run);
    this.inbox.listen();
  }

  static of({ searchTogether = false, ...input }: RecordInput): RecordRun {
    const view = new RunView(input.recordId, new SearchIndex(searchTogether));
    const run = { input, steps: activityGroups(input.connectionId), view, known: new KnownRecord() };
    const reporting = new Reporting(run);
    return new RecordRun(run, reporting, new Booking(run, reporting));
  }

  async untilSettled(): Promise<RecordStatus> {
    let next: () => Promise<Outcome | null> = () => this.openByDecision();
    for (let pause = firstPauseMs; ; ) {
      try {
        const outcome = (await next()) ?? (await this.attempt());
        pause = firstPauseMs;
        if (outcome.kind === 'parked') next = () => this.park(outcome.attention, outcome.candidates);
        else if (outcome.kind === 'again') next = async () => null;
        else if (await this.isOver(outcome)) return this.view.current();
        else next = () => this.openByDecision();
      } catch (error) {
        if (!hasMovedOn(error)) throw error;
        await sleep(pause, { summary: 'the ledger has moved on: the record is looked at again' });
        pause = Math.min(pause * 2, longestPauseMs);
        next = async () => null;
      }
    }
  }

  /** A record that waits for nothing may be opened by a decision (retry of a skipped one) instead of by Brex. */
  private async openByDecision(): Promise<Outcome | null> {
    const decision = this.inbox.takeDecision();
    return decision ? this.obey(decision, null) : null;
  }

  private async isOver(outcome: Outcome & { kind: 'settled' }): Promise<boolean> {
    this.view.ended(outcome.status, outcome.why);
    this.known.request = nothingAsked;
    this.inbox.settle();
    do {
      await this.auditIgnored();
      await condition(allHandlersFinished);
    } while (this.inbox.hasIgnored);
    return !this.inbox.hasNews(this.known.handledVersion) && !this.inbox.hasDecision;
  }

  private attempt(): Promise<Outcome> {
    this.inbox.beginAttempt();
    this.attemptedAt = Date.now();
    return this.booking.attempt();
  }

  private async park(attention: Attention, candidates: readonly VendorCandidate[]): Promise<Outcome | null> {
    const { attemptedAt } = this;
    const noted = await this.steps.local.parkRecord({ ...this.input, attention, candidates, attemptedAt });
    // runs from before this look was made have nothing noted
    if (noted?.causeGone && !this.lookedOnceMore) {
      this.lookedOnceMore = true;
      return null;
    }
    this.lookedOnceMore = false;
    // only a question with candidates has vendors that were not offered
    const offeredOnly = candidates.length > 0 && patched('vendor-override');
    const waited: Waited = { attention, candidates, offeredOnly };
    this.inbox.ask(waited);
    let refused = '';
    for (;;) {
      this.view.waiting(attention, candidates, refused);
      await this.inbox.wait(this.known.handledVersion, lookAgainAfter);
      if (!this.inbox.hasIgnored || this.inbox.hasDecision) break;
      refused = await this.auditIgnored();
    }
    this.inbox.stopAsking();
    await this.auditIgnored();
    const decision = this.inbox.takeDecision();
    return decision ? this.obey(decision, waited) : null;
  }

  private async obey(decision: Decision, waited: Waited | null): Promise<Outcome | null> {
    const shown = waited?.candidates ?? [];
    await this.steps.local.recordDecision({ ...this.input, decision, obeyed: true, shown });
    switch (decision.verb) {
      case 'retry':
        this.known.request = withAsked(this.known.request, decision.asked);
        return null;
      case 'approveVendor':
      case 'rejectVendor':
      case 'createVendor':
        return this.answered(decision, shown);
      case 'return':
        return (
          (await this.booking.voidRemnant()) ??
          this.reporting.returnToBrex(waitedFor(waited), decision.asked.by, decision.asked.message)
        );
      case 'skip':
        return (
          (await this.booking.voidRemnant()) ??
          this.reporting.reportFailure(
            'skip',
            `Not to be booked in Epicor: ${decision.asked.reason}`,
            decision.asked.by,
          )
        );
      case 'link':
        return this.link(decision.asked, waited?.candidates);
    }
  }

  private async link(asked: Link, candidates: readonly VendorCandidate[] | undefined): Promise<Outcome> {
    const link = () => this.steps.epicorReads.linkDocument({ ...this.input, link: asked });
    let linked = await link();
    if (linked.ok && linked.value.remnant) {
      const voided = await this.booking.voidRemnant();
      if (voided) return voided;
      linked = await link();
    }
    if (!linked.ok) return parked(linked.attention, candidates);
    this.view.booked(linked.value.document);
    return this.reporting.confirmAndReport(null);
  }

  private async answered(
    answer: VendorAnswer,
    candidates: readonly VendorCandidate[],
  ): Promise<Outcome | null> {
    this.view.considers(answer.asked.by);
    const answered = await answerVendor(this.steps, this.input, answer, { candidates });
    if (!answered.ok) {
      // why the answer was not taken stays to be read: nothing is looked at again for news from before it
      this.lookedOnceMore = true;
      return parked(answered.attention, candidates);
    }
    this.known.approvedVendor = answered.value;
    return null;
  }

  /** Puts what was not obeyed into the audit trail; why the last one was not. */
  private async auditIgnored(): Promise<string> {
    let refused = '';
    for (const { decision, why } of this.inbox.takeIgnored()) {
      await this.steps.local.recordDecision({ ...this.input, decision, obeyed: false, why });
      refused = `${decision.verb}: ${why}`;
    }
    return refused;
  }
}
