import { z } from 'zod';
import type { BrexHttp } from './http';
import { identifier, optionalText } from './schemas';
import type { BrexCompany } from './types';

const company = z
  .object({ id: identifier, legal_name: optionalText })
  .transform((sent): BrexCompany => ({ id: sent.id, legalName: sent.legal_name }));

/** GET /v2/company: the account that the token belongs to. */
export function readCompany(http: BrexHttp): Promise<BrexCompany> {
  return http.get('/v2/company', company);
}
