import { isRecord, type Row } from './dataset';
import type { EntitySet } from './entity-sets';
import { EpicorError } from './errors';
import { type Filter, odataFilter, whereClause } from './filter';
import type { EpicorHttp } from './http';

/** One page of an entity set to be asked for, in the ascending order of `orderBy` where it is given. */
export interface PageRequest {
  readonly select: readonly string[];
  readonly filter: Filter | null;
  readonly orderBy: string | null;
  readonly size: number;
  /** From 1: which page of GetRows' answer to the same question. */
  readonly page: number;
}

export interface RowPage {
  /** Under the entity set's column names, however they were read. */
  readonly rows: readonly unknown[];
  /** Whether more rows follow, where the server says so: `morePages`, or a next link. null: it does not say. */
  readonly more: boolean | null;
  /** Path and query of the next page, where the server gives a link to itself. */
  readonly next: string | null;
}

/** GetRows gives whole documents with all their columns, so fewer at a time. */
const largestGetRows = 200;

/** Per client, thus per process and connection: the sets that this server cannot read by OData (EPICOR.md 2.6). */
const unreadable = new WeakMap<EpicorHttp, Set<string>>();

/**
 * Reads one page by OData; where the server fails inside on that, by GetRows, and by GetRows alone from then on.
 * What GetRows cannot be asked (functions) is always asked of OData.
 */
export async function readPage(http: EpicorHttp, set: EntitySet, request: PageRequest): Promise<RowPage> {
  const known = unreadable.get(http) ?? new Set<string>();
  const clause = clauseOf(set, request);
  if (clause !== null && known.has(set.set)) return byGetRows(http, set, request, clause);
  try {
    return await byOData(http, set, request);
  } catch (failure) {
    if (clause === null || !(failure instanceof EpicorError) || failure.status !== 500) throw failure;
    // where GetRows fails as well the server is in trouble, and the set is not to blame
    const page = await byGetRows(http, set, request, clause).catch(() => Promise.reject(failure));
    unreadable.set(http, known.add(set.set));
    return page;
  }
}

/** The page behind a next link, as `RowPage.next` gave it. */
export async function readNext(http: EpicorHttp, set: EntitySet, link: string): Promise<RowPage> {
  const { service, set: method } = set;
  return odataPage(http, set, await http.send({ verb: 'GET', service, method, link, write: false }));
}

async function byOData(http: EpicorHttp, set: EntitySet, request: PageRequest): Promise<RowPage> {
  const { select, filter, orderBy, size } = request;
  const query = {
    $select: select.join(','),
    ...(filter === null ? {} : { $filter: odataFilter(filter) }),
    ...(orderBy === null ? {} : { $orderby: orderBy }),
    $top: String(size),
  };
  const { service, set: method } = set;
  return odataPage(http, set, await http.send({ verb: 'GET', service, method, query, write: false }));
}

function odataPage(http: EpicorHttp, { service, set: method }: EntitySet, reply: unknown): RowPage {
  if (!isRecord(reply) || !Array.isArray(reply.value)) {
    throw new EpicorError({ kind: 'bad-reply', message: 'the reply has no list of rows', service, method });
  }
  const link = reply['@odata.nextLink'];
  const hasLink = typeof link === 'string' && link !== '';
  const next = hasLink ? http.ownLink(service, method, link) : null;
  return { rows: reply.value, more: hasLink ? true : null, next };
}

async function byGetRows(
  http: EpicorHttp,
  { service, table, otherTables, renamed }: EntitySet,
  request: PageRequest,
  clause: string,
): Promise<RowPage> {
  const unused = Object.fromEntries(otherTables.map((other) => [`whereClause${other}`, '']));
  const query = {
    [`whereClause${table}`]: clause,
    ...unused,
    pageSize: String(Math.min(request.size, largestGetRows)),
    absolutePage: String(request.page),
  };
  const reply = await http.send({ verb: 'GET', service, method: 'GetRows', query, write: false });
  const { returnObj, parameters } = isRecord(reply) ? reply : {};
  const found = isRecord(returnObj) ? returnObj[table] : undefined;
  if (!Array.isArray(found)) {
    const message = `the reply has no rows of ${table}`;
    throw new EpicorError({ kind: 'bad-reply', message, service, method: 'GetRows' });
  }
  const more =
    isRecord(parameters) && typeof parameters.morePages === 'boolean' ? parameters.morePages : null;
  return { rows: found.map((row) => (isRecord(row) ? asEntity(row, renamed) : row)), more, next: null };
}

/** A row of a data set under the names of the entity set: GLAccount as GLAccount1. */
function asEntity(row: Row, renamed: EntitySet['renamed']): Row {
  const more = Object.entries(renamed).map(([entity, column]) => [entity, row[column]]);
  return { ...row, ...Object.fromEntries(more) };
}

/** "VendorNum = 12 BY SysRevID"; null where the filter cannot be said so. */
function clauseOf({ renamed }: EntitySet, { filter, orderBy }: PageRequest): string | null {
  const columnOf = (column: string): string => renamed[column] ?? column;
  const condition = filter === null ? '' : whereClause(filter, columnOf);
  if (condition === null || orderBy === null) return condition;
  return `${condition} BY ${columnOf(orderBy)}`.trim();
}
