import { setCurrentDetails } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import { type ExportStatus, type RecordStatus, searchAttributes, type VendorCandidate } from './contract';
import type { SearchIndex } from './search-index';
import { candidateTable, signals, vendorSignals } from './shown-signals';

/** What a run knows of its record for people: never more than the Temporal UI should show. */
export interface RecordSummary {
  readonly type: string;
  /** "1,234.50 USD" */
  readonly amount: string;
  readonly merchant: string | null;
  /** ISO instant */
  readonly postedAt: string;
  readonly company: string;
}

/** A document that is not posted yet is nobody's fault: the record is booked. */
function waitingStatus({ code }: Attention): ExportStatus {
  if (code === 'awaiting-posting') return 'Booked';
  return code.startsWith('vendor-') ? 'WaitingForVendor' : 'NeedsAttention';
}

/**
 * The ops screen: status, reason and the exact signal that mends it, in the Temporal UI and to queries. Search
 * attributes carry codes only; words and amounts are in the details, which the data converter encrypts.
 */
export class RunView {
  private status: ExportStatus = 'Fetching';
  private attention: Attention | null = null;
  private candidates: readonly VendorCandidate[] = [];
  private summary: RecordSummary | null = null;
  private document: string | null = null;
  /** Why the run ended as it did. */
  private why = '';
  /** Whose answer is being carried out; the question stands until it was. */
  private answeredBy: string | null = null;
  /** What a preview shows beneath. */
  private foreseen: readonly string[] = [];

  constructor(
    private readonly recordId: string,
    private readonly index: SearchIndex,
  ) {}

  current(): RecordStatus {
    const asked = this.asked();
    if (this.answeredBy === null) return asked;
    return {
      ...asked,
      status: 'MatchingVendor',
      reason: `What ${this.answeredBy} answered is being carried out.`,
      reasonCode: null,
      candidates: [],
    };
  }

  private asked(): RecordStatus {
    return {
      status: this.status,
      reason: this.attention ? `${this.attention.text} ${this.attention.remedy}` : this.why,
      reasonCode: this.attention?.code ?? null,
      type: this.summary?.type ?? null,
      amount: this.summary?.amount ?? null,
      merchant: this.summary?.merchant ?? null,
      candidates: this.candidates,
      document: this.document,
    };
  }

  /** The record was read: its type and date become searchable. */
  describes(summary: RecordSummary): void {
    const first = this.summary === null;
    this.summary = summary;
    if (!first) return;
    this.index.describe(
      { key: searchAttributes.recordType, value: summary.type },
      { key: searchAttributes.company, value: summary.company },
      { key: searchAttributes.postedAt, value: new Date(summary.postedAt) },
    );
  }

  vendor(vendorNum: number): void {
    this.index.describe({ key: searchAttributes.vendorNum, value: String(vendorNum) });
  }

  booked(document: string): void {
    this.document = document;
  }

  /** A preview was made; it is shown once the run has ended. */
  foresees(lines: readonly string[]): void {
    this.foreseen = lines;
  }

  /** A person answered which vendor it is: Epicor is asked, and may not take it. */
  considers(by: string): void {
    this.answeredBy = by;
  }

  /** A step begins. Steps are short: they show in the details, not as search attributes. */
  working(status: ExportStatus): void {
    this.answeredBy = null;
    const wasWaiting = this.attention !== null;
    this.why = '';
    this.status = status;
    this.attention = null;
    this.candidates = [];
    setCurrentDetails(this.headline());
    if (wasWaiting) {
      this.index.changeStatus(
        { key: searchAttributes.status, value: status },
        { key: searchAttributes.reason, value: null },
        { key: searchAttributes.waitingSince, value: null },
      );
    }
  }

  /** `refused`: a signal that came meanwhile and was not obeyed, with the reason; else empty. */
  waiting(attention: Attention, candidates: readonly VendorCandidate[], refused: string): void {
    this.answeredBy = null;
    this.status = waitingStatus(attention);
    this.attention = attention;
    this.candidates = candidates;
    setCurrentDetails(
      `${this.headline()}\n\n${refused ? `**Not obeyed:** ${refused}\n\n` : ''}${this.question(attention)}`,
    );
    if (refused) return;
    this.index.changeStatus(
      { key: searchAttributes.status, value: this.status },
      { key: searchAttributes.reason, value: attention.code },
      { key: searchAttributes.waitingSince, value: new Date() },
    );
  }

  ended(status: ExportStatus, why: string): void {
    this.answeredBy = null;
    this.status = status;
    this.attention = null;
    this.candidates = [];
    this.why = why;
    const foreseen = this.foreseen.length > 0 ? `\n\n${inFence(this.foreseen)}` : '';
    setCurrentDetails(`${this.headline()}\n\n${why}${foreseen}`);
    this.index.changeStatus(
      { key: searchAttributes.status, value: status },
      { key: searchAttributes.reason, value: null },
      { key: searchAttributes.waitingSince, value: null },
    );
  }

  private headline(): string {
    const facts = [this.summary?.type, this.summary?.amount, this.summary?.merchant]
      .filter(Boolean)
      .join(' · ');
    return `**${this.status}** · ${this.recordId}${facts ? ` · ${facts}` : ''}${this.document ? ` · ${this.document}` : ''}`;
  }

  private question(attention: Attention): string {
    return [
      `**${this.status === 'Booked' ? 'What it waits for' : 'What is wrong'}:** ${attention.text}`,
      '',
      `**What mends it:** ${attention.remedy}`,
      '',
      '**Signals:**',
      '',
      ...(this.status === 'WaitingForVendor' ? vendorSignals(this.candidates) : []),
      ...signals,
      ...candidateTable(this.candidates),
    ].join('\n');
  }
}

/** Lines as they stand, in the Markdown of the Temporal UI; what they quote cannot end them. */
export function inFence(lines: readonly string[]): string {
  return ['```', ...lines.map((line) => line.replaceAll('`', '´')), '```'].join('\n');
}
