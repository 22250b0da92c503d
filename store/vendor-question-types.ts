import type { VendorCandidate } from '../accounting/vendor-matching';
import type { RecordKey } from './record-key';

/** What is asked about a record that waits for a vendor, as it is shown to whoever answers. */
export interface AskedVendor {
  /** As Brex calls it. */
  readonly merchant: string;
  /** The keys under which an answer is remembered, surest first. */
  readonly merchantKeys: readonly string[];
  /** "vendor-ambiguous" */
  readonly code: string;
  readonly question: string;
  readonly candidates: readonly VendorCandidate[];
}

export interface VendorQuestion extends RecordKey, AskedVendor {
  /** Since when the record waits for a vendor. */
  readonly askedAt: Date;
  readonly remindedAt: Date | null;
  readonly escalatedAt: Date | null;
  /** Decimal text; null where the ledger does not know it. */
  readonly amount: string | null;
  readonly currency: string | null;
}

/** How urgently people are told that records wait. */
export type Urging = 'reminder' | 'escalation';

/** Which records wait for a vendor. Waiting has no end but an answer: nothing here decides or drops a record. */
export interface VendorQuestions {
  /** Asked again, a record waits since it was first asked about. */
  ask(key: RecordKey, asked: AskedVendor): Promise<void>;
  /** The record waits for a vendor no more. */
  close(key: RecordKey): Promise<void>;
  /** Every record that waits for a vendor, the longest waiting first. */
  list(connectionId: string): Promise<VendorQuestion[]>;
  /** Ids of those of a merchant, the longest waiting first: one of its keys is among `merchantKeys`. */
  ofMerchant(connectionId: string, merchantKeys: readonly string[]): Promise<string[]>;
  /** Those that wait for longer than this, and of which nobody was told so yet. */
  due(connectionId: string, urging: Urging, afterMs: number): Promise<VendorQuestion[]>;
  /** People were told of these. */
  urged(connectionId: string, urging: Urging, recordIds: readonly string[]): Promise<void>;
}

/** Vendors that a merchant is not, as people said: they are neither matched nor offered. */
export interface VendorRejections {
  reject(
    connectionId: string,
    merchantKeys: readonly string[],
    vendorNums: readonly number[],
    by: string,
    note?: string,
  ): Promise<void>;
  /** A vendor that is approved after all is rejected no more. */
  lift(connectionId: string, merchantKeys: readonly string[], vendorNum: number, by: string): Promise<void>;
  /** By the surest of the merchant's keys, since merchants of one name may be several. */
  of(connectionId: string, merchantKeys: readonly string[]): Promise<ReadonlySet<number>>;
}
