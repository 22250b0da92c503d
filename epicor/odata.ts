import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import { int64Column } from './columns';
import { isRecord } from './dataset';
import type { EntitySet } from './entity-sets';
import { EpicorError } from './errors';
import { allOf, compared, type Filter, int64, type Operand } from './filter';
import type { EpicorHttp } from './http';
import { type RowPage, readNext, readPage } from './row-pages';

/** A read of an entity set. `select` names what is selected, so that nothing is read that was not asked for. */
export interface Read<S extends z.ZodRawShape> {
  readonly select: z.ZodObject<S>;
  readonly filter?: Filter;
}

/** A read of every row that the filter leaves. */
export interface ReadAll<S extends z.ZodRawShape> extends Read<S> {
  /**
   * The column by whose ascending order pages follow each other; no two rows that the filter leaves may share a
   * value of it. Default: the row version, which every table has (EPICOR.md 2.4).
   */
  readonly keysetOn?: string;
  /** Only rows whose row version is above this, as decimal text; null or left out: all of them. */
  readonly after?: string | null;
  readonly pageSize?: number;
}

/** A row as selected, and its row version as decimal text. */
export type Versioned<S extends z.ZodRawShape> = z.output<z.ZodObject<S>> & { readonly sysRevId: string };

/** Without $top at most this many rows come, silently (EPICOR.md 2.2). */
const silentCap = 100;

/** No server cuts a page down to so few rows: they are all there are. */
const surelyWhole = 3;

/** So many empty pages in a row are no server that goes on. */
const mostEmptyPages = 20;

const rowVersion = 'SysRevID';

/** Rows of a read that is known to give few; throws `bad-reply` where they are more than a hundred. */
export async function readFew<S extends z.ZodRawShape>(
  http: EpicorHttp,
  set: EntitySet,
  read: Read<S>,
): Promise<z.output<z.ZodObject<S>>[]> {
  const request = { filter: read.filter ?? null, orderBy: null, size: silentCap, page: 1 };
  const page = await readPage(http, set, { ...request, select: Object.keys(read.select.shape) });
  if (page.more === false || (page.more === null && page.rows.length <= surelyWhole)) {
    return page.rows.map((row) => parsed(set, read.select, row));
  }
  const rows: z.output<z.ZodObject<S>>[] = [];
  for await (const row of readAll(http, set, { ...read, pageSize: silentCap })) {
    rows.push(row);
    if (rows.length > silentCap) throw unreadable(set, `more than ${silentCap} rows where few were expected`);
  }
  return rows;
}

/** All rows of a read, one by one: see `readPages`. */
export async function* readAll<S extends z.ZodRawShape>(
  http: EpicorHttp,
  set: EntitySet,
  read: ReadAll<S>,
): AsyncGenerator<Versioned<S>> {
  for await (const page of readPages(http, set, read)) yield* page;
}

/**
 * All rows of a read, page after page by "key gt the last one", which holds while rows are changed in between
 * (EPICOR.md 2.2, 2.4). A server may give fewer rows than were asked for and not say so: only an empty page, or a
 * server that says so itself (`morePages`), ends the read. Links to the next page are followed within the server.
 */
export async function* readPages<S extends z.ZodRawShape>(
  http: EpicorHttp,
  set: EntitySet,
  { select, filter, keysetOn = rowVersion, after = null, pageSize = 1000 }: ReadAll<S>,
): AsyncGenerator<Versioned<S>[]> {
  const columns = [...new Set([...Object.keys(select.shape), rowVersion, keysetOn])];
  const first = after === null ? (filter ?? null) : beyond(filter, rowVersion, int64(after));
  // further pages of row versions need not say where the first one began
  const rest = keysetOn === rowVersion ? filter : (first ?? undefined);
  let last: Key | null = null;
  let number = 1;
  let link: string | null = null;
  for (;;) {
    const page: RowPage = link
      ? await readNext(http, set, link)
      : await readPage(http, set, {
          select: columns,
          filter: last === null ? first : beyond(rest, keysetOn, last.operand),
          orderBy: keysetOn,
          size: pageSize,
          page: number,
        });
    const rows = page.rows.map((row) => versioned(set, select, row));
    const keys = page.rows.map((row) => keyOf(set, keysetOn, row));
    requireAdvance(set, last, keys);
    if (rows.length > 0) yield rows;
    if (page.more === false || (rows.length === 0 && page.more === null)) return;
    if (page.next !== null && page.next === link) throw unreadable(set, 'a next link leads to itself');
    link = page.next;
    last = keys.at(-1) ?? last;
    // GetRows may leave a page empty and have more: the same question, its next page
    number = rows.length > 0 ? 1 : number + 1;
    if (number > mostEmptyPages) throw unreadable(set, `${mostEmptyPages} pages in a row are empty`);
  }
}

/** A value of the keyset column, as it is compared here and in a filter. */
interface Key {
  readonly operand: Operand;
  /** null where it is a text, whose order only the server knows. */
  readonly whole: bigint | null;
  readonly text: string;
}

function keyOf(set: EntitySet, column: string, row: unknown): Key {
  const value = isRecord(row) ? row[column] : undefined;
  if (value instanceof LosslessNumber || typeof value === 'string') return toKey(column, value);
  throw unreadable(set, `a row has no ${column}`);
}

function toKey(column: string, value: LosslessNumber | string): Key {
  const text = String(value);
  const isNumber = value instanceof LosslessNumber || column === rowVersion;
  if (!isNumber || !/^\d+$/.test(text)) return { operand: text, whole: null, text };
  return { operand: int64(text), whole: BigInt(text), text };
}

function beyond(filter: Filter | undefined, column: string, value: Operand): Filter {
  const further = compared(column, 'gt', value);
  return filter ? allOf(filter, further) : further;
}

/** A server that does not heed the filter or the order would give the same page for ever, or leave rows out. */
function requireAdvance(set: EntitySet, last: Key | null, keys: readonly Key[]): void {
  let before = last;
  for (const key of keys) {
    const inOrder = before?.whole != null && key.whole !== null ? key.whole > before.whole : true;
    if (!inOrder) throw unreadable(set, `paging does not advance: ${key.text} after ${before?.text}`);
    before = key;
  }
  if (last !== null && keys.at(-1)?.text === last.text) {
    throw unreadable(set, `paging does not advance beyond ${last.text}`);
  }
}

function versioned<S extends z.ZodRawShape>(
  set: EntitySet,
  select: z.ZodObject<S>,
  row: unknown,
): Versioned<S> {
  const { SysRevID } = parsed(set, z.object({ SysRevID: int64Column }), row);
  return { ...parsed(set, select, row), sysRevId: SysRevID };
}

function parsed<T extends z.ZodType>(set: EntitySet, columns: T, row: unknown): z.output<T> {
  const result = columns.safeParse(row);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw unreadable(set, `a column is missing or unreadable (${issues.join('; ')})`);
}

function unreadable({ service, set: method }: EntitySet, message: string): EpicorError {
  return new EpicorError({ kind: 'bad-reply', message, service, method });
}
