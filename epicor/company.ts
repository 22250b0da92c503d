import { z } from 'zod';
import { textColumn } from './columns';
import { EpicorError } from './errors';
import type { EpicorHttp } from './http';
import { literal, readFew } from './odata';

const columns = z.object({ Company1: textColumn, Name: textColumn });
const set = { service: 'Erp.BO.CompanySvc', set: 'Companies', columns };

/** Reads the company that `http` reaches: proves address, credentials, key and company at once (EPICOR.md 1.4). */
export async function ping(http: EpicorHttp): Promise<{ company: string; name: string }> {
  const [row] = await readFew(http, { ...set, filter: `Company1 eq ${literal(http.company)}` });
  if (row) return { company: row.Company1, name: row.Name };
  throw new EpicorError({
    kind: 'not-found',
    message: `Epicor shows no company ${http.company} to this user`,
    service: set.service,
    method: set.set,
  });
}
