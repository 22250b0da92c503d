import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of docs/epicor-endpoints.md. */
export interface Documented {
  readonly service: string;
  /** Method or entity set. */
  readonly name: string;
  readonly does: 'reads' | 'asks' | 'saves';
}

const row = /^\| `([\w.]+)` \| `(\w+)` \| (reads|asks|saves) \| [\d., ]+ \| [^|]+ \|$/;

/** What docs/epicor-endpoints.md says that is used of Epicor. */
export function documentedEndpoints(): Documented[] {
  const text = readFileSync(join(__dirname, '../../docs/epicor-endpoints.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, service = '', name = '', does = ''] = row.exec(line) ?? [];
      if (service === '') throw new Error(`docs/epicor-endpoints.md has an unreadable row: ${line}`);
      return { service, name, does: does as Documented['does'] };
    });
}

/** "Erp.BO.VendorSvc/Vendors" of every row, with GetRows of every service that has an entity set. */
export function documentedCalls(): Set<string> {
  const rows = documentedEndpoints();
  return new Set(rows.flatMap(({ service, name }) => [`${service}/${name}`, `${service}/GetRows`]));
}
