import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import type { EntitySet, Method, Service } from './epicor-extracts';
import { judgeRow, judgeValue } from './epicor-values';
import { isObject, jsonOf, type Violation } from './violation';

/** Without `$top` no more rows than these come back (EPICOR.md 2.2). */
const silentCap = 100;

/** A method's answer: `returnObj` and `parameters` with every out parameter (EPICOR.md 1.2). */
export function judgeMethodReply(
  service: Service,
  method: Method,
  status: number,
  body: string,
): Violation[] {
  if (status !== 200) return [{ place: `status ${status}`, expected: '200' }];
  const { returnObj: returned, parameters: outs } = method.output;
  const isVoid = returned === null && outs.size === 0;
  if (isVoid && body.trim() === '') return [];
  const value = jsonOf(body);
  if (!isObject(value)) return [{ place: 'reply body', expected: 'an object' }];
  const violations = Object.keys(value)
    .filter((name) => name !== 'returnObj' && name !== 'parameters')
    .map((name) => ({ place: `reply /${name}`, expected: 'no such part' }));
  return [
    ...violations,
    ...judgeReturned(service, returned, value.returnObj),
    ...judgeOuts(service, method, value.parameters),
  ];
}

function judgeReturned(service: Service, type: string | null, value: unknown): Violation[] {
  if (type !== null) return judgeValue(service, type, value, 'reply /returnObj');
  return value === undefined || value === null ? [] : [{ place: 'reply /returnObj', expected: 'none' }];
}

function judgeOuts(service: Service, { output }: Method, value: unknown): Violation[] {
  if (value === undefined && output.parameters.size === 0) return [];
  if (!isObject(value)) return [{ place: 'reply /parameters', expected: 'the out parameters' }];
  const violations: Violation[] = [];
  for (const [name, type] of output.parameters) {
    violations.push(...judgeValue(service, type, value[name], `reply /parameters/${name}`));
  }
  for (const name of Object.keys(value)) {
    if (!output.parameters.has(name)) {
      violations.push({ place: `reply /parameters/${name}`, expected: 'no such parameter' });
    }
  }
  return violations;
}

/** An OData v4 answer: a page of rows, one row, or nothing after a change (EPICOR.md 2.1, 2.2). */
export function judgeSetReply(
  service: Service,
  set: EntitySet,
  isOneRow: boolean,
  { method, query, status, responseBody }: LoggedExchange,
): Violation[] {
  const expected = { GET: 200, POST: 201, PATCH: 204, DELETE: 204 }[method];
  if (status !== expected) return [{ place: `status ${status}`, expected: String(expected) }];
  if (status === 204) return responseBody === '' ? [] : [{ place: 'reply body', expected: 'none' }];
  const value = jsonOf(responseBody);
  if (!isObject(value)) return [{ place: 'reply body', expected: 'an object' }];
  const violations: Violation[] =
    typeof value['@odata.context'] === 'string' || method !== 'GET'
      ? []
      : [{ place: 'reply /@odata.context', expected: 'text' }];
  const options = new URLSearchParams(query);
  const rowOf = (row: unknown, place: string): Violation[] =>
    isObject(row)
      ? judgeEntity(service, set, row, options.get('$select'), place)
      : [{ place, expected: 'a row' }];
  if (isOneRow || method === 'POST') return [...violations, ...rowOf(value, 'reply ')];
  const rows = value.value;
  if (!Array.isArray(rows)) return [...violations, { place: 'reply /value', expected: 'a list of rows' }];
  if (rows.length > Number(options.get('$top') ?? silentCap)) {
    violations.push({
      place: 'reply /value',
      expected: `no more rows than $top, or ${silentCap} without one`,
    });
  }
  return [...violations, ...rows.flatMap((row, index) => rowOf(row, `reply /value/${index}`))];
}

function judgeEntity(
  service: Service,
  set: EntitySet,
  row: Record<string, unknown>,
  select: string | null,
  place: string,
): Violation[] {
  const columns = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('@odata.')));
  const violations = judgeRow(service, set.columns, columns, place);
  if (select === null || select === '*') return violations;
  const selected = select.split(',').map((name) => name.trim());
  const unasked = Object.keys(columns).filter((name) => !selected.includes(name));
  const missing = selected.filter((name) => !(name in columns));
  return [
    ...violations,
    ...unasked.map((name) => ({ place: `${place}/${name}`, expected: 'only columns that $select names' })),
    ...missing.map((name) => ({ place: `${place}/${name}`, expected: 'every column that $select names' })),
  ];
}

/** Statuses of EPICOR.md 2.5, and of the proxies in front (7). */
const statuses = new Set([400, 401, 403, 404, 409, 410, 429, 500, 502, 503, 504]);

/** A refusal in the recorded shape (EPICOR.md 2.5); a proxy's may be anything. */
export function judgeEpicorRefusal(status: number, body: string): Violation[] {
  const place = `body of status ${status}`;
  if (!statuses.has(status)) return [{ place: `status ${status}`, expected: 'a status of EPICOR.md 2.5' }];
  if ([429, 502, 504].includes(status)) return [];
  const value = jsonOf(body);
  if (!isObject(value)) return [{ place, expected: 'an error object (EPICOR.md 2.5)' }];
  const violations: Violation[] = ['ReasonPhrase', 'ErrorMessage', 'ErrorType', 'CorrelationId']
    .filter((name) => typeof value[name] !== 'string')
    .map((name) => ({ place, expected: `"${name}" as text (EPICOR.md 2.5)` }));
  if (value.HttpStatus !== status) violations.push({ place, expected: '"HttpStatus" to be the status' });
  const details = value.ErrorDetails;
  if (details !== undefined && !(Array.isArray(details) && details.every(isDetail))) {
    violations.push({ place, expected: '"ErrorDetails" as a list of {Message, Type, …} (EPICOR.md 2.5)' });
  }
  return violations;
}

function isDetail(value: unknown): boolean {
  return isObject(value) && typeof value.Message === 'string' && typeof value.Type === 'string';
}
