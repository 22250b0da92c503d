import { minorUnits } from '../http/money';
import { type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, generalRefusal } from '../http/refusals';
import { toMicros } from '../model/instants';

/** Cash accounts and their settled activity (BREX.md 5). */
export const cashOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v2/accounts/cash',
    scopes: ['accounts.cash.readonly'],
    run: ({ query }, { seed }) => {
      const page = pageOf(seed.cashAccounts, pageRequest(query, 1000, badRequest));
      const items = page.items.map(({ id, name, balance, accountNumber }) => ({
        id,
        name,
        status: 'ACTIVE',
        current_balance: minorUnits({ amount: balance, currency: 'USD' }),
        available_balance: minorUnits({ amount: balance, currency: 'USD' }),
        account_number: accountNumber,
        routing_number: '121145433',
        primary: id === seed.cashAccountId,
      }));
      return ok({ ...page, items });
    },
  },
  {
    method: 'get',
    path: '/v2/transactions/cash/:id',
    scopes: ['transactions.cash.readonly'],
    run: ({ params, query }, { seed }) => {
      if (!seed.cashAccounts.some(({ id }) => id === params.id))
        throw generalRefusal(403, 'FORBIDDEN', 'Not a cash account');
      const start = query.get('posted_at_start');
      const from = start === null ? Number.NEGATIVE_INFINITY : toMicros(start);
      if (from === null) throw badRequest('posted_at_start is invalid');
      const matching = seed.cashTransactions.filter(
        ({ date }) => params.id === seed.cashAccountId && (toMicros(`${date}T00:00:00Z`) ?? 0) >= from,
      );
      const page = pageOf(matching, pageRequest(query, 1000, badRequest));
      const items = page.items.map(({ id, description, amount, date, type }) => ({
        id,
        description,
        amount: minorUnits({ amount, currency: 'USD' }),
        initiated_at_date: date,
        posted_at_date: date,
        type,
        transfer_id: null,
      }));
      return ok({ ...page, items });
    },
  },
];
