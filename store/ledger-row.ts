import type { DocumentKind, EpicorKey } from '../accounting/document';
import type { LedgerState } from '../accounting/ledger-states';
import type { RecordKey } from './record-key';

/** How a record first came to us. */
export type LedgerSource = 'webhook' | 'backfill' | 'command' | 'cash';

/**
 * What a step may write beside the state. Absent keys are left as they are. From `writing` on, what the
 * document is made of is pinned (ARCHITECTURE, "The ledger"): the database refuses to change it.
 */
export interface LedgerPatch {
  /** Brex version that the row speaks of; what was merely seen is in `seenVersion`. */
  readonly version: number | null;
  /** Content digest; pinned. */
  readonly digest: string | null;
  readonly recordType: string | null;
  readonly sourceId: string | null;
  /** Decimal in major units, as text; pinned. */
  readonly amount: string | null;
  /** ISO 4217; pinned. */
  readonly currency: string | null;
  /** When Brex posted the record, as Brex wrote it. */
  readonly postingDate: string | null;
  /** Pinned. */
  readonly documentKind: DocumentKind | null;
  /** Pinned. */
  readonly vendorNum: number | null;
  /** Pinned. */
  readonly documentNumber: string | null;
  /** Finds the document again in Epicor; pinned. */
  readonly marker: string | null;
  /** Pinned from `committed` and `linked` on; cleared by `voided`. */
  readonly epicorKey: EpicorKey | null;
  /** An answer of Epicor was lost on the way: read back once more before reporting. */
  readonly lostAnswer: boolean;
  /** Why the record waits, was returned or was closed. */
  readonly reason: string | null;
  readonly exportedAt: Date | null;
}

export interface LedgerRow extends RecordKey, LedgerPatch {
  readonly state: LedgerState;
  readonly source: LedgerSource;
  /** The newest version that a webhook or backfill told of. */
  readonly seenVersion: number | null;
  readonly lastSeenAt: Date;
  /** Fencing token: grows with every lease of this row; 0 before the first. */
  readonly lease: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  /** A write to Epicor was sent at this moment and its answer has not come. */
  readonly writeSentAt: Date | null;
  readonly writeAttempts: number;
  /** The group that its document was entered in (`Store.groups`); null where it was found standing, or not yet written. */
  readonly documentGroup: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
