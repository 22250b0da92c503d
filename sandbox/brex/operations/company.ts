import { minorUnits } from '../http/money';
import { type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, generalRefusal } from '../http/refusals';
import { toMicros } from '../model/instants';

/** Who the token belongs to, and the cash account's activity (BREX.md 5). */
export const companyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v2/company',
    scopes: ['companies.readonly'],
    run: (_call, { seed }) =>
      ok({
        id: seed.companyId,
        legal_name: seed.legalName,
        mailing_address: seed.address,
        accountType: 'BREX_CLASSIC',
      }),
  },
  {
    method: 'get',
    path: '/v2/users/me',
    scopes: ['users', 'users.readonly'],
    run: (_call, { seed }) => {
      const bookkeeper = seed.users.find(({ role }) => role === 'BOOKKEEPER');
      return ok({
        id: bookkeeper?.id,
        first_name: bookkeeper?.firstName,
        last_name: bookkeeper?.lastName,
        email: bookkeeper?.email,
        status: 'ACTIVE',
      });
    },
  },
  {
    method: 'get',
    path: '/v2/transactions/cash/:id',
    scopes: ['transactions.cash.readonly'],
    run: ({ params, query }, { seed }) => {
      if (params.id !== seed.cashAccountId) throw generalRefusal(403, 'FORBIDDEN', 'Not a cash account');
      const start = query.get('posted_at_start');
      const from = start === null ? Number.NEGATIVE_INFINITY : toMicros(start);
      if (from === null) throw badRequest('posted_at_start is invalid');
      const matching = seed.cashTransactions.filter(
        ({ date }) => (toMicros(`${date}T00:00:00Z`) ?? 0) >= from,
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
