import { ActivityFailure } from '@temporalio/common';
import { allHandlersFinished, CancellationScope, condition, patched, sleep } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import { previewText } from '../accounting/preview-text';
import type { Fetched } from '../activities/fetch-record';
import { type ActivityGroups, activityGroups } from './activity-groups';
import type { Link, RecordInput, RecordStatus, VendorCandidate } from './contract';
import type { Decision, VendorAnswer, Waited } from './decisions';
import { Inbox } from './inbox';
import { hasMovedOn, type Outcome, parked, settled, waitedFor } from './outcome';
import { nothingAsked, type Request, withAsked } from './request';
import { RunView } from './run-view';
import { SearchIndex } from './search-index';
import { answerVendor } from './vendor-answers';

/** A parked record is looked at again after this long even if nobody spoke and no cause is seen to go. */
const lookAgainAfter = '1 day';

/** Pauses before a record is looked at again that others moved on: one is enough, unless something is wrong. */
const firstPauseMs = 1_000;
const longestPauseMs = 600_000;

/** One run of one record: attempts, and between them the waiting for people and causes. */
export class RecordRun {
  private readonly input: Omit<RecordInput, 'searchTogether'>;
  private readonly steps: ActivityGroups;
  private readonly view: RunView;
  private readonly inbox: Inbox;
  private request: Request = nothingAsked;
  private handledVersion: number | null = null;
  private preview = false;
  /** Something of the document may be in Epicor, unfinished. */
  private begun = false;
  /** Whether an earlier ledger, since lost, may have booked the record. */
  private neverWritten = false;
  /** Brex is told only once the document is posted in Epicor. */
  private whenPosted = false;
  /** The record has receipts that are to be attached once it is reported. */
  private withReceipts = false;
  /** When the attempt under way began. */
  private attemptedAt = 0;
  /** The record was looked at once more after its cause went as it was being parked: once is enough. */
  private lookedOnceMore = false;
  /** A vendor that a person approved for this record, whether or not it is remembered for the merchant. */
  private approvedVendor: number | null = null;

  constructor({ searchTogether = false, ...input }: RecordInput) {
    this.input = input;
    this.steps = activityGroups(input.connectionId);
    this.view = new RunView(input.recordId, new SearchIndex(searchTogether));
    this.inbox = new Inbox(() => this.view.current());
    this.inbox.listen();
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
    this.request = nothingAsked;
    this.inbox.settle();
    do {
      await this.auditIgnored();
      await condition(allHandlersFinished);
    } while (this.inbox.hasIgnored);
    return !this.inbox.hasNews(this.handledVersion) && !this.inbox.hasDecision;
  }

  // ── one attempt, from Brex to Epicor and back ──

  private async attempt(): Promise<Outcome> {
    this.inbox.beginAttempt();
    this.attemptedAt = Date.now();
    this.view.working('Fetching');
    const fetched = await this.steps.brexReads.fetchRecord({ ...this.input, ...this.request });
    if (this.changedSince(fetched.version)) return { kind: 'again' };
    this.handledVersion = fetched.version;
    this.preview = fetched.preview;
    this.begun = fetched.begun;
    this.neverWritten = fetched.neverWritten;
    this.whenPosted = fetched.reportWhenPosted === true;
    this.withReceipts = fetched.attachReceipts === true;
    if (fetched.summary) this.view.describes(fetched.summary);
    if (fetched.document) this.view.booked(fetched.document);
    if (this.preview) return this.foresee(fetched.next);
    switch (fetched.next.action) {
      case 'plan':
        return this.book();
      case 'resume':
        return this.resume();
      case 'void':
        return (await this.voidRemnant()) ?? { kind: 'again' };
      case 'report':
        return this.confirmAndReport(fetched.unconfirmedMs);
      case 'skip':
        return this.reportFailure('skip', 'Not to be booked in Epicor.', 'an earlier decision');
      case 'park':
        return parked(fetched.next.attention);
      case 'close':
        return this.dispose(fetched.next.attention);
      default:
        return settled(fetched.status, fetched.why);
    }
  }

