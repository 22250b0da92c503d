import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listColumns } from '../../../sandbox/epicor/methods/lists';
import { methods } from '../../../sandbox/epicor/methods/registry';
import { entitySets } from '../../../sandbox/epicor/odata/entity-sets';
import type { ColumnType } from '../../../sandbox/epicor/tables';
import { datasetTables, tableDefinition, tableNames } from '../../../sandbox/epicor/tables';

interface Extract {
  readonly odata: { fn: string }[];
  readonly methods: Record<string, { verb: string; query?: string[] }>;
  readonly schemas: Record<string, { fields: Record<string, { type: string }>; parameters?: object }>;
  readonly odata_schemas: Record<string, { fields: Record<string, { type: string }> }>;
}

const folder = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'epicor');
const present = existsSync(folder);
if (!present)
  process.stderr.write(`Epicor's extracts are not at ${folder}: the stand-in is not checked against them\n`);

function extract(service: string): Extract {
  const file = readdirSync(folder).find((name) => name.startsWith(`${service}.v1-swagger-extract`));
  if (!file) throw new Error(`no extract of ${service}`);
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Extract;
}

/** Parameters are no rows of the database, and files are seen by their path only. */
const hidden = ['APInvoicePostParam', 'GLJrnAsynchParam', 'XFileRef'];

/** The extracts say int for integers and decimals, str for text, dates and GUIDs. */
const extractTypes: Record<ColumnType, string> = {
  text: 'str',
  guid: 'str',
  date: 'str',
  integer: 'int',
  decimal: 'int',
  flag: 'bool',
};

(present ? describe : describe.skip)("the stand-in's names are those of Epicor's extracts", () => {
  it.each(Object.entries(entitySets))('%s: its set, key and columns', (path, set) => {
    const [service = '', name = ''] = path.split('/');
    const { odata, odata_schemas } = extract(service);
    const keyed = odata.map(({ fn }) => fn).filter((fn) => fn.startsWith(`get_${name}_`));
    expect(odata.map(({ fn }) => fn)).toContain(`get_${name}`);
    const key = ['Company', ...set.key].map((column) => set.rename[column] ?? column);
    expect(keyed).toContain(`get_${name}_${key.join('_')}`);
    const fields = odata_schemas[`Erp_Tablesets_${set.table}Row`]?.fields ?? {};
    const wrong = [...tableDefinition(set.table).columns].filter(
      ([column, type]) => fields[set.rename[column] ?? column]?.type !== extractTypes[type],
    );
    expect(wrong).toEqual([]);
  });

  it('has no table that no entity set shows, but for parameters of processes and the files of its server', () => {
    expect(tableNames.filter((name) => !hidden.includes(name)).sort()).toEqual(
      Object.values(entitySets)
        .map(({ table }) => table)
        .sort(),
    );
  });

  it.each(Object.entries(methods))(
    '%s: its methods, their parameters and how they are called',
    (service, own) => {
      const { methods: known, schemas } = extract(service);
      for (const [name, { parameters, readable }] of Object.entries(own)) {
        const query = known[`${name} [GET]`]?.query;
        const names = query ?? Object.keys(schemas[`${name}_input`]?.fields ?? {});
        expect({ name, parameters: Object.keys(parameters).sort() }).toEqual({
          name,
          parameters: [...names].sort(),
        });
        expect({ name, readable }).toEqual({ name, readable: query !== undefined });
        expect(known[name] !== undefined || query !== undefined).toBe(true);
      }
    },
  );

  it.each(Object.entries(listColumns))('%s: the columns of its list', (table, columns) => {
    const service =
      Object.entries(entitySets)
        .find(([, set]) => set.table === table)?.[0]
        .split('/')[0] ?? '';
    const { odata_schemas, schemas } = extract(service);
    const row = `Erp_Tablesets_${table}ListRow`;
    const known = Object.keys((odata_schemas[row] ?? schemas[row])?.fields ?? {});
    expect(columns.filter((column) => !known.includes(column))).toEqual([]);
  });

  it.each(Object.entries(datasetTables))('%s: the tables of its dataset', (name, tables) => {
    const room = ['APInvoicePost', 'GLJrnAsynch'].includes(name) ? 'PROC' : 'BO';
    const known = Object.keys(
      extract(`Erp.${room}.${name}Svc`).schemas[`Erp_Tablesets_${name}Tableset`]?.fields ?? {},
    );
    expect(tables.filter((table) => !known.includes(table))).toEqual([]);
  });
});
