import { z } from 'zod';
import type { Accounts, EpicorAccount } from './api';
import { dateColumn, flagColumn, textColumn } from './columns';
import type { EpicorHttp } from './http';
import { literal, readFew } from './odata';

/** In OData the column named like its table carries a 1 (EPICOR.md 2.6). */
const columns = z.object({
  GLAccount1: textColumn,
  AccountDesc: textColumn,
  Active: flagColumn,
  EffFrom: dateColumn,
  EffTo: dateColumn,
});

/** Web servers refuse query strings over 2048 bytes; the account filter may take this much of it, encoded. */
const longestFilter = 1500;
const mostAccounts = 40;

/** Reads accounts of the chart by their key (EPICOR.md 6). */
export function createAccounts(http: EpicorHttp): Accounts {
  return {
    async find(coaCode, accounts) {
      const found = new Map<string, EpicorAccount>();
      for (const filter of filters(coaCode, [...new Set(accounts)])) {
        const rows = await readFew(http, {
          service: 'Erp.BO.GLAccountSvc',
          set: 'GLAccounts',
          columns,
          filter,
        });
        for (const row of rows) {
          found.set(row.GLAccount1, {
            account: row.GLAccount1,
            description: row.AccountDesc,
            active: row.Active,
            effectiveFrom: row.EffFrom,
            effectiveTo: row.EffTo,
          });
        }
      }
      return found;
    },
  };
}

/** As few filters as fit the length of a URL. */
function filters(coaCode: string, accounts: readonly string[]): string[] {
  const chart = `COACode eq ${literal(coaCode)}`;
  const groups: string[][] = [];
  let length = 0;
  for (const account of accounts) {
    const term = `GLAccount1 eq ${literal(account)}`;
    const last = groups.at(-1);
    const added = encodeURIComponent(` or ${term}`).length;
    if (last && length + added <= longestFilter && last.length < mostAccounts) {
      last.push(term);
      length += added;
    } else {
      groups.push([term]);
      length = encodeURIComponent(chart).length + added;
    }
  }
  return groups.map((terms) => `${chart} and (${terms.join(' or ')})`);
}
