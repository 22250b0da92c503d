import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a client sent, for checking its names. */
export interface SentRequest {
  readonly verb: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Schema {
  readonly fields: Readonly<Record<string, { readonly type: string }>>;
}

interface Extract {
  readonly odata: readonly { readonly fn: string; readonly responses: readonly (readonly string[])[] }[];
  readonly methods: Readonly<Record<string, { readonly query?: readonly string[] }>>;
  readonly odata_schemas: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

const folder = join(resolve(process.env.CONTRACTS_DIR ?? join('..', 'shared', 'contracts')), 'epicor');

/** Epicor's own swagger, as extracts; null where it is not at hand. */
export const contractFolder = existsSync(folder) ? folder : null;

if (!contractFolder) {
  process.stderr.write(`skipped: names sent to Epicor are not checked, since there is no ${folder}\n`);
}

const extracts = new Map<string, Extract>();

export function extractOf(service: string): Extract | null {
  const known = extracts.get(service);
  if (known) return known;
  const name = readdirSync(folder).find((file) => file.startsWith(`${service}.`));
  if (!name) return null;
  const extract = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Extract;
  extracts.set(service, extract);
  return extract;
}

/** Every name in a request that Epicor's swagger does not have: service, method, parameter, table, column. */
export function offences(request: SentRequest): string[] {
  const found = /\/api\/v2\/odata\/[^/]+\/([^/]+)\/([^/]+)$/.exec(request.path);
  const [, service = '', name = ''] = found ?? [];
  const extract = extractOf(service);
  if (!extract) return [`no service for ${request.path}`];
  const set = extract.odata.find((operation) => operation.fn === `get_${name}`);
  const wrong = set
    ? ofRead(extract, set.responses[0]?.[1] ?? '', request)
    : ofMethod(extract, name, request);
  return wrong.map((text) => `${service}/${name}: ${text}`);
}

function ofRead(extract: Extract, response: string, request: SentRequest): string[] {
  const row = /([A-Za-z0-9]+Row)$/.exec(response)?.[1] ?? '';
  const columns = Object.keys(extract.odata_schemas[`Erp_Tablesets_${row}`]?.fields ?? {});
  const { $select = '', $filter = '', $orderby = '', ...others } = request.query;
  const inFilter = $filter
    .replace(/'(?:[^']|'')*'/g, '')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:]+Z/g, '')
    .match(/[A-Za-z_]\w*/g);
  const words = new Set([
    'eq',
    'ne',
    'gt',
    'ge',
    'lt',
    'le',
    'and',
    'or',
    'not',
    'startswith',
    'true',
    'false',
  ]);
  return [
    ...($select === '' ? ['nothing is selected'] : []),
    ...[...$select.split(','), $orderby, ...(inFilter ?? [])]
      .filter((name) => name !== '' && !words.has(name) && !columns.includes(name))
      .map((name) => `no column ${name} in ${row}`),
    ...Object.keys(others)
      .filter((name) => name !== '$top' && name !== '$skip')
      .map((name) => `query option ${name}`),
  ];
}

function ofMethod(extract: Extract, name: string, request: SentRequest): string[] {
  const method = extract.methods[request.verb === 'GET' ? `${name} [GET]` : name];
  if (!method) return [`no method (${request.verb})`];
  if (request.verb === 'GET') return differences(method.query ?? [], Object.keys(request.query));
  const wanted = Object.keys(extract.schemas[`${name}_input`]?.fields ?? {});
  const body = JSON.parse(request.body) as Record<string, unknown>;
  const type = extract.schemas[`${name}_input`]?.fields.ds?.type ?? '';
  const tableset = /list\[(.+)\]/.exec(type)?.[1] ?? '';
  return [...differences(wanted, Object.keys(body)), ...ofDataSet(extract, tableset, body.ds)];
}

function ofDataSet(extract: Extract, tableset: string, ds: unknown): string[] {
  const tables = Object.keys(extract.schemas[tableset]?.fields ?? {});
  return Object.entries((ds ?? {}) as Record<string, Record<string, unknown>[]>).flatMap(([table, rows]) => {
    if (!tables.includes(table)) return [`no table ${table}`];
    const columns = Object.keys(extract.schemas[`Erp_Tablesets_${table}Row`]?.fields ?? {});
    return rows.flatMap((row) =>
      Object.keys(row)
        .filter((column) => !columns.includes(column))
        .map((column) => `no column ${table}.${column}`),
    );
  });
}

function differences(wanted: readonly string[], sent: readonly string[]): string[] {
  return [
    ...wanted.filter((name) => !sent.includes(name)).map((name) => `parameter ${name} is missing`),
    ...sent.filter((name) => !wanted.includes(name)).map((name) => `no parameter ${name}`),
  ];
}
