import type { z } from 'zod';
import type { MirrorName, ReferenceRows } from '../accounting/reference-data';
import { anyOf, compared, day, eq, type Filter, int64 } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readPages } from './odata';
import { type ReferenceTable, referenceTables } from './reference-tables';

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
  /** The rows of these versions; those that were changed meanwhile are absent. */
  atVersions<M extends MirrorName>(mirror: M, versions: readonly string[]): Promise<ReferenceRow<M>[]>;
}

/** So many fit the length of a URL (EPICOR.md 2.6 knows no other way to name several rows). */
const versionsPerRead = 40;

/** Reads the tables of reference-tables.ts (EPICOR.md 2.2, 2.4). */
export function createReference(http: EpicorHttp): Reference {
  return {
    async *pages(mirror, read) {
      const table = tableOf(mirror);
      const { set, columns: select } = table;
      const filter = filterOf(table, read);
      for await (const page of readPages(http, set, { select, filter, after: read.after }))
        yield page.map((row) => toRow(table, row));
    },

    async *keys(mirror, { after, from }) {
      const { set, keyColumns, keyOf, wanted } = tableOf(mirror);
      const read = { select: keyColumns, filter: wanted?.(from), after };
      for await (const page of readPages(http, set, read))
        yield page.map((row) => ({ key: keyOf(row), sysRevId: row.sysRevId }));
    },

    async atVersions(mirror, versions) {
      const table = tableOf(mirror);
      const rows: ReferenceRow<typeof mirror>[] = [];
      for (let start = 0; start < versions.length; start += versionsPerRead) {
        const some = versions.slice(start, start + versionsPerRead);
        const filter = anyOf(...some.map((version) => eq('SysRevID', int64(version))));
        for await (const row of readAll(http, table.set, { select: table.columns, filter }))
          rows.push(toRow(table, row));
      }
      return rows;
    },
  };
}

function tableOf<M extends MirrorName>(mirror: M): ReferenceTable<M> {
  return referenceTables[mirror];
}

function filterOf<M extends MirrorName>(
  { changeDate, wanted }: ReferenceTable<M>,
  { changedSince, from }: ReferenceRead,
): Filter | undefined {
  if (changedSince === null) return wanted?.(from);
  return changeDate === undefined ? undefined : compared(changeDate, 'ge', day(changedSince));
}

function toRow<M extends MirrorName>(
  { keyOf, rowOf, keeps }: ReferenceTable<M>,
  columns: z.output<z.ZodObject> & { sysRevId: string },
): ReferenceRow<M> {
  const row = rowOf(columns);
  return { key: keyOf(columns), sysRevId: columns.sysRevId, row, kept: keeps?.(row) ?? true };
}
