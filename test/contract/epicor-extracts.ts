import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Column or parameter name → declared type: "str", "int" (integer or decimal), "bool", "list[…]". */
export type Fields = ReadonlyMap<string, string>;

export interface Method {
  readonly name: string;
  readonly verbs: ReadonlySet<string>;
  /** Query parameters of a GET. */
  readonly query: readonly string[];
  readonly input: { readonly fields: Fields; readonly required: readonly string[] };
  readonly output: { readonly returnObj: string | null; readonly parameters: Fields };
}

export interface EntitySet {
  readonly name: string;
  readonly verbs: ReadonlySet<string>;
  /** Columns of a row as OData names them. */
  readonly columns: Fields;
  /** Query options of a collection read, as in the swagger: "select", "filter". */
  readonly options: ReadonlySet<string>;
  /** Columns of the key, in their order. */
  readonly key: readonly string[];
}

/** One service's extract. */
export interface Service {
  readonly name: string;
  method(name: string): Method | null;
  entitySet(name: string): EntitySet | null;
  /** Tables of a tableset, or columns of a row. */
  schema(name: string): Fields | null;
}

/** The services whose extracts are there; each is read when first asked for. */
export interface EpicorExtracts {
  service(name: string): Service | null;
}

interface RawSchema {
  readonly fields?: Readonly<Record<string, { readonly type: string }>>;
  readonly required?: readonly string[];
  readonly parameters?: Readonly<Record<string, { readonly type: string }>>;
}

interface RawOperation {
  readonly fn: string;
  readonly args: readonly string[];
  readonly responses: readonly (readonly [string, string])[];
}

interface RawExtract {
  readonly service: string;
  readonly odata: readonly RawOperation[];
  readonly methods: Readonly<Record<string, { readonly verb: string; readonly query: readonly string[] }>>;
  readonly schemas: Readonly<Record<string, RawSchema>>;
  readonly odata_schemas: Readonly<Record<string, RawSchema>>;
}

/** @param directory the folder with `*.v1-swagger-extract.json` */
export function loadEpicorExtracts(directory: string): EpicorExtracts {
  const service = remembered((name: string): Service | null => {
    const file = join(directory, `${name}.v1-swagger-extract.json`);
    if (!/^[A-Za-z.]+$/.test(name) || !existsSync(file)) return null;
    return serviceOf(JSON.parse(readFileSync(file, 'utf8')));
  });
  return { service };
}

function serviceOf(extract: RawExtract): Service {
  return {
    name: extract.service,
    method: remembered((name: string) => methodOf(extract, name)),
    entitySet: remembered((name: string) => entitySetOf(extract, name)),
    schema: remembered((name: string) => {
      const raw = extract.schemas[name];
      return raw ? fieldsOf(raw.fields) : null;
    }),
  };
}

/** POST twins of these GETs still work, though the extracts have dropped them (EPICOR.md 1.2). */
const withPostTwin = new Set(['GetByID', 'GetRows', 'GetList']);

function methodOf(extract: RawExtract, name: string): Method | null {
  const post = extract.methods[name];
  const get = extract.methods[`${name} [GET]`];
  if (!post && !get) return null;
  const input = extract.schemas[`${name}_input`];
  const output = extract.schemas[`${name}_output`];
  const hasPost = post !== undefined || withPostTwin.has(name);
  return {
    name,
    verbs: new Set([...(hasPost ? ['POST'] : []), ...(get ? ['GET'] : [])]),
    query: get?.query ?? [],
    input: { fields: fieldsOf(input?.fields), required: input?.required ?? [] },
    output: {
      returnObj: output?.fields?.returnObj?.type ?? null,
      parameters: fieldsOf(output?.parameters),
    },
  };
}

const queryArguments = new Set([
  'select',
  'expand',
  'filter',
  'orderby',
  'top',
  'skip',
  'inlinecount',
  'requestBody',
]);

function entitySetOf(extract: RawExtract, name: string): EntitySet | null {
  const collection = extract.odata.find(({ fn }) => fn === `get_${name}`);
  const row = collection?.responses
    .map(([, what]) => /Generic\.List_(.+)$/.exec(what)?.[1]?.replace(/\./g, '_'))
    .find((found) => found !== undefined);
  const columns = row === undefined ? undefined : extract.odata_schemas[row]?.fields;
  if (!collection || !columns) return null;
  const verbs = ['get', 'post', 'patch', 'delete'].filter((verb) =>
    extract.odata.some(({ fn }) => fn === `${verb}_${name}` || fn.startsWith(`${verb}_${name}_`)),
  );
  return {
    name,
    verbs: new Set(verbs.map((verb) => verb.toUpperCase())),
    columns: fieldsOf(columns),
    options: new Set(collection.args.filter((argument) => queryArguments.has(argument))),
    key: keyOf(extract, name),
  };
}

function keyOf(extract: RawExtract, name: string): readonly string[] {
  for (const { fn, args } of extract.odata) {
    const key = args.filter((argument) => !queryArguments.has(argument));
    if (key.length > 0 && fn === `get_${name}_${key.join('_')}`) return key;
  }
  return [];
}

function fieldsOf(raw: RawSchema['fields']): Fields {
  return new Map(Object.entries(raw ?? {}).map(([name, { type }]) => [name, type]));
}

function remembered<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const before = made.get(name);
    if (before !== undefined) return before;
    const value = make(name);
    made.set(name, value);
    return value;
  };
}
