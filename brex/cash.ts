import { z } from 'zod';
import type { BrexHttp } from './http';
import { eachOnce, longestPage, pageOf, readAll } from './paging';
import { pathOf } from './path';
import { identifier, minorMoney, optionalText } from './schemas';
import type { BrexCashAccount, BrexCashTransaction } from './types';

/** Account and routing numbers are left out: bank details are nobody's business here. */
const accountPage = pageOf(
  z
    .object({
      id: identifier,
      name: z.string(),
      status: optionalText,
      primary: z.boolean(),
      current_balance: minorMoney,
      available_balance: minorMoney,
    })
    .transform(
      (sent): BrexCashAccount => ({
        id: sent.id,
        name: sent.name,
        status: sent.status,
        primary: sent.primary,
        currentBalance: sent.current_balance,
        availableBalance: sent.available_balance,
      }),
    ),
);

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date');

const transactionPage = pageOf(
  z
    .object({
      id: identifier,
      description: z.string(),
      amount: minorMoney,
      initiated_at_date: date,
      posted_at_date: date,
      type: optionalText,
      transfer_id: optionalText,
    })
    .transform(
      (sent): BrexCashTransaction => ({
        id: sent.id,
        description: sent.description,
        amount: sent.amount,
        initiatedAtDate: sent.initiated_at_date,
        postedAtDate: sent.posted_at_date,
        type: sent.type,
        transferId: sent.transfer_id,
      }),
    ),
);

/** GET /v2/accounts/cash. It answers in pages but declares no `limit`: none is sent (BREX.md 5). */
export function readCashAccounts(http: BrexHttp): Promise<BrexCashAccount[]> {
  return readAll(http, '/v2/accounts/cash', accountPage, []);
}

/** GET /v2/transactions/cash/{id} (BREX.md 5). There is no end of the period to ask for. */
export function readCashTransactions(
  http: BrexHttp,
  accountId: string,
  postedAtStart?: string,
): AsyncGenerator<BrexCashTransaction> {
  const path = pathOf('/v2/transactions/cash', accountId);
  const since = postedAtStart === undefined ? [] : [['posted_at_start', postedAtStart] as const];
  return eachOnce(http, path, transactionPage, [...since, ...longestPage]);
}
