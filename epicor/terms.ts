import { z } from 'zod';
import type { Epicor } from './api';
import { purchaseTerms } from './entity-sets';
import { eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const select = z.object({ TermsCode: z.string() });

/** Whether this company has purchase terms of a code (EPICOR.md 2.7). */
export function createTerms(http: EpicorHttp): Epicor['terms'] {
  return {
    exists: async (code) =>
      (await readFew(http, purchaseTerms, { select, filter: eq('TermsCode', code) })).length > 0,
  };
}
