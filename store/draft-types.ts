import type { RecordSnapshot } from '../accounting/accounting-record';
import type { CashTransaction } from '../accounting/cash-transaction';
import type { PlannedDocument } from '../accounting/document';
import type { LedgerState } from '../accounting/ledger-states';
import type { RecordKey } from './record-key';

// ── what is too large for a workflow payload ──

/** What the steps of a record hand on to each other, and where it stands; null what was never stored. */
export interface StoredParts {
  readonly snapshot: RecordSnapshot | null;
  readonly plan: PlannedDocument | null;
  readonly draft: unknown;
  /** What the ledger says of the record. */
  readonly state: LedgerState | null;
  /** Somebody is asked for its vendor. */
  readonly asked: boolean;
}

export interface DraftRepository {
  /** These parts as they were saved last, in one statement. */
  parts<P extends keyof StoredParts>(key: RecordKey, ...wanted: readonly P[]): Promise<Pick<StoredParts, P>>;
  /** Older snapshots are kept; the one saved last is the current one. */
  saveSnapshot(key: RecordKey, version: number, snapshot: RecordSnapshot): Promise<void>;
  snapshot(key: RecordKey): Promise<RecordSnapshot | null>;
  /** Older plans are kept; the one saved last is the current one. */
  savePlan(key: RecordKey, plan: PlannedDocument): Promise<void>;
  plan(key: RecordKey): Promise<PlannedDocument | null>;
  /** Of the records read since then their current snapshots, the newest first. */
  recentSnapshots(connectionId: string, since: Date, limit: number): Promise<RecordSnapshot[]>;
  /** Epicor's defaults; only the last are kept. Plain JSON: what must stay exact to the digit is text in it. */
  saveDraft(key: RecordKey, draft: unknown): Promise<void>;
  draft(key: RecordKey): Promise<unknown>;
  /** Records whose current plan has such a line and was made since then, the newest first. */
  codedTo(connectionId: string, to: CodedTo, since: Date, limit: number): Promise<CodedRecord[]>;
}

/** A line on an account, or with a code of a segment. */
export type CodedTo = { readonly account: string } | { readonly segment: number; readonly code: string };

export interface CodedRecord {
  readonly recordId: string;
  readonly state: LedgerState;
  readonly plan: PlannedDocument;
}

/** What was read for a preview that somebody asked for; kept for a day. */
export interface PreviewSnapshots {
  save(id: string, connectionId: string, snapshot: RecordSnapshot): Promise<void>;
  get(id: string): Promise<RecordSnapshot | null>;
}

export interface StoredCashTransaction {
  readonly transaction: CashTransaction;
  /** Grows where Brex changed it. */
  readonly version: number;
}

/** Cash activity as Brex told it last. */
export interface CashTransactions {
  /** Writes down what Brex told; its version. */
  see(connectionId: string, transaction: CashTransaction): Promise<number>;
  get(connectionId: string, transactionId: string): Promise<StoredCashTransaction | null>;
  /** In order of posting. */
  list(connectionId: string): Promise<StoredCashTransaction[]>;
}
