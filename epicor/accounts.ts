import { z } from 'zod';
import { isSameAccount, withoutBlankEnd } from '../accounting/account-rules';
import type { Accounts, EpicorAccount } from './api';
import { dateColumn, flagColumn, integerColumn, textColumn } from './columns';
import { glAccounts, segments } from './entity-sets';
import { EpicorError } from './errors';
import { allOf, anyOf, eq, type Filter, odataFilter } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readFew } from './odata';
import { createService } from './service';

/** In OData the column named like its table carries a 1 (EPICOR.md 2.6). */
const select = z.object({
  GLAccount1: textColumn,
  AccountDesc: textColumn,
  Active: flagColumn,
  EffFrom: dateColumn,
  EffTo: dateColumn,
});

const segmentColumns = z.object({ SegmentNbr: integerColumn, Dynamic: flagColumn });

/** Web servers refuse query strings over 2048 bytes; the account filter may take this much of it, encoded. */
const longestFilter = 1500;
const mostAccounts = 40;

/** Reads accounts of the chart by their key, and asks about those that have no row (EPICOR.md 6). */
export function createAccounts(http: EpicorHttp): Accounts {
  const service = createService(http, glAccounts.service);
  return {
    async find(coaCode, accounts) {
      const found = new Map<string, EpicorAccount>();
      const asked = [...new Set(accounts)];
      const spellings = new Set(asked.flatMap((account) => [account, withoutBlankEnd(account)]));
      for (const group of groupsOf(coaCode, [...spellings])) {
        const filter = filterOf(coaCode, group);
        let missing = group.length;
        for await (const row of readAll(http, glAccounts, { select, filter })) {
          for (const account of asked.filter((each) => isSameAccount(each, row.GLAccount1)))
            if (found.get(account)?.account !== account) found.set(account, toAccount(row));
          missing -= 1;
          if (missing === 0) break;
        }
      }
      return found;
    },

    async hasDynamicSegments(coaCode) {
      const filter = eq('COACode', coaCode);
      const found = await readFew(http, segments, { select: segmentColumns, filter });
      return found.some(({ Dynamic }) => Dynamic);
    },

    async validate(coaCode, account, date) {
      try {
        await service.ask('ValidateGLAccount', {
          COACode: coaCode,
          GLAccount: account,
          ExtCompanyID: '',
          RestrictID: '',
          EffectiveDate: date,
          ValidateDynamicSegment: true,
        });
        return { ok: true };
      } catch (error) {
        if (!(error instanceof EpicorError) || !['business', 'not-found'].includes(error.kind)) throw error;
        return { ok: false, said: error.said };
      }
    },
  };
}

function toAccount(row: z.output<typeof select>): EpicorAccount {
  return {
    account: row.GLAccount1,
    description: row.AccountDesc,
    active: row.Active,
    effectiveFrom: row.EffFrom,
    effectiveTo: row.EffTo,
  };
}

function filterOf(coaCode: string, accounts: readonly string[]): Filter {
  return allOf(eq('COACode', coaCode), anyOf(...accounts.map((account) => eq('GLAccount1', account))));
}

/** As few groups as fit the length of a URL. */
function groupsOf(coaCode: string, accounts: readonly string[]): string[][] {
  const lengthOf = (group: readonly string[]): number =>
    encodeURIComponent(odataFilter(filterOf(coaCode, group))).length;
  const groups: string[][] = [];
  for (const account of accounts) {
    const last = groups.at(-1);
    const fits = last && last.length < mostAccounts && lengthOf([...last, account]) <= longestFilter;
    if (fits) last.push(account);
    else groups.push([account]);
  }
  return groups;
}
