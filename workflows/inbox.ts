import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { condition, setHandler } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import * as contract from './contract';

/** What a person decided about a parked record. */
export type Decision =
  | { readonly verb: 'approveVendor'; readonly asked: contract.ApproveVendor }
  | { readonly verb: 'retry'; readonly asked: contract.Retry }
  | { readonly verb: 'return'; readonly asked: contract.Return }
  | { readonly verb: 'link'; readonly asked: contract.Link }
  | { readonly verb: 'skip'; readonly asked: contract.Skip };

/** A decision that was not obeyed, and why. */
export interface Ignored {
  readonly decision: Decision;
  readonly why: string;
}

const vendorQuestions: readonly string[] = [
  'vendor-ambiguous',
  'vendor-none',
  'vendor-inactive',
  'vendor-missing',
];

/**
 * Everything that reaches a running record: news of Brex, decisions of people, and the end of a cause. Signals
 * cannot be refused, so those that do not fit are kept as ignored and audited; updates are validated first.
 */
export class Inbox {
  /** What the record waits for; null while it works. */
  waitingFor: Attention | null = null;

  private news: contract.RecordReady[] = [];
  private decisions: Decision[] = [];
  private ignored: Ignored[] = [];
  private woken = false;
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
    setHandler(contract.retrySignal, (asked) => this.signalled({ verb: 'retry', asked }));
    setHandler(contract.returnSignal, (asked) => this.signalled({ verb: 'return', asked }));
    setHandler(contract.linkSignal, (asked) => this.signalled({ verb: 'link', asked }));
    setHandler(contract.skipSignal, (asked) => this.signalled({ verb: 'skip', asked }));

    this.answer(contract.approveVendorUpdate, (asked) => ({ verb: 'approveVendor', asked }));
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
    return this.decisions.shift();
  }

  takeIgnored(): Ignored[] {
    return this.ignored.splice(0);
  }

  /** The record now waits for a decision. */
  ask(attention: Attention): void {
    this.waitingFor = attention;
    this.rests += 1;
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
    for (const decision of this.decisions)
      if (decision.verb !== 'retry') this.ignored.push({ decision, why: 'another decision came first' });
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
    const why =
      malformed(decision) ?? (decision.verb === 'retry' && !this.waitingFor ? null : this.problem(decision));
    if (why === null) this.decisions.push(decision);
    else this.ignored.push({ decision, why });
  }

  private async updated(decision: Decision): Promise<contract.RecordStatus> {
    const before = this.rests;
    this.decisions.push(decision);
    // the answer tells what came of it, but a person does not wait longer than this for a slow Epicor
    await condition(() => this.rests > before, '20 seconds');
    return this.status();
  }

  private validate(decision: Decision): void {
    const problem = this.problem(decision);
    if (problem) throw ApplicationFailure.create({ message: problem, type: 'NotNow', nonRetryable: true });
  }

  /** Why a decision does not fit now, in words; null where it does. */
  private problem(decision: Decision): string | null {
    const { verb, asked } = decision;
    const wrong = malformed(decision);
    if (wrong) return wrong;
    if (!this.waitingFor) return `this record is not waiting for a decision (status ${this.status().status})`;
    switch (verb) {
      case 'approveVendor':
        if (!Number.isInteger(asked.vendorNum) || asked.vendorNum <= 0)
          return 'approveVendor needs "vendorNum": the number of an Epicor vendor';
        return vendorQuestions.includes(this.waitingFor.code)
          ? null
          : `this record does not wait for a vendor but: ${this.waitingFor.text}`;
      case 'link':
        return (asked.vendorNum && asked.invoiceNum) || (asked.journalNum && asked.fiscalYear)
          ? null
          : 'link needs "vendorNum" and "invoiceNum", or "journalNum" and "fiscalYear"';
      case 'skip':
        return asked.reason ? null : 'skip needs "reason"';
      case 'retry':
      case 'return':
        return null;
    }
  }
}

const texts = ['by', 'note', 'applyDate', 'message', 'reason', 'invoiceNum', 'fiscalCalendarId'];
const numbers = ['vendorNum', 'journalNum', 'fiscalYear'];
const confirmations: readonly unknown[] = ['po', 'duplicate', 'changed'] satisfies contract.Confirmation[];

/** What is wrong with what was typed, in words: signals from the Temporal UI are typed by hand. */
function malformed({ verb, asked }: Decision): string | null {
  const given: unknown = asked;
  if (!given || typeof given !== 'object') return `${verb} needs one object, such as {"by": "your name"}`;
  const values = new Map<string, unknown>(Object.entries(given));
  const says = (name: string): boolean => (values.get(name) ?? undefined) !== undefined;
  const badText = texts.find((name) => says(name) && typeof values.get(name) !== 'string');
  if (badText) return `"${badText}" is a text, in quotation marks`;
  const badNumber = numbers.find((name) => says(name) && !Number.isInteger(values.get(name)));
  if (badNumber) return `"${badNumber}" is a whole number, without quotation marks`;
  if (!values.get('by')) return `${verb} needs "by": who decides`;
  if (says('applyDate') && !isDate(String(values.get('applyDate'))))
    return '"applyDate" is a date such as 2026-11-01';
  if (says('confirm') && !confirmations.includes(values.get('confirm')))
    return '"confirm" is "po", "duplicate" or "changed"';
  return null;
}

/** Whether the text is an existing day, written YYYY-MM-DD. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