  /**
   * What a person decided for another version of the record (a vendor, a confirmation) does not hold for this one;
   * true where the record must be looked at again without it.
   */
  private changedSince(version: number | null): boolean {
    if (this.handledVersion === null || version === this.handledVersion) return false;
    this.handledVersion = version;
    this.approvedVendor = null;
    const confirmed = this.request.confirmed.length > 0;
    this.request = { ...this.request, confirmed: [] };
    return confirmed;
  }

  /** Preview reads and plans only: what live would do is said, and everything stays as it is. */
  private async foresee(next: Fetched['next']): Promise<Outcome> {
    switch (next.action) {
      case 'plan':
        return patched('preview-document') ? this.foreseeDocument() : this.book();
      case 'end':
        return settled('Closed', `Preview: nothing to do, ${next.why}.`);
      case 'park':
      case 'close':
        return settled('Closed', `Preview: would not be booked. ${next.attention.text}`);
      default:
        return settled('Closed', 'Preview: begun before preview was set; live goes on with it.');
    }
  }

  /** The document that live would write, shown in the run's details. */
  private async foreseeDocument(): Promise<Outcome> {
    this.view.working('Mapping');
    const preview = await this.steps.epicorReads.previewDocument(this.input);
    if (preview.vendor) this.view.vendor(preview.vendor.vendorNum);
    this.view.foresees(previewText(preview));
    return settled('Closed', `Preview: ${preview.verdict}`);
  }

  private async book(): Promise<Outcome> {
    this.view.working('Mapping');
    const planned = await this.steps.epicorReads.mapReferences({ ...this.input, ...this.request });
    if (!planned.ok) return this.disposeUnlessStanding(planned.attention, false);

    let vendorNum: number | null = null;
    if (planned.value.vendorRole) {
      const matched = await this.matchVendor();
      if (typeof matched !== 'number') return matched;
      vendorNum = matched;
      this.view.vendor(vendorNum);
    }
    if (this.preview)
      return settled('Closed', `Preview: would be booked as ${planned.value.kind}, ${planned.value.total}.`);

    this.view.working('Posting');
    const drafted = await this.steps.epicorReads.getNew({ ...this.input, ...this.request, vendorNum });
    return drafted.ok ? this.write() : this.disposeUnlessStanding(drafted.attention, true);
  }

  /** A document was begun: plan it again as it was pinned, and let updateMaster find and finish it. */
  private async resume(): Promise<Outcome> {
    this.view.working('Mapping');
    const planned = await this.steps.epicorReads.mapReferences({ ...this.input, ...this.request });
    if (!planned.ok) return this.dispose(planned.attention);
    // a setting was changed in between: the remnant is of another kind or style
    if (planned.value.outgrown) return (await this.voidRemnant()) ?? { kind: 'again' };
    return this.write();
  }

  private async matchVendor(): Promise<number | Outcome> {
    if (this.approvedVendor !== null) return this.approvedVendor;
    this.view.working('MatchingVendor');
    const match = await this.steps.epicorReads.matchVendor(this.input);
    if (match.decision === 'matched') return match.vendorNum;
    if (this.preview) return settled('Closed', `Preview: would ask for a vendor. ${match.attention.text}`);
    const standing = await this.standing(true);
    return standing?.outcome ?? standing?.vendorNum ?? parked(match.attention, match.candidates);
  }

  /** Before a record waits for what booking it would need: it may stand in Epicor, from before this ledger began. */
  private async standing(
    planned: boolean,
  ): Promise<{ readonly outcome: Outcome | null; readonly vendorNum: number | null } | null> {
    if (!this.neverWritten || this.preview) return null;
    const found = await this.steps.epicorReads.adoptDocument({ ...this.input, planned });
    if (!found.ok) return { outcome: parked(found.attention), vendorNum: null };
    const { document, vendorNum } = found.value;
    if (document === null) return { outcome: null, vendorNum };
    this.view.booked(document);
    return { outcome: await this.confirmAndReport(null), vendorNum };
  }

