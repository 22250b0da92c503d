import { z } from 'zod';
import { int64Column } from './columns';
import { isRecord } from './dataset';
import { EpicorError } from './errors';
import type { EpicorHttp } from './http';

/** A read of an entity set. `columns` names what is selected, so that nothing is read that was not asked for. */
export interface ODataRead<S extends z.ZodRawShape> {
  readonly service: string;
  readonly set: string;
  readonly columns: z.ZodObject<S>;
  readonly filter?: string;
}

/** Without $top at most this many rows come, silently; a deployment may also cap a larger one (EPICOR.md 2.2). */
const silentCap = 100;

interface Page {
  readonly rows: readonly unknown[];
  readonly hasNextLink: boolean;
}

/** A text in a filter: quoted, its quotes doubled (EPICOR.md 2.1). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A YYYY-MM-DD in a filter: an unquoted DateTimeOffset (EPICOR.md 2.3). */
export function dateLiteral(date: string): string {
  return `${date}T00:00:00Z`;
}

/** Rows of a read that is known to give few; throws `bad-reply` where there may be more than one page. */
export async function readFew<S extends z.ZodRawShape>(
  http: EpicorHttp,
  read: ODataRead<S>,
): Promise<z.output<z.ZodObject<S>>[]> {
  const page = await readPage(http, read, Object.keys(read.columns.shape), { $top: String(silentCap) });
  if (page.rows.length >= silentCap || page.hasNextLink) {
    throw unreadable(read, `more than ${silentCap - 1} rows where few were expected`);
  }
  return page.rows.map((row) => parseRow(read, read.columns, row));
}

/**
 * All rows in the order of their row version, page after page by "SysRevID gt the last one", which holds while
 * rows are changed in between (EPICOR.md 2.2, 2.4). `after` is a row version; null begins at the first row.
 */
export async function* readAll<S extends z.ZodRawShape>(
  http: EpicorHttp,
  read: ODataRead<S>,
  after: string | null = null,
  pageSize = 1000,
): AsyncGenerator<z.output<z.ZodObject<S>> & { sysRevId: string }> {
  const versioned = z.object({ SysRevID: int64Column });
  const select = [...new Set([...Object.keys(read.columns.shape), 'SysRevID'])];
  let last = after;
  for (;;) {
    const filter = [read.filter, last === null ? undefined : `SysRevID gt ${last}`]
      .filter((part) => part !== undefined)
      .map((part) => `(${part})`)
      .join(' and ');
    const page = await readPage(http, { ...read, ...(filter ? { filter } : {}) }, select, {
      $orderby: 'SysRevID',
      $top: String(pageSize),
    });
    for (const row of page.rows) {
      const sysRevId = parseRow(read, versioned, row).SysRevID;
      // A server that does not heed the filter would give the same page for ever.
      if (last !== null && BigInt(sysRevId) <= BigInt(last)) {
        throw unreadable(read, `paging does not advance: row version ${sysRevId} after ${last}`);
      }
      last = sysRevId;
      yield { ...parseRow(read, read.columns, row), sysRevId };
    }
    if (isLast(page, pageSize)) return;
  }
}

/** A short page is the last, unless a link says otherwise or its length is that of the silent cap. */
function isLast({ rows, hasNextLink }: Page, pageSize: number): boolean {
  return rows.length === 0 || (rows.length < pageSize && rows.length !== silentCap && !hasNextLink);
}

async function readPage(
  http: EpicorHttp,
  { service, set, filter }: ODataRead<z.ZodRawShape>,
  select: readonly string[],
  options: Readonly<Record<string, string>>,
): Promise<Page> {
  const query = {
    $select: select.join(','),
    ...(filter === undefined ? {} : { $filter: filter }),
    ...options,
  };
  const reply = await http.send({ verb: 'GET', service, method: set, query, write: false });
  if (!isRecord(reply) || !Array.isArray(reply.value)) {
    throw new EpicorError({
      kind: 'bad-reply',
      message: 'the reply has no list of rows',
      service,
      method: set,
    });
  }
  return { rows: reply.value, hasNextLink: typeof reply['@odata.nextLink'] === 'string' };
}

function parseRow<T extends z.ZodType>(
  read: { service: string; set: string },
  columns: T,
  row: unknown,
): z.output<T> {
  const parsed = columns.safeParse(row);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw unreadable(read, `a column is missing or unreadable (${issues.join('; ')})`);
}

function unreadable({ service, set }: { service: string; set: string }, message: string): EpicorError {
  return new EpicorError({ kind: 'bad-reply', message, service, method: set });
}
