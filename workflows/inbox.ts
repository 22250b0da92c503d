import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { condition, patched, setHandler } from '@temporalio/workflow';
import * as contract from './contract';
import {
  type Decision,
  isVendorQuestion,
  malformed,
  misfit,
  vendorOf,
  vendorVerbs,
  type Waited,
} from './decisions';

/** A decision that was not obeyed, and why. */
export interface Ignored {
  readonly decision: Decision;
  readonly why: string;
}

/**
 * Everything that reaches a running record: news of Brex, decisions of people, and the end of a cause. Signals
 * cannot be refused, so those that do not fit are kept as ignored and audited; updates are validated first.
 */
export class Inbox {
  /** What the record waits for; null while it works. */
  waitingFor: Waited | null = null;

  private news: contract.RecordReady[] = [];
  private decisions: Decision[] = [];
  private ignored: Ignored[] = [];
  /** Answers to a question about the vendor that came while the record was looked at again: judged when it asks. */
  private early: Decision[] = [];
  private hasAskedForVendor = false;
  private woken = false;
  /** Decisions that came after the one that settled the record. */
  private readonly overtaken = new Set<Decision>();
  /** How often the run had come to rest when each decision was taken. */
  private readonly takenAt = new Map<Decision, number>();
  /** What was decided last, for whoever comes after. */
  private lastTaken: Decision | null = null;
  /** Counts the times the run came to rest, so that an update can answer once its decision has had effect. */
  private rests = 0;

  constructor(private readonly status: () => contract.RecordStatus) {}

  /** Registers every handler; to be called before the first await. */
  listen(): void {
    setHandler(contract.recordReadySignal, (ready) => void this.news.push(ready));
    setHandler(contract.wakeSignal, () => {
      this.woken = true;
    });
    setHandler(contract.approveVendorSignal, (asked) => this.signalled({ verb: 'approveVendor', asked }));
    setHandler(contract.rejectVendorSignal, (asked) => this.signalled({ verb: 'rejectVendor', asked }));
    setHandler(contract.createVendorSignal, (asked) => this.signalled({ verb: 'createVendor', asked }));
    setHandler(contract.retrySignal, (asked) => this.signalled({ verb: 'retry', asked }));
    setHandler(contract.returnSignal, (asked) => this.signalled({ verb: 'return', asked }));
    setHandler(contract.linkSignal, (asked) => this.signalled({ verb: 'link', asked }));
    setHandler(contract.skipSignal, (asked) => this.signalled({ verb: 'skip', asked }));

    this.answer(contract.approveVendorUpdate, (asked) => ({ verb: 'approveVendor', asked }));
    this.answer(contract.rejectVendorUpdate, (asked) => ({ verb: 'rejectVendor', asked }));
    this.answer(contract.createVendorUpdate, (asked) => ({ verb: 'createVendor', asked }));
    this.answer(contract.retryUpdate, (asked) => ({ verb: 'retry', asked }));
    this.answer(contract.returnUpdate, (asked) => ({ verb: 'return', asked }));
    this.answer(contract.linkUpdate, (asked) => ({ verb: 'link', asked }));
    this.answer(contract.skipUpdate, (asked) => ({ verb: 'skip', asked }));
    setHandler(contract.statusQuery, this.status);
  }

  /** Forgets news that the coming fetch will see anyway, and what woke us. */
  beginAttempt(): void {
    this.news = [];
    this.woken = false;
  }

  /** Whether Brex told of something that the version just handled does not cover. */
  hasNews(handledVersion: number | null): boolean {
    return this.news.some(
      ({ version }) => version === undefined || handledVersion === null || version > handledVersion,
    );
  }

  takeDecision(): Decision | undefined {
    const decision = this.decisions.shift();
    if (decision) {
      this.lastTaken = decision;
      this.takenAt.set(decision, this.rests);
    }
    return decision;
  }

  takeIgnored(): Ignored[] {
    return this.ignored.splice(0);
  }

  /** The record now waits for a decision. */
  ask(waited: Waited): void {
    this.waitingFor = waited;
    this.rests += 1;
    this.hasAskedForVendor ||= isVendorQuestion(waited);
    for (const decision of this.early.splice(0)) this.judge(decision, misfit(decision, waited));
  }