  /** From here on nothing may be cut short: a cancelled run still finishes what it began. */
  private write(): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      this.view.working('Posting');
      this.begun = true;
      const written = await this.steps.epicorWrites.updateMaster({ ...this.input, ...this.request });
      if (!written.ok) return this.dispose(written.attention);
      this.view.booked(written.value.document);
      return this.confirmAndReport(written.value.unconfirmedMs);
    });
  }

  /** `unconfirmedMs`: a lost write may still commit, so Epicor is looked at once more that much later; else null. */
  private confirmAndReport(unconfirmedMs: number | null): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      if (unconfirmedMs !== null) {
        await sleep(unconfirmedMs, { summary: 'a lost answer may still be committing' });
        const confirmed = await this.steps.epicorWrites.confirmDocument(this.input);
        if (!confirmed.ok) return parked(confirmed.attention);
      }
      if (this.whenPosted) {
        const { confirmed } = this.request;
        const posted = await this.steps.epicorReads.checkPosted({ ...this.input, confirmed });
        if (!posted.ok) return parked(posted.attention);
      }
      this.view.working('Reporting');
      const reported = await this.steps.brexReports.markExported(this.input);
      if (!reported.ok) return parked(reported.attention);
      if (this.withReceipts) await this.attachReceipts();
      return settled(reported.value.status, reported.value.why);
    });
  }

  /** The record is settled whatever becomes of its receipts: each failed attempt is in the audit trail. */
  private async attachReceipts(): Promise<void> {
    try {
      await this.steps.receipts.attachReceipts(this.input);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
    }
  }

  // ── what becomes of a record that is not booked ──

  /** A record that cannot be planned goes on waiting by itself; one that goes back may leave its document behind. */
  private async disposeUnlessStanding(attention: Attention, planned: boolean): Promise<Outcome> {
    const standing = planned || attention.disposition === 'return' ? await this.standing(planned) : null;
    return standing?.outcome ?? this.dispose(attention);
  }

  private async dispose(attention: Attention): Promise<Outcome> {
    if (this.preview) return settled('Closed', `Preview: would not be booked. ${attention.text}`);
    if (attention.disposition === 'park') return parked(attention);
    const voided = await this.voidRemnant();
    if (voided) return voided;
    if (attention.disposition === 'return') return this.returnToBrex(attention, 'the rules of coding');
    await this.steps.local.closeRecord({ ...this.input, attention });
    return settled('Closed', attention.text);
  }

  /** Deletes our unposted remnant, where there is one; an outcome only where that is not possible. */
  private async voidRemnant(): Promise<Outcome | null> {
    if (!this.begun) return null;
    const voided = await CancellationScope.nonCancellable(() =>
      this.steps.epicorWrites.voidDocument(this.input),
    );
    return voided.ok ? null : parked(voided.attention);
  }

  private returnToBrex(attention: Attention, by: string, message?: string): Promise<Outcome> {
    return this.reportFailure(
      'return',
      message ?? `${attention.text} ${attention.remedy}`,
      by,
      attention.cause,
    );
  }

  private reportFailure(
    kind: 'return' | 'skip',
    message: string,
    by: string,
    cause?: string,
  ): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      this.view.working('Reporting');
      const told = await this.steps.brexReports.reportFailure({ ...this.input, kind, message, by, cause });
      if (!told.ok) return parked(told.attention);
      return settled(kind === 'return' ? 'Returned' : 'Skipped', message);
    });
  }

  // ── waiting ──

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
      await this.inbox.wait(this.handledVersion, lookAgainAfter);
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
        this.request = withAsked(this.request, decision.asked);
        return null;
      case 'approveVendor':
      case 'rejectVendor':
      case 'createVendor':
        return this.answered(decision, shown);
      case 'return':
        return (
          (await this.voidRemnant()) ??
          this.returnToBrex(waitedFor(waited), decision.asked.by, decision.asked.message)
        );
      case 'skip':
        return (
          (await this.voidRemnant()) ??
          this.reportFailure(
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
      const voided = await this.voidRemnant();
      if (voided) return voided;
      linked = await link();
    }
    if (!linked.ok) return parked(linked.attention, candidates);
    this.view.booked(linked.value.document);
    return this.confirmAndReport(null);
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
    this.approvedVendor = answered.value;
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
