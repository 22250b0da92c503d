import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { loadOperations, type Operation, type Parameter } from './brex-operations';
import { isTokenEndpoint, judgePageRules, judgeRefusal, judgeTokenReply } from './brex-pages';
import type { OpenApiSchema } from './json-schema';
import { type Judged, jsonOf, type Violation } from './violation';

/** Judges exchanges with Brex by its OpenAPI files, and by BREX.md where those are silent. */
export interface BrexContract {
  /** What was sent: every name known, every type right, everything required there. */
  request(exchange: LoggedExchange): Judged;
  /** What was answered; properties that no schema names are allowed (BREX.md 1.9). */
  reply(exchange: LoggedExchange): Judged;
}

/** @param directory the folder with `*.openapi.json` */
export function loadBrexContract(directory: string): BrexContract {
  const operations = loadOperations(directory);
  const find = (method: string, path: string): Operation | null =>
    operations.find((each) => each.method === method && each.path.test(path)) ?? null;
  return {
    request(exchange) {
      if (isTokenEndpoint(exchange.path)) return { operation: 'OAuth token', violations: [] };
      const operation = find(exchange.method, exchange.path);
      const name = operation?.name ?? `${exchange.method} ${exchange.path}`;
      const violations = operation
        ? judgeRequest(operation, exchange)
        : [{ place: 'path', expected: 'an operation of the OpenAPI files' }];
      return { operation: name, violations };
    },
    reply(exchange) {
      const operation = find(exchange.method, exchange.path);
      return {
        operation: operation?.name ?? `${exchange.method} ${exchange.path}`,
        violations: judgeReply(operation, exchange),
      };
    },
  };
}

function judgeRequest(operation: Operation, exchange: LoggedExchange): Violation[] {
  const query = new URLSearchParams(exchange.query);
  return [
    ...judgeHeaders(operation, exchange),
    ...judgeQuery(operation, query),
    ...judgePageRules(exchange.path, query),
    ...judgeRequestBody(operation, exchange),
  ];
}

function judgeHeaders(operation: Operation, { requestHeaders }: LoggedExchange): Violation[] {
  return ['Authorization', ...operation.requiredHeaders]
    .filter((name) => !requestHeaders[name.toLowerCase()])
    .map((name) => ({ place: `header ${name}`, expected: 'it to be sent' }));
}

function judgeRequestBody({ requestBody }: Operation, exchange: LoggedExchange): Violation[] {
  const text = exchange.requestBody;
  if (text === '') {
    return requestBody?.required ? [{ place: 'body', expected: 'one to be sent' }] : [];
  }
  if (!requestBody) return [{ place: 'body', expected: 'none' }];
  const type = exchange.requestHeaders['content-type'] ?? '';
  const violations = type.startsWith('application/json')
    ? []
    : [{ place: 'header Content-Type', expected: 'application/json' }];
  const value = jsonOf(text);
  return value === undefined
    ? [...violations, { place: 'body', expected: 'JSON' }]
    : [...violations, ...requestBody.validate(value, 'body')];
}

function judgeQuery(operation: Operation, query: URLSearchParams): Violation[] {
  const violations: Violation[] = [];
  for (const sent of new Set(query.keys())) {
    if (!operation.query.has(sent) && !deepParameter(operation, sent)) {
      violations.push({ place: `query ${sent}`, expected: 'no such parameter' });
    }
  }
  for (const parameter of operation.query.values()) {
    const value = sentValue(parameter, query);
    if (value !== undefined) violations.push(...parameter.validate(value, `query ${parameter.name}`));
    else if (parameter.required) {
      violations.push({ place: `query ${parameter.name}`, expected: 'it to be sent' });
    }
  }
  return violations;
}

const inBrackets = /^([^[\]]+)\[([^[\]]+)\]$/;

/** The parameter behind "updated_at[gt]". */
function deepParameter(operation: Operation, sent: string): Parameter | null {
  const named = operation.query.get(inBrackets.exec(sent)?.[1] ?? '');
  return named?.style === 'deepObject' ? named : null;
}

function sentValue({ name, schema, style }: Parameter, query: URLSearchParams): unknown {
  if (style === 'deepObject') {
    const parts = [...query].flatMap(([sent, value]) => {
      const [, outer, inner] = inBrackets.exec(sent) ?? [];
      return outer === name && inner !== undefined ? [[inner, value] as const] : [];
    });
    return parts.length === 0 ? undefined : Object.fromEntries(parts);
  }
  const values = query.getAll(name);
  if (schema.type === 'array') {
    return values.length === 0 ? undefined : values.map((value) => typed(value, schema.items ?? {}));
  }
  if (values.length > 1) return values;
  return values[0] === undefined ? undefined : typed(values[0], schema);
}

/** A query's text as the JSON value that its schema speaks of; the text itself where it is none. */
function typed(text: string, { type }: OpenApiSchema): unknown {
  if ((type === 'number' || type === 'integer') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function judgeReply(operation: Operation | null, exchange: LoggedExchange): Violation[] {
  const { path, status, responseBody: body } = exchange;
  if (status === null) return [];
  if (isTokenEndpoint(path)) return judgeTokenReply(status, body);
  const violations: Violation[] = exchange.responseHeaders['x-brex-trace-id']
    ? []
    : [{ place: 'header X-Brex-Trace-Id', expected: 'it to be sent (BREX.md 1.7)' }];
  if (!operation && status < 400) violations.push({ place: `status ${status}`, expected: '404' });
  return [...violations, ...judgeReplyBody(operation, path, status, body)];
}

function judgeReplyBody(
  operation: Operation | null,
  path: string,
  status: number,
  body: string,
): Violation[] {
  const declared = operation?.replies.get(status);
  if (!declared) {
    // a success without a declared body, such as of a DELETE
    return declared === null && status < 300 ? [] : judgeRefusal(path, status, body);
  }
  const value = jsonOf(body);
  const found =
    value === undefined
      ? [{ place: `body of status ${status}`, expected: 'JSON' }]
      : declared(value, `body of status ${status}`);
  // the gateway in front of every API refuses in its own shape
  const gateway = found.length > 0 && status >= 400 && judgeRefusal(path, status, body).length === 0;
  return gateway ? [] : found;
}
