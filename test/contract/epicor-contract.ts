import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { type EntitySet, loadEpicorExtracts, type Method, type Service } from './epicor-extracts';
import { judgeODataQuery } from './epicor-query';
import { judgeEpicorRefusal, judgeMethodReply, judgeSetReply } from './epicor-replies';
import { judgeQueryValue, judgeRow, judgeValue } from './epicor-values';
import { isObject, type Judged, jsonOf, type Violation } from './violation';

/** Judges exchanges with Epicor's v2 REST by the extracts of its swagger and by EPICOR.md. */
export interface EpicorContract {
  request(exchange: LoggedExchange): Judged;
  reply(exchange: LoggedExchange): Judged;
}

/** What a path speaks of. */
interface Target {
  readonly operation: string;
  readonly service: Service | null;
  readonly method: Method | null;
  readonly set: EntitySet | null;
  /** Key values as written, where one row is named: `Vendors('EPIC06',12)`. */
  readonly key: readonly string[] | null;
  /** Why a path is none of the contract's; null where it is one. */
  readonly unknown: string | null;
}

/** Of the identity provider beside Epicor, wherever it is (EPICOR.md 1.3: token URL and scope are settings). */
const tokenPath = '/token';

const v2Path = /^(?:\/[^/]+)*?\/api\/v2\/odata\/([^/]+)\/([^/]+)\/([^/]+)$/;

