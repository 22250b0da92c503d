import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsDirectory } from './contracts';
import type { Components, OpenApiSchema } from './json-schema';
import { chance, type Fullness, SchemaValues, WireNumber, wireText } from './schema-values';

/** What is said in words beyond the schemas (BREX.md 2.3: a line's amount is always positive). */
const positive = ['0', '0.01', '100.5', '1e2', '1234567890123.45', '33.333', '7.00'];

interface Api {
  readonly components: { readonly schemas: Components };
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: Responses }>>>>;
}
type Responses = Readonly<
  Record<string, { content?: Readonly<Record<string, { schema?: OpenApiSchema }>> | undefined }>
>;

const apis = new Map<string, Api>();
function apiOf(name: string): Api {
  const api: Api =
    apis.get(name) ??
    JSON.parse(readFileSync(join(contractsDirectory, 'brex', `${name}.openapi.json`), 'utf8'));
  apis.set(name, api);
  return api;
}

/** The reply of this number that is valid by the schema, as it stands on the wire: the first says the least. */
export function replyOf(call: string, api: string, path: string, seed: number): string {
  const fullness: Fullness = seed === 1 ? 'least' : seed % 2 === 0 ? 'all' : 'some';
  const { components, paths } = apiOf(api);
  const random = chance(seed);
  const values = new SchemaValues(components.schemas, random, fullness, (owner, property) => {
    // the last page: what follows it is another reply
    if (property === 'next_cursor') return null;
    if (property === 'has_next_page') return false;
    if (owner !== 'AccountingRecordLineItem') return undefined;
    // a constant beside these has no side to be booked on
    if (property === 'type') return random() < 0.5 ? 'DEBIT' : 'CREDIT';
    if (property !== 'amount' && property !== 'original_amount') return undefined;
    return { amount: new WireNumber(values.any(positive)), currency: values.any(['USD', 'EUR']) };
  });
  const schema = paths[path]?.[call.toLowerCase()]?.responses['200']?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`${call} ${path} declares no reply`);
  return wireText(values.of(schema));
}
