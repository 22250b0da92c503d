import type { MirrorName, ReferenceRows } from '../accounting/reference-data';

export interface ReferenceRow<M extends MirrorName> {
  /** See `mirrorKey`. */
  readonly key: string;
  /** Row version as decimal text (EPICOR.md 2.4). */
  readonly sysRevId: string;
  readonly row: ReferenceRows[M];
  /** False for one that is not to be kept, such as a purchase order that is closed by now. */
  readonly kept: boolean;
}

export interface ReferenceRead {
  /** Only rows of a higher row version; null: from the first on. */
  readonly after: string | null;
  /**
   * YYYY-MM-DD: only rows that changed on this day or later, where the table has a date of change; null: every row
   * that is wanted.
   */
  readonly changedSince: string | null;
  /** YYYY-MM-DD: of tables that grow with every document, older rows are not wanted. */
  readonly from: string;
}

/** Epicor's reference data, table by table, in the order of row versions and page by page. */
export interface Reference {
  pages<M extends MirrorName>(mirror: M, read: ReferenceRead): AsyncIterable<ReferenceRow<M>[]>;
  /** Keys and row versions alone, of every row that is wanted. */
  keys(
    mirror: MirrorName,
    read: Omit<ReferenceRead, 'changedSince'>,
  ): AsyncIterable<Pick<ReferenceRow<MirrorName>, 'key' | 'sysRevId'>[]>;
  /** Whether changes of the table are read by its date of change, which a row may lack or not have moved. */
  hasChangeDate(mirror: MirrorName): boolean;
  /** The rows of these versions; those that were changed meanwhile are absent. */
  atVersions<M extends MirrorName>(mirror: M, versions: readonly string[]): Promise<ReferenceRow<M>[]>;
}
