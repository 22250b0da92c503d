import type { z } from 'zod';
import type { MirrorName } from '../accounting/reference-data';
import { anyOf, compared, day, eq, type Filter, int64 } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readPages } from './odata';
import type { Reference, ReferenceRead, ReferenceRow } from './reference-api';
import { type ReferenceTable, referenceTables } from './reference-tables';

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

    hasChangeDate: (mirror) => tableOf(mirror).changeDate !== undefined,

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