/** @param directory the folder with `*.v1-swagger-extract.json` */
export function loadEpicorContract(directory: string): EpicorContract {
  const extracts = loadEpicorExtracts(directory);
  const target = (path: string): Target => {
    const nothing = { operation: path, service: null, method: null, set: null, key: null };
    const [, , serviceName = '', last = ''] = v2Path.exec(path) ?? [];
    if (last === '') return { ...nothing, unknown: '/api/v2/odata/{Company}/{Svc}/{Method or Set}' };
    const service = extracts.service(serviceName);
    if (!service) return { ...nothing, unknown: 'a service of the extracts' };
    const [, name = '', keyText] = /^([^(]+)(?:\((.*)\))?$/s.exec(decoded(last)) ?? [];
    const method = keyText === undefined ? service.method(name) : null;
    const set = method ? null : service.entitySet(name);
    const unknown = method || set ? null : `a method or entity set of ${service.name}`;
    const key = keyText === undefined ? null : keyText.split(/,(?=(?:[^']*'[^']*')*[^']*$)/);
    return { operation: `${service.name}/${name}`, service, method, set, key, unknown };
  };
  return {
    request(exchange) {
      if (exchange.path.endsWith(tokenPath)) {
        return { operation: tokenPath, violations: judgeTokenRequest(exchange) };
      }
      const found = target(exchange.path);
      return { operation: found.operation, violations: judgeRequest(found, exchange) };
    },
    reply(exchange) {
      if (exchange.path.endsWith(tokenPath)) return { operation: tokenPath, violations: [] };
      const found = target(exchange.path);
      return { operation: found.operation, violations: judgeReply(found, exchange) };
    },
  };
}

function judgeRequest(target: Target, exchange: LoggedExchange): Violation[] {
  const { service, method, set } = target;
  const violations = judgeHeaders(exchange);
  if (service && method) return [...violations, ...judgeCall(service, method, exchange)];
  if (service && set) return [...violations, ...judgeSetRequest(service, set, target.key, exchange)];
  return [...violations, { place: 'path', expected: target.unknown ?? 'a known path' }];
}

/** A form of four fields; the secret is in no address. */
function judgeTokenRequest({ method, query, requestHeaders, requestBody }: LoggedExchange): Violation[] {
  const form = new URLSearchParams(requestBody);
  const fields = ['grant_type', 'client_id', 'client_secret', 'scope'];
  const isForm = requestHeaders['content-type'] === 'application/x-www-form-urlencoded';
  return [
    ...(method === 'POST' && isForm ? [] : [{ place: 'verb and media type', expected: 'a form by POST' }]),
    ...(query === '' ? [] : [{ place: 'query', expected: 'none' }]),
    ...fields
      .filter((name) => !form.get(name))
      .map((name) => ({ place: 'body', expected: `the field ${name}` })),
  ];
}

/** EPICOR.md 1.3. */
function judgeHeaders({ requestHeaders, query }: LoggedExchange): Violation[] {
  const violations: Violation[] = [];
  const expect = (fine: boolean, name: string, expected: string): void => {
    if (!fine) violations.push({ place: `header ${name}`, expected });
  };
  expect(Boolean(requestHeaders.authorization), 'Authorization', 'it to be sent');
  const hasKey = Boolean(requestHeaders['x-api-key']) || new URLSearchParams(query).has('api-key');
  expect(hasKey, 'x-api-key', 'it to be sent with every v2 call');
  expect(requestHeaders.accept === 'application/json', 'Accept', 'application/json');
  const settings = requestHeaders.callsettings;
  if (settings !== undefined) {
    const value = jsonOf(settings);
    const known = ['Company', 'Plant', 'Language', 'FormatCulture'];
    const fine = isObject(value) && Object.keys(value).every((name) => known.includes(name));
    expect(fine, 'CallSettings', `JSON with no more than ${known.join(', ')}`);
  }
  const { license } = requestHeaders;
  if (license !== undefined) {
    const claim = jsonOf(license);
    const fine =
      isObject(claim) && /^[0-9a-f-]{36}$/i.test(String(claim.ClaimedLicense)) && 'SessionID' in claim;
    expect(fine, 'License', 'JSON with ClaimedLicense, a GUID, and SessionID');
  }
  return violations;
}

function judgeCall(service: Service, method: Method, exchange: LoggedExchange): Violation[] {
  if (!method.verbs.has(exchange.method)) {
    return [{ place: `verb ${exchange.method}`, expected: [...method.verbs].join(' or ') }];
  }
  return exchange.method === 'GET'
    ? judgeQueryParameters(method, exchange)
    : judgeParameters(service, method, exchange);
}

function judgeQueryParameters(method: Method, { query: raw, requestBody }: LoggedExchange): Violation[] {
  const query = new URLSearchParams(raw);
  const violations: Violation[] = requestBody === '' ? [] : [{ place: 'body', expected: 'none with GET' }];
  if (raw.includes('+'))
    violations.push({ place: 'query', expected: 'spaces as %20, not + (EPICOR.md 2.1)' });
  for (const name of query.keys()) {
    if (name !== 'api-key' && !method.query.includes(name)) {
      violations.push({ place: `query ${name}`, expected: 'no such parameter' });
    }
  }
  for (const name of method.query) {
    const value = query.get(name);
    if (value === null) violations.push({ place: `query ${name}`, expected: 'it to be sent' });
    else {
      const type = method.input.fields.get(name) ?? 'str';
      violations.push(...judgeQueryValue(type, value, `query ${name}`));
    }
  }
  return violations;
}

function judgeParameters(service: Service, method: Method, exchange: LoggedExchange): Violation[] {
  const { fields, required } = method.input;
  const violations = judgeJsonBody(exchange);
  const body = jsonOf(exchange.requestBody);
  if (!isObject(body)) return [...violations, { place: 'body', expected: 'an object of the parameters' }];
  for (const [name, value] of Object.entries(body)) {
    const type = fields.get(name);
    if (type === undefined) violations.push({ place: `body /${name}`, expected: 'no such parameter' });
    else violations.push(...judgeValue(service, type, value, `body /${name}`));
  }
  for (const name of required) {
    if (!(name in body)) violations.push({ place: 'body', expected: `the parameter "${name}"` });
  }
  return violations;
}

function judgeJsonBody({ requestHeaders, query }: LoggedExchange): Violation[] {
  const violations: Violation[] = [];
  if (!(requestHeaders['content-type'] ?? '').startsWith('application/json')) {
    violations.push({ place: 'header Content-Type', expected: 'application/json' });
  }
  for (const name of new URLSearchParams(query).keys()) {
    if (name !== 'api-key') violations.push({ place: `query ${name}`, expected: 'no query with a POST' });
  }
  return violations;
}

function judgeSetRequest(
  service: Service,
  set: EntitySet,
  key: Target['key'],
  exchange: LoggedExchange,
): Violation[] {
  const { method: verb } = exchange;
  if (!set.verbs.has(verb)) return [{ place: `verb ${verb}`, expected: [...set.verbs].join(' or ') }];
  if (key && key.length !== set.key.length) {
    return [{ place: 'path', expected: `the key (${set.key.join(', ')})` }];
  }
  if (verb === 'GET') return judgeODataQuery(set, exchange.query);
  if (verb === 'DELETE') return [];
  const row = jsonOf(exchange.requestBody);
  const violations = judgeJsonBody(exchange);
  return isObject(row)
    ? [...violations, ...judgeRow(service, set.columns, row, 'body ')]
    : [...violations, { place: 'body', expected: 'a row' }];
}

function judgeReply(target: Target, exchange: LoggedExchange): Violation[] {
  const { method: verb, requestHeaders, responseHeaders, status, responseBody } = exchange;
  const { service, method, set } = target;
  if (status === null) return [];
  // "otherwise XML/Atom may come back, errors included" (EPICOR.md 1.3)
  const mayBeXml = requestHeaders.accept !== 'application/json';
  if (mayBeXml && /xml/.test(responseHeaders['content-type'] ?? '')) return [];
  // HTTP's own answer to a wrong verb, of which the page says nothing
  if (status === 405 && (method ?? set)?.verbs.has(verb) === false) return [];
  // the word of a web server before Epicor, which no client can hold against Epicor
  if (status === 413) return [];
  if (status >= 400) return judgeEpicorRefusal(status, responseBody);
  if (service && method) return judgeMethodReply(service, method, status, responseBody);
  if (service && set) return judgeSetReply(service, set, target.key !== null, exchange);
  return [{ place: `status ${status}`, expected: '404, since the contract knows no such path' }];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
