import { z } from 'zod';
import { merchantOfExpense } from './expenses';
import type { BrexHttp } from './http';
import { allPages, type Page } from './paging';
import type { Query } from './reply';
import { identifier, optionalText } from './schemas';
import type { ExpenseFilter, ExpenseMerchant } from './types';

const path = '/v1/expenses';
/** More is refused since February 2026 (BREX.md 1.8). */
const pageSize = 100;

const named = z.object({ id: identifier });

const page = z.object({ items: z.array(z.unknown()), next_cursor: optionalText }).transform(
  (sent): Page<ExpenseMerchant> => ({
    items: sent.items.flatMap(readItem),
    nextCursor: sent.next_cursor || null,
  }),
);

/** Expenses are huge: only the merchant is kept of each. One that cannot be read says nothing of its merchant. */
function readItem(sent: unknown): ExpenseMerchant[] {
  const id = named.safeParse(sent).data?.id;
  if (id === undefined) return [];
  return [{ expenseId: id, merchant: merchantOfExpense.safeParse(sent).data?.merchant ?? null }];
}

/** GET /v1/expenses?expand[]=merchant (BREX.md 6): card expenses in Brex's order; a page is read when it is needed. */
export function readExpenseMerchants(
  http: BrexHttp,
  { purchasedFrom, purchasedTo }: ExpenseFilter,
): AsyncGenerator<ExpenseMerchant> {
  const query: Query = [
    ['expand[]', 'merchant'],
    ['expense_type[]', 'CARD'],
    ['purchased_at_start', purchasedFrom],
    ['purchased_at_end', purchasedTo],
    ['limit', String(pageSize)],
  ];
  return allPages(path, (cursor) =>
    http.get(path, page, cursor === null ? query : [...query, ['cursor', cursor] as const]),
  );
}
