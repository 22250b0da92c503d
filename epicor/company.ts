import { z } from 'zod';
import { textColumn } from './columns';
import { companies } from './entity-sets';
import { EpicorError } from './errors';
import { eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const select = z.object({ Company1: textColumn, Name: textColumn });

/** Reads the company that `http` reaches: proves address, credentials, key and company at once (EPICOR.md 1.4). */
export async function ping(http: EpicorHttp): Promise<{ company: string; name: string }> {
  const [row] = await readFew(http, companies, { select, filter: eq('Company1', http.company) });
  if (row) return { company: row.Company1, name: row.Name };
  throw new EpicorError({
    kind: 'not-found',
    message: `Epicor shows no company ${http.company} to this user`,
    service: companies.service,
    method: companies.set,
  });
}
