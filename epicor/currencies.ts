import { z } from 'zod';
import type { Epicor } from './api';
import { flagColumn, textColumn } from './columns';
import { currencies } from './entity-sets';
import { eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const select = z.object({ CurrencyCode: textColumn, Inactive: flagColumn });

/** Whether this company knows a currency and has it active (EPICOR.md 2.7). */
export function createCurrencies(http: EpicorHttp): Epicor['currencies'] {
  return {
    async exists(code) {
      const rows = await readFew(http, currencies, { select, filter: eq('CurrencyCode', code) });
      return rows.some((row) => !row.Inactive);
    },
  };
}
