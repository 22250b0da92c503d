import type { Context } from '../context';
import { whereClause } from '../odata/where-clause';
import type { Dataset, Row } from '../rows';
import { type Method, readMethod } from './method';

/**
 * GetRows of a service: one where clause per table of its dataset, all required (EPICOR.md 2.2). Rows are chosen
 * by the clause of the main table; `documentOf` gives the dataset of one of them.
 */
export function getRows(
  tables: readonly string[],
  main: string,
  documentOf: (context: Context, row: Row) => Dataset,
): Method {
  const clauses = Object.fromEntries(tables.map((table) => [`whereClause${table}`, 'text' as const]));
  return readMethod({ ...clauses, pageSize: 'integer', absolutePage: 'integer' }, (context, given) => {
    const found = whereClause(main, context.db.table(main).all(), given.text(`whereClause${main}`));
    const { page, morePages } = pageOf(found, given.integer('pageSize'), given.integer('absolutePage'));
    const ds: Dataset = {};
    for (const row of page) {
      for (const [table, rows] of Object.entries(documentOf(context, row))) {
        ds[table] = [...(ds[table] ?? []), ...rows];
      }
    }
    return { returnObj: page.length > 0 ? ds : { [main]: [] }, parameters: { morePages } };
  });
}

/** Page 0 or 1 is the first; size 0 means no maximum. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  absolutePage: number,
): { page: T[]; morePages: boolean } {
  if (size <= 0) return { page: [...rows], morePages: false };
  const start = (Math.max(absolutePage, 1) - 1) * size;
  return { page: rows.slice(start, start + size), morePages: rows.length > start + size };
}
