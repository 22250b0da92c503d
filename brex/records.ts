import { z } from 'zod';
import type { AccountingRecord } from '../accounting/accounting-record';
import { BrexError } from './errors';
import type { BrexHttp } from './http';
import { allPages, inParts, type Page, withCursor } from './paging';
import { pathOf } from './path';
import { accountingRecord } from './record-schema';
import { describeIssues, type Query } from './reply';
import { identifier } from './schemas';
import type { RecordFilter } from './types';

const listPath = '/v3/accounting/records';
/** What all lists take at most; whether this one does is not documented (BREX.md 1.8). */
const largePage = 1_000;
/** The documented default. */
const smallPage = 100;
const mostIds = 500;
/** 500 ids of 41 characters would make a URL of 23 KB, and common servers refuse more than 8. */
const mostIdCharacters = 5_000;

/** GET /v3/accounting/records/{id}. Only Brex's own NOT_FOUND is null: an unknown 404 is an error. */
export function readRecord(http: BrexHttp, recordId: string): Promise<AccountingRecord | null> {
  return readOne(http, recordId, accountingRecord);
}

/** Of a single-entry line only its id counts: what else stands on it may differ from that of a double entry. */
const lineIds = z
  .object({ line_items: z.array(z.object({ id: identifier })) })
  .transform(({ line_items }) => line_items.map(({ id }) => id));

/** The lines that remain with `single_entry=true`: which these are is not documented beyond an example (BREX.md 2.3). */
export function readSingleEntryLineIds(http: BrexHttp, recordId: string): Promise<string[] | null> {
  return readOne(http, recordId, lineIds, [['single_entry', 'true']]);
}

async function readOne<T>(
  http: BrexHttp,
  recordId: string,
  schema: z.ZodType<T>,
  query: Query = [],
): Promise<T | null> {
  try {
    return await http.get(pathOf(listPath, recordId), schema, query);
  } catch (error) {
    if (error instanceof BrexError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** GET /v3/accounting/records (BREX.md 2.4): each record once, though pages may shift while they are read. */
export async function* readRecords(http: BrexHttp, filter: RecordFilter): AsyncGenerator<AccountingRecord> {
  const given = new Set<string>();
  let size = filter.ids !== undefined && filter.ids.length <= smallPage ? smallPage : largePage;
  for (const query of queriesOf(filter)) {
    const readPage = async (cursor: string | null): Promise<Page<Item>> => {
      try {
        return await pageAfter(http, query, size, cursor);
      } catch (error) {
        // a cursor belongs to the size it was given for, so that only a first page can be asked for anew
        if (size === smallPage || cursor !== null || !mayRefuseSize(error)) throw error;
        size = smallPage;
        return pageAfter(http, query, size, cursor);
      }
    };
    for await (const item of allPages(listPath, readPage)) {
      const record = readItem(item, filter);
      if (!record || given.has(record.id)) continue;
      given.add(record.id);
      yield record;
    }
  }
}

/** Ids in parts, each once, that one call each may ask for (BREX.md 2.4). */
export function idsByCall(ids: readonly string[]): string[][] {
  return inParts([...new Set(ids)], mostIds, mostIdCharacters);
}

/** One query without ids, or one per part of them: ids are repeated without brackets (BREX.md 1.8). */
function queriesOf(filter: RecordFilter): Query[] {
  const common: [string, string][] = [];
  if (filter.reviewStatus !== undefined) common.push(['review_status', filter.reviewStatus]);
  if (filter.sourceType !== undefined) common.push(['source_type', filter.sourceType]);
  if (filter.updatedAfter !== undefined) common.push(['updated_at[gt]', filter.updatedAfter]);
  if (filter.ids === undefined) return [common];
  return idsByCall(filter.ids).map((ids) => [...ids.map((id) => ['ids', id] as const), ...common]);
}

const page = z
  .object({
    items: z.array(z.unknown()),
    next_cursor: z.string().nullish(),
    has_next_page: z.boolean().nullish(),
  })
  .refine(
    (sent) => !sent.has_next_page || Boolean(sent.next_cursor),
    'says that there are more records but not where',
  )
  .transform(
    (sent): Page<unknown> => ({
      items: sent.items,
      // where it is not said, the cursor tells, as in every other list (BREX.md 1.8)
      nextCursor: sent.has_next_page === false ? null : sent.next_cursor || null,
    }),
  );

interface Item {
  readonly sent: unknown;
  readonly traceId: string | null;
}

async function pageAfter(
  http: BrexHttp,
  query: Query,
  size: number,
  cursor: string | null,
): Promise<Page<Item>> {
  const asked = withCursor([...query, ['limit', String(size)]], cursor);
  const { value, traceId } = await http.getTraced(listPath, page, asked);
  return { items: value.items.map((sent) => ({ sent, traceId })), nextCursor: value.nextCursor };
}

/** Brex need not say what it does not like: its sample is "malformed or contains invalid data" (BREX.md 1.4). */
function mayRefuseSize(error: unknown): boolean {
  return error instanceof BrexError && error.kind === 'invalid';
}

const named = z.object({ id: z.string() });

function readItem({ sent, traceId }: Item, filter: RecordFilter): AccountingRecord | null {
  const parsed = accountingRecord.safeParse(sent);
  if (parsed.success) return parsed.data;
  const id = named.safeParse(sent).data?.id ?? null;
  const error = new BrexError({
    kind: 'bad-reply',
    message: `record ${id ?? 'without id'}: ${describeIssues(parsed.error)}`,
    method: 'GET',
    path: listPath,
    status: 200,
    traceId,
  });
  if (!filter.onUnreadable) throw error;
  filter.onUnreadable(id, error);
  return null;
}
