import type { RecordKey } from './record-key';

// ── groups of documents in Epicor ──

export type GroupKind = 'invoice' | 'journal';

/** open ─▶ sealed ─▶ posting ─▶ posted; posting falls back to sealed where Epicor refuses. taken: another's id. */
export type GroupState = 'open' | 'sealed' | 'posting' | 'posted' | 'taken';

export interface NewGroup {
  readonly connectionId: string;
  readonly kind: GroupKind;
  /** Identifies the fiscal period. */
  readonly period: string;
  /** The same for people. */
  readonly periodName: string;
  /** '' for invoices: their group takes every currency. */
  readonly currency: string;
}

export interface DocumentGroup extends NewGroup {
  readonly id: number;
  /** As Epicor has it. */
  readonly groupId: string;
  readonly state: GroupState;
  /** Epicor's group of this id was made by us, or found to be of the period. */
  readonly confirmed: boolean;
  /** Epicor's version of the group when it was submitted for posting, as decimal text. */
  readonly submittedRev: string | null;
  readonly submittedAt: Date | null;
  /** Whether Epicor answered the submission. */
  readonly answered: boolean;
  /** Why it is not posted, in a bookkeeper's words. */
  readonly problem: string | null;
  readonly openedAt: Date;
  readonly sealedAt: Date | null;
  readonly postedAt: Date | null;
}

export interface DocumentGroups {
  /** The open group of this period, made under one of `ids` where there is none; callers that come together get the same. */
  open(wanted: NewGroup, ids: readonly string[]): Promise<DocumentGroup>;
  confirm(id: number): Promise<void>;
  get(id: number): Promise<DocumentGroup | null>;
  /** Those that are not posted, oldest first. */
  list(connectionId: string): Promise<DocumentGroup[]>;
  /**
   * Notes that the record's document is about to be written into the group; false where it is no longer open (or is
   * not known) and the record had not entered it before. To be called before each creating write.
   */
  enter(key: RecordKey, kind: GroupKind, groupId: string): Promise<boolean>;
  /** Seals the open groups that hold booked documents; every group that is to be posted, oldest first. */
  seal(connectionId: string): Promise<DocumentGroup[]>;
  /** Records that entered the group and whose document is not, or not surely, as planned yet. */
  unfinished(id: number): Promise<string[]>;
  /** Before the group is submitted; false where another does so. */
  submitting(id: number, sysRevId: string): Promise<boolean>;
  /** Epicor answered. */
  submitted(id: number): Promise<void>;
  /** It surely was not submitted, or may be submitted once more. */
  again(id: number): Promise<void>;
  /** Why it is not posted; `news` where that was not known before: the one time to raise an alert. */
  troubled(id: number, problem: string): Promise<{ readonly news: boolean }>;
  posted(id: number): Promise<void>;
  /** Epicor has another group under this id: it is left alone, and another id taken. */
  taken(id: number): Promise<void>;
}
