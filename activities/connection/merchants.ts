import pLimit, { type Limit } from 'p-limit';
import type { Merchant } from '../../accounting/accounting-record';
import { type BrexClient, BrexError, type BrexErrorKind } from '../../brex';
import { onBehalfOf } from '../support/step';
import { type Asked, Batches } from './batches';
import { type CardExpense, ExpenseLists, type ListedPart } from './expense-lists';
import { aMoment } from './patience';

type Answer = Merchant | null | Error;

const mostExpenses = 500;
/** The merchant of an expense hardly ever changes; a page tells those of expenses that are asked for next. */
const freshForMs = 10 * 60_000;
const mostKept = 10_000;
const pageSize = 100;
/** Pages may cost a third of the single calls that they may save, and steps must not wait for more than 30. */
const callsSavedByPage = 3;
const mostPages = 30;

/** Refusals that mean that the list is of no use, not that Brex is in trouble. */
const noList: readonly BrexErrorKind[] = ['invalid', 'not-found', 'bad-reply'];

/**
 * Merchants of card expenses (BREX.md 6). Of expenses that are asked for together, those of near dates are looked
 * for in pages of the list as long as that is cheaper, the rest is read singly. Whoever asks next finds in memory what
 * the pages told, and reads on where they ended.
 */
export class Merchants {
  private readonly kept = new Map<string, { merchant: Merchant; readAt: number }>();
  private readonly lists: ExpenseLists;
  private readonly batches: Batches<CardExpense, Merchant | null>;
  /** One batch after the other, so that no page is read twice. */
  private readonly inTurn = pLimit(1);

  constructor(
    private readonly brex: BrexClient,
    private readonly atOnce: Limit,
  ) {
    this.lists = new ExpenseLists(brex, freshForMs);
    this.batches = new Batches({
      most: mostExpenses,
      patience: aMoment,
      send: (asked) => this.inTurn(() => this.send(asked)),
    });
  }

  /** null where the expense or its merchant is unknown. Throws `BrexError`. */
  async of(expense: CardExpense): Promise<Merchant | null> {
    return this.known(expense.expenseId) ?? this.batches.ask(expense);
  }

  private async send(asked: readonly Asked<CardExpense>[]): Promise<Answer[]> {
    const refused = new Map<string, Error>();
    for (const part of this.lists.partsOf(this.unknown(asked, refused)))
      await this.readPages(part, asked, refused);
    const found = await Promise.all(
      [...new Set(this.unknown(asked, refused).map(({ expenseId }) => expenseId))].map(
        async (id) => [id, await this.readOne(id, asked)] as const,
      ),
    );
    const single = new Map<string, Answer>([...refused, ...found]);
    return asked.map(({ item: { expenseId } }) => single.get(expenseId) ?? this.known(expenseId));
  }

  private unknown(asked: readonly Asked<CardExpense>[], refused: ReadonlyMap<string, Error>): CardExpense[] {
    return asked
      .map(({ item }) => item)
      .filter(({ expenseId }) => !this.known(expenseId) && !refused.has(expenseId));
  }

  /** Keeps what pages of the list tell, until all that is wanted is known or they have cost enough. */
  private async readPages(
    { list, expenses }: ListedPart,
    asked: readonly Asked<CardExpense>[],
    refused: Map<string, Error>,
  ): Promise<void> {
    const wanted = new Set(expenses.map(({ expenseId }) => expenseId));
    const most = Math.min(Math.floor(wanted.size / callsSavedByPage), mostPages) * pageSize;
    try {
      await this.call(new Set(wanted), asked, async () => {
        for (let read = 0; read < most && wanted.size > 0; read += 1) {
          const next = await list.items.next();
          if (next.done) return;
          const { expenseId, merchant } = next.value;
          if (merchant) this.keep(expenseId, merchant);
          wanted.delete(expenseId);
        }
      });
    } catch (error) {
      this.lists.forget(list);
      if (error instanceof BrexError && noList.includes(error.kind)) return;
      for (const { expenseId } of expenses)
        if (!this.known(expenseId)) refused.set(expenseId, asError(error));
    }
  }

  private async readOne(id: string, asked: readonly Asked<CardExpense>[]): Promise<Answer> {
    try {
      const merchant = await this.call(new Set([id]), asked, () => this.brex.expenseMerchant(id));
      if (merchant) this.keep(id, merchant);
      return merchant;
    } catch (error) {
      return asError(error);
    }
  }

  private call<T>(
    ids: ReadonlySet<string>,
    asked: readonly Asked<CardExpense>[],
    call: () => Promise<T>,
  ): Promise<T> {
    const sharing = asked.filter(({ item }) => ids.has(item.expenseId)).map(({ step }) => step);
    return this.atOnce(() => onBehalfOf(sharing, call));
  }

  private known(expenseId: string): Merchant | null {
    const kept = this.kept.get(expenseId);
    return kept && Date.now() - kept.readAt < freshForMs ? kept.merchant : null;
  }

  private keep(expenseId: string, merchant: Merchant): void {
    this.kept.delete(expenseId);
    this.kept.set(expenseId, { merchant, readAt: Date.now() });
    // a Map is in order of insertion: the oldest goes
    for (const id of this.kept.keys()) {
      if (this.kept.size <= mostKept) return;
      this.kept.delete(id);
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
