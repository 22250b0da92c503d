import { z } from 'zod';
import type { Epicor } from './api';
import { flagColumn, textColumn } from './columns';
import type { EpicorHttp } from './http';
import { literal, readFew } from './odata';

const columns = z.object({ CurrencyCode: textColumn, Inactive: flagColumn });

/** Whether this company knows a currency and has it active (EPICOR.md 2.7). */
export function createCurrencies(http: EpicorHttp): Epicor['currencies'] {
  return {
    async exists(code) {
      const filter = `CurrencyCode eq ${literal(code)}`;
      const rows = await readFew(http, { service: 'Erp.BO.CurrencySvc', set: 'Currencies', columns, filter });
      return rows.some((row) => !row.Inactive);
    },
  };
}