  /** Waits until someone decides (rightly or not), Brex has news, the cause goes, or `timeout` passes. */
  async wait(handledVersion: number | null, timeout: string): Promise<void> {
    await condition(
      () =>
        this.decisions.length > 0 || this.ignored.length > 0 || this.woken || this.hasNews(handledVersion),
      timeout,
    );
  }

  /** The record waits for nobody any more. */
  stopAsking(): void {
    this.waitingFor = null;
  }

  /** The run is over unless something is still to be handled; only `retry` fits a record that is settled. */
  settle(): void {
    this.rests += 1;
    for (const decision of this.decisions) {
      if (decision.verb === 'retry') continue;
      this.overtaken.add(decision);
      this.ignored.push({ decision, why: 'another decision came first' });
    }
    for (const decision of this.early.splice(0))
      this.ignored.push({ decision, why: 'the record was settled before it asked again' });
    this.decisions = this.decisions.filter(({ verb }) => verb === 'retry');
  }

  get hasIgnored(): boolean {
    return this.ignored.length > 0;
  }

  get hasDecision(): boolean {
    return this.decisions.length > 0;
  }

  private answer<A>(
    update: UpdateDefinition<contract.RecordStatus, [A]>,
    decisionOf: (asked: A) => Decision,
  ): void {
    setHandler(update, (asked) => this.updated(decisionOf(asked)), {
      validator: (asked) => this.validate(decisionOf(asked)),
    });
  }

  private signalled(decision: Decision): void {
    // a retry means "look again" at any time: it may open a run of its own, or reach one that is just ending
    if (this.isEarly(decision) && patched('early-vendor-answer')) {
      this.early.push(decision);
      return;
    }
    const why =
      malformed(decision) ?? (decision.verb === 'retry' && !this.waitingFor ? null : this.problem(decision));
    this.judge(decision, why);
  }

  private judge(decision: Decision, why: string | null): void {
    if (why === null) this.decisions.push(decision);
    else this.ignored.push({ decision, why });
  }

  /** A record that waits for a vendor looks again at any time; who answers it just then is not to answer twice. */
  private isEarly(decision: Decision): boolean {
    const isAnswer = vendorVerbs.includes(decision.verb) && malformed(decision) === null;
    return isAnswer && this.hasAskedForVendor && this.waitingFor === null;
  }

  private async updated(decision: Decision): Promise<contract.RecordStatus> {
    const before = this.rests;
    this.decisions.push(decision);
    // the answer tells what came of it, but a person does not wait longer than this for a slow Epicor
    const rested = await condition(() => this.rests > before, '20 seconds');
    // the run rested after the decision of somebody else, and goes on with this one
    if (rested && !this.hadEffect(decision) && patched('own-answer'))
      await condition(() => this.hadEffect(decision), '20 seconds');
    if (this.overtaken.has(decision))
      throw ApplicationFailure.create({
        message: this.waitsNoMore(),
        type: contract.notWaiting,
        nonRetryable: true,
      });
    return this.status();
  }

  /** The run came to rest after it took this decision, or without taking it any more. */
  private hadEffect(decision: Decision): boolean {
    const takenAt = this.takenAt.get(decision);
    return this.overtaken.has(decision) || (takenAt !== undefined && this.rests > takenAt);
  }

  private validate(decision: Decision): void {
    const problem = this.problem(decision);
    if (!problem) return;
    const type = this.waitingFor ? 'NotNow' : contract.notWaiting;
    throw ApplicationFailure.create({ message: problem, type, nonRetryable: true });
  }

  private waitsNoMore(): string {
    const last = this.lastTaken;
    const decided = last ? `, since ${last.asked.by} decided (${last.verb}${vendorOf(last)})` : '';
    return `this record does not wait for a decision${decided}: ${contract.statusWords[this.status().status]}`;
  }

  /** Why a decision does not fit now, in words; null where it does. */
  private problem(decision: Decision): string | null {
    const wrong = malformed(decision);
    if (wrong) return wrong;
    if (!this.waitingFor) return this.waitsNoMore();
    return misfit(decision, this.waitingFor);
  }
}
