import { randomUUID } from 'node:crypto';
import { authenticate, type Logins, requireAccess } from './auth';
import { beforeEpicor, isTokenRequest } from './before-epicor';
import type { Behaviour } from './behaviour';
import type { Context } from './context';
import { badInput, EpicorRefusal, errorBody, noSuchResource, notFound, unhandled } from './errors';
import type { EpicorReply, EpicorRequest } from './messages';
import { type MethodReply, readParameters } from './methods/method';
import { methods } from './methods/registry';
import { entitySets } from './odata/entity-sets';
import { readKey, splitKey } from './odata/keys';
import { runQuery, selected } from './odata/query';
import { type Dataset, parseJson, toJson, writeDataset } from './rows';
import { toXml } from './xml';

/** Where a request goes: company, service, and the method or entity set with its key. */
export interface Target {
  readonly company: string;
  readonly service: string;
  readonly resource: string;
  readonly query: ReadonlyMap<string, string>;
}

const root = '/api/v2/odata/';

/** Reads the URL (EPICOR.md 1.1); null where it is none of the v2 API. Any instance name may come before it. */
export function targetOf(url: string): Target | null {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const start = path.indexOf(root);
  if (start < 0) return null;
  try {
    const [company = '', service = '', resource = '', ...more] = path
      .slice(start + root.length)
      .replace(/\/$/, '')
      .split('/')
      .map(decodeURIComponent);
    return more.length > 0 || service === '' ? null : { company, service, resource, query: queryOf(query) };
  } catch {
    return null;
  }
}

/** "+" is no space here (EPICOR.md 2.1). */
function queryOf(query: string): Map<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [decodeURIComponent(name), decodeURIComponent(value)] as const;
    }),
  );
}

/** What a request is, for counting: "Erp.BO.APInvoiceSvc.UpdateMaster", "Erp.BO.VendorSvc/Vendors", "token". */
export function kindOf(url: string): string {
  if (isTokenRequest(url)) return 'token';
  const target = targetOf(url);
  if (!target) return 'other';
  const { service, resource } = target;
  return methods[service]?.[resource] ? `${service}.${resource}` : `${service}/${resource.split('(')[0]}`;
}

/** Answers one request. `contextFor` gives what an operation of this user works on. */
export function handle(
  request: EpicorRequest,
  logins: Logins,
  behaviour: Behaviour,
  contextFor: (user: string) => Context,
): EpicorReply {
  const before = beforeEpicor(request, logins.tokens, behaviour);
  if (before) return before;
  const correlationId = randomUUID();
  const target = targetOf(request.url);
  const accept = String(request.headers.accept ?? '');
  const reply = (status: number, value: unknown): EpicorReply =>
    accept.includes('json')
      ? { status, contentType: 'application/json; charset=utf-8', body: toJson(value) }
      : { status, contentType: 'application/xml; charset=utf-8', body: toXml(value) };
  try {
    if (!target) throw noSuchResource(request.url.split('?')[0] ?? '');
    const { acceptedLogins } = behaviour;
    const user = authenticate(logins, acceptedLogins, credentialsOf(request, target), target.company);
    const context = contextFor(user);
    return reply(
      200,
      context.db.transaction(() => serve(context, request, target)),
    );
  } catch (error) {
    if (!(error instanceof EpicorRefusal)) console.error('sandbox epicor:', error);
    const refusal = error instanceof EpicorRefusal ? error : unhandled(correlationId);
    return reply(refusal.status, errorBody(refusal, correlationId, target?.resource ?? ''));
  }
}

function credentialsOf(request: EpicorRequest, target: Target) {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    authorization: header('authorization'),
    apiKey: header('x-api-key') ?? target.query.get('api-key'),
  };
}

function serve(context: Context, request: EpicorRequest, target: Target): unknown {
  const found = methods[target.service]?.[target.resource];
  if (!found) return readEntities(context, request, target);
  const reads = request.method === 'GET';
  if (!(request.method === 'POST' || (reads && found.readable))) {
    throw new EpicorRefusal(405, 'Epicor.RESTApi.ErrorHandling.ApiException', 'Method Not Allowed');
  }
  requireAccess(context.behaviour.denied, target.service, target.resource);
  const given = readParameters(found.parameters, reads ? Object.fromEntries(target.query) : bodyOf(request));
  return wrapped(context, found.run(context, given));
}

function bodyOf(request: EpicorRequest): unknown {
  if (!String(request.headers['content-type'] ?? '').includes('json')) throw badInput();
  return parseJson(request.body);
}

/** returnObj and parameters; a void method answers {} (EPICOR.md 1.2). */
function wrapped(context: Context, reply: MethodReply): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  if (reply.returnObj !== undefined) {
    const { returnObj } = reply;
    body.returnObj =
      typeof returnObj === 'object' && returnObj !== null ? writeDataset(returnObj as Dataset) : returnObj;
  } else if (reply.parameters && context.behaviour.responseWrapper === 'both') {
    body.returnObj = null;
  }
  if (reply.parameters) {
    const { ds, ...outs } = reply.parameters;
    body.parameters = ds === undefined ? outs : { ds: writeDataset(ds as Dataset), ...outs };
  }
  return body;
}

function readEntities(context: Context, request: EpicorRequest, target: Target): unknown {
  const { name, key } = splitKey(target.resource);
  const set = entitySets[`${target.service}/${name}`];
  if (!set) throw noSuchResource(`${target.service}/${name}`);
  if (request.method !== 'GET') {
    throw new EpicorRefusal(405, 'Epicor.RESTApi.ErrorHandling.ApiException', 'Method Not Allowed');
  }
  requireAccess(context.behaviour.denied, target.service, key === null ? 'GetRows' : 'GetByID');
  const table = context.db.table(set.table);
  const metadata = `${request.origin}${root}${target.company}/${target.service}/$metadata#${name}`;
  if (key === null) {
    if (context.behaviour.failingSets.includes(name)) throw unhandled(randomUUID());
    const { value, count, next } = runQuery(set, table.all(), target.query, context.behaviour.largestPage);
    const withLink = context.behaviour.nextLinks && next !== null;
    return {
      '@odata.context': metadata,
      ...(count === undefined ? {} : { '@odata.count': count }),
      value,
      ...(withLink ? { '@odata.nextLink': nextLink(request, next) } : {}),
    };
  }
  const values = readKey(set, target.company, key);
  const row = set.key.length === 0 ? table.all()[0] : table.get(...values);
  if (!row) throw notFound();
  return { '@odata.context': `${metadata}/$entity`, ...selected(set, row, target.query.get('$select')) };
}

/** The same request, beginning at row `skip`. */
function nextLink({ origin, url }: EpicorRequest, skip: number): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const kept = query.split('&').filter((pair) => pair !== '' && !pair.startsWith('$skip='));
  return `${origin}${path}?${[...kept, `$skip=${skip}`].join('&')}`;
}
