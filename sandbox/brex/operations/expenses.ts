import { minorUnits } from '../http/money';
import { type Account, type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, notFound } from '../http/refusals';
import { toMicros } from '../model/instants';
import type { StoredExpense } from '../model/state';

const scopes = ['expenses.card.readonly', 'expenses.card'];
const expandable = [
  'merchant',
  'user',
  'department',
  'location',
  'budget',
  'payment',
  'receipts.download_uris',
];

/** Expenses: the merchant is told only where `expand[]=merchant` asks for it (BREX.md 6). */
export const expenseOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/expenses',
    scopes,
    run: ({ query }, account) => {
      const page = pageOf(
        Object.values(account.state.expenses).filter(filterOf(query)),
        pageRequest(query, 100, badRequest),
      );
      const expand = expansions(query);
      return ok({ ...page, items: page.items.map((expense) => view(expense, expand, account)) });
    },
  },
  {
    method: 'get',
    path: '/v1/expenses/:id',
    scopes,
    run: ({ params, query }, account) => {
      const expense = account.state.expenses[params.id ?? ''];
      if (!expense) throw notFound('EXPENSE_NOT_FOUND');
      return ok(view(expense, expansions(query), account));
    },
  },
];

function expansions(query: URLSearchParams): string[] {
  const wanted = query.getAll('expand[]');
  const unknown = wanted.find((name) => !expandable.includes(name));
  if (unknown !== undefined) throw badRequest('Unsupported entity expansion');
  return wanted;
}

function filterOf(query: URLSearchParams): (expense: StoredExpense) => boolean {
  const users = query.getAll('user_id[]');
  const types = query.getAll('expense_type[]');
  const within = (name: string, of: (expense: StoredExpense) => string) => {
    const from = instant(query, `${name}_start`);
    const to = instant(query, `${name}_end`);
    return (expense: StoredExpense): boolean => {
      const micros = toMicros(of(expense)) ?? 0;
      return (from === null || micros >= from) && (to === null || micros <= to);
    };
  };
  const purchased = within('purchased_at', ({ purchasedAt }) => purchasedAt);
  const updated = within('updated_at', ({ updatedAt }) => updatedAt);
  return (expense) =>
    (users.length === 0 || users.includes(expense.userId ?? '')) &&
    (types.length === 0 || types.includes(expense.type)) &&
    purchased(expense) &&
    updated(expense);
}

function instant(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const micros = toMicros(text);
  if (micros === null) throw badRequest(`${name} is invalid`);
  return micros;
}

function view(expense: StoredExpense, expand: readonly string[], { seed, behaviour }: Account): object {
  const user = seed.users.find(({ id }) => id === expense.userId);
  const department = seed.departments.find(({ code }) => code === user?.department);
  const location = seed.locations.find(({ code }) => code === user?.location);
  const name = (entity: { id: string; name: string } | undefined): object | null =>
    entity ? { id: entity.id, name: entity.name } : null;
  const amount = minorUnits(expense.amount);
  return {
    id: expense.id,
    memo: expense.memo,
    updated_at: expense.updatedAt,
    expense_type: expense.type,
    status: 'SETTLED',
    payment_status: 'CLEARED',
    purchased_at: expense.purchasedAt,
    payment_posted_at: expense.postedAt,
    original_amount: minorUnits(expense.originalAmount),
    billing_amount: amount,
    purchased_amount: minorUnits(expense.originalAmount),
    budget_amount: amount,
    user_id: expense.userId,
    department_id: department?.id ?? null,
    location_id: location?.id ?? null,
    merchant_id: expense.merchant?.id ?? null,
    receipts: [],
    ...(behaviour().expenseDashboardUrl
      ? { dashboard_url: `https://dashboard.brex.com/expenses/${expense.id}` }
      : {}),
    ...(expand.includes('merchant') ? { merchant: merchantView(expense, behaviour().merchantName) } : {}),
    ...(expand.includes('user') && user
      ? { user: { id: user.id, first_name: user.firstName, last_name: user.lastName } }
      : {}),
    ...(expand.includes('department') ? { department: name(department) } : {}),
    ...(expand.includes('location') ? { location: name(location) } : {}),
  };
}

function merchantView({ merchant }: StoredExpense, withName: boolean): object | null {
  if (!merchant) return null;
  const { rawDescriptor, mcc, country, name } = merchant;
  return { raw_descriptor: rawDescriptor, mcc, country, ...(withName ? { name } : {}) };
}
