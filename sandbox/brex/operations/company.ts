import { type Operation, ok } from '../http/operation';

/** Who the token belongs to (BREX.md 3.2). */
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
];
