import type { BrexClient, ExpenseMerchant } from '../../brex';
import { type Dated, type Dates, purchaseDates, purchaseSpans } from './purchase-spans';

/** An expense, and when its spend was posted. */
export type CardExpense = Dated & { readonly expenseId: string };

/** A list of card expenses by date of purchase, which is read page by page as far as it is needed. */
export interface ExpenseList extends Dates {
  /** What was not read yet. */
  readonly items: AsyncIterator<ExpenseMerchant>;
  readonly openedAt: number;
}

/** Expenses that the list may tell of. */
export interface ListedPart {
  readonly list: ExpenseList;
  readonly expenses: readonly CardExpense[];
}

/** Lists that were begun are read on for whoever asks for expenses of the same dates next. */
export class ExpenseLists {
  private open: ExpenseList[] = [];

  constructor(
    private readonly brex: BrexClient,
    private readonly freshForMs: number,
  ) {}

  /** Begins a list for expenses of dates that none covers, where they are worth one; what is worth none is left out. */
  partsOf(expenses: readonly CardExpense[]): ListedPart[] {
    this.open = this.open.filter(({ openedAt }) => Date.now() - openedAt < this.freshForMs);
    const parts = new Map<ExpenseList, CardExpense[]>();
    const others: CardExpense[] = [];
    for (const expense of expenses) {
      const list = this.coveringListOf(expense);
      if (list) parts.set(list, [...(parts.get(list) ?? []), expense]);
      else others.push(expense);
    }
    for (const span of purchaseSpans(others)) parts.set(this.begin(span), [...span.expenses]);
    return [...parts].map(([list, wanted]) => ({ list, expenses: wanted }));
  }

  forget(list: ExpenseList): void {
    this.open = this.open.filter((one) => one !== list);
  }

  private coveringListOf(expense: CardExpense): ExpenseList | undefined {
    const dates = purchaseDates(expense);
    return dates ? this.open.find(({ from, to }) => from <= dates.from && dates.to <= to) : undefined;
  }

  private begin({ from, to }: Dates): ExpenseList {
    const filter = { purchasedFrom: new Date(from).toISOString(), purchasedTo: new Date(to).toISOString() };
    const items = this.brex.cardExpenseMerchants(filter)[Symbol.asyncIterator]();
    const list = { from, to, items, openedAt: Date.now() };
    this.open.push(list);
    return list;
  }
}
