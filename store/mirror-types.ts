import type { ApInvoiceHead, MirrorName, ReferenceRows } from '../accounting/reference-data';

/** A row as Epicor gave it. `sysRevId` is its row version, an integer beyond 2^53: text. */
export interface MirrorRow<M extends MirrorName = MirrorName> {
  /** See `mirrorKey` in accounting/reference-data.ts. */
  readonly key: string;
  readonly sysRevId: string;
  readonly row: ReferenceRows[M];
}

/** What a row said and says; `before` is null for a new one, `after` for one that Epicor no longer has. */
export interface MirrorChange<M extends MirrorName = MirrorName> {
  readonly key: string;
  readonly before: ReferenceRows[M] | null;
  readonly after: ReferenceRows[M] | null;
}

export interface MirrorState {
  /** null until the first load is complete. */
  readonly loadedAt: Date | null;
  readonly polledAt: Date | null;
  /** A comparison of all keys is under way since; else null. */
  readonly comparingSince: Date | null;
  /** Up to which row version the comparison has come. */
  readonly comparingAfter: string | null;
  readonly comparedAt: Date | null;
}

export interface MirrorSummary extends MirrorState {
  readonly mirror: MirrorName;
  readonly rows: number;
}

export interface InvoiceLike {
  readonly vendorNum: number;
  readonly currency: string;
  /** Decimal text; its sign does not count, since a credit is a debit memo here and a negative invoice there. */
  readonly amount: string;
  /** Invoice dates, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** Epicor's reference data as it was last read: what a table of Epicor says of each of its rows. */
export interface Mirrors {
  state(connectionId: string, mirror: MirrorName): Promise<MirrorState>;
  note(connectionId: string, mirror: MirrorName, patch: Partial<MirrorState>): Promise<void>;
  /** Begins a comparison of all keys, or goes on with one that was begun: since when, and behind which version. */
  beginComparing(
    connectionId: string,
    mirror: MirrorName,
  ): Promise<{ readonly since: Date; readonly after: string | null }>;
  /** The row version of the newest row but `skip` others; null where there are no more. */
  newest(connectionId: string, mirror: MirrorName, skip?: number): Promise<string | null>;
  /** Which of these rows say something else than the mirror. */
  changes<M extends MirrorName>(
    connectionId: string,
    mirror: M,
    rows: readonly MirrorRow<M>[],
  ): Promise<MirrorChange<M>[]>;
  /** Takes rows in. One of an older version than the mirrored one is ignored. */
  take<M extends MirrorName>(connectionId: string, mirror: M, rows: readonly MirrorRow<M>[]): Promise<void>;
  drop(connectionId: string, mirror: MirrorName, keys: readonly string[]): Promise<void>;
  /** Notes that Epicor has these rows; the versions of those that the mirror has not, or not at that version. */
  compare(
    connectionId: string,
    mirror: MirrorName,
    rows: readonly Pick<MirrorRow, 'key' | 'sysRevId'>[],
  ): Promise<string[]>;
  /** How many rows Epicor has not shown since then, and how many it has. */
  unseenCount(
    connectionId: string,
    mirror: MirrorName,
    since: Date,
  ): Promise<{ readonly unseen: number; readonly seen: number }>;
  unseen<M extends MirrorName>(connectionId: string, mirror: M, since: Date): Promise<MirrorChange<M>[]>;
  /** In order of key. */
  all<M extends MirrorName>(connectionId: string, mirror: M): Promise<ReferenceRows[M][]>;
  find<M extends MirrorName>(
    connectionId: string,
    mirror: M,
    keys: readonly string[],
  ): Promise<Map<string, { readonly row: ReferenceRows[M]; readonly changedAt: Date }>>;
  /** When a row of the mirror last changed; null where it has none. */
  lastChange(connectionId: string, mirror: MirrorName): Promise<Date | null>;
  /** Numbers of the vendor's open purchase orders. */
  openOrders(connectionId: string, vendorNum: number): Promise<number[]>;
  /** Invoices that bear the marker. */
  invoicesMarked(connectionId: string, marker: string): Promise<ApInvoiceHead[]>;
  /** Invoices of the vendor over the same amount and of about the same date. */
  invoicesLike(connectionId: string, like: InvoiceLike): Promise<ApInvoiceHead[]>;
  summary(connectionId: string): Promise<MirrorSummary[]>;
}
