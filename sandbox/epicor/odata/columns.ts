import { badQuery } from '../errors';
import type { Row, Value } from '../rows';
import { type ColumnType, tableDefinition } from '../tables';
import type { EntitySet } from './entity-sets';

/** The columns of an entity set under their OData names. */
export interface Columns {
  readonly names: readonly string[];
  /** Throws the recorded text for a name that the entity has not (EPICOR.md 2.3). */
  column(name: string): { readonly type: ColumnType; value(row: Row): Value };
}

/** OData names a column otherwise where it is called like its table; `rename` says how. */
export function columnsOf(set: Pick<EntitySet, 'table' | 'rename'>): Columns {
  const { columns } = tableDefinition(set.table);
  const stored = new Map([...columns.keys()].map((name) => [set.rename[name] ?? name, name]));
  return {
    names: [...stored.keys()],
    column(name) {
      const own = stored.get(name);
      const type = own === undefined ? undefined : columns.get(own);
      if (own === undefined || type === undefined) {
        throw badQuery(`Could not find a property named '${name}' on type 'Erp.Tablesets.${set.table}Row'.`);
      }
      return { type, value: (row) => row[own] ?? null };
    },
  };
}
