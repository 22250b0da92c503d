import type { EpicorKey } from '../accounting/document';
import type { LedgerState } from '../accounting/ledger-states';
import type { Money } from '../accounting/money';
import type { LedgerPatch, LedgerRow, LedgerSource } from './ledger-row';
import type { RecordKey } from './record-key';

// ── the ledger ──

export interface Sighting extends RecordKey {
  readonly source: LedgerSource;
  readonly version?: number;
}

/** What must hold for a record to be moved on. */
export interface Expectation {
  /** Default: every state that the new one may follow. */
  readonly from?: readonly LedgerState[];
  /** The token of the lease under which it is done. */
  readonly lease?: number;
  /** The lease is given back together with it. */
  readonly release?: boolean;
}

export interface Ledger {
  /** Writes down that a record exists, in state `seen`; one that is known keeps its state and is only dated. */
  see(sighting: Sighting): Promise<LedgerRow>;
  /** Writes down that these records exist, in as few statements as possible; those that are known stay as they are. */
  seeAll(connectionId: string, recordIds: readonly string[], source: LedgerSource): Promise<void>;
  get(key: RecordKey): Promise<LedgerRow | null>;
  /**
   * Moves a record on, by compare-and-set. Throws `LedgerConflict` where the state machine
   * (accounting/ledger-states.ts), `expect` or a pinned column does not allow it.
   */
  transition(
    key: RecordKey,
    to: LedgerState,
    patch?: Partial<LedgerPatch>,
    expect?: Expectation,
  ): Promise<LedgerRow>;
  /** Moves a record on to `reserved`, with Epicor's defaults for the document that it is pinned to. */
  reserve(key: RecordKey, draft: unknown, pins: Partial<LedgerPatch>): Promise<LedgerRow>;
  /** Writes down why the record waits, in whatever state it is. */
  note(key: RecordKey, reason: string | null): Promise<void>;
  /**
   * The right to write to Epicor: the row with a token (`lease`) greater than any before. Throws `LedgerConflict`
   * while another owner's lease runs.
   */
  acquireLease(key: RecordKey, owner: string, seconds: number): Promise<LedgerRow>;
  renewLease(key: RecordKey, lease: number, seconds: number): Promise<void>;
  /** Marks a write as sent; called before each write. Throws `LedgerConflict` unless `writing` under this lease. */
  writeSent(key: RecordKey, lease: number): Promise<void>;
  /**
   * Its answer came, and told the key of the document that it made. Throws `LedgerConflict` where the lease is
   * another's by now.
   */
  writeAnswered(key: RecordKey, lease: number, made?: EpicorKey | null): Promise<void>;
  /** Gives the lease back; does nothing where it is another's by now. */
  releaseLease(key: RecordKey, lease: number): Promise<void>;
  /** The longest untouched first. */
  byStates(connectionId: string, states: readonly LedgerState[], limit?: number): Promise<LedgerRow[]>;
  counts(connectionId: string): Promise<Record<LedgerState, number>>;
  /**
   * Records that moved lately and wait for nobody: `toRead` are to be read from Brex, or to be read again should
   * their report go unanswered; `toReport` will be reported to Brex if nothing stands in their way.
   */
  onTheirWay(connectionId: string): Promise<{ readonly toRead: number; readonly toReport: number }>;
  /** Another record of the same type, source and amount that is or may be in Epicor. */
  findTwin(
    connectionId: string,
    like: { readonly type: string; readonly sourceId: string } & Money,
    notRecordId: string,
  ): Promise<LedgerRow | null>;
  /**
   * The record that holds an Epicor document, over all connections to that Epicor company. Epicor gives the number of
   * a posted journal again, so that several records may hold one key: then the one of `marker`, else the newest.
   */
  findByEpicorKey(connectionId: string, epicorKey: EpicorKey, marker?: string): Promise<LedgerRow | null>;
}
