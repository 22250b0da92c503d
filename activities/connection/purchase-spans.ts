/** Something with the instant at which it was posted. */
export interface Dated {
  readonly postedAt: string;
}

/** Dates of purchase, as instants in milliseconds. */
export interface Dates {
  readonly from: number;
  readonly to: number;
}

/** Expenses of near dates, to be looked for in one list. */
export interface Span<Expense extends Dated> extends Dates {
  readonly expenses: readonly Expense[];
}

const dayMs = 86_400_000;
/**
 * The list knows when something was purchased; records when it was posted, which with cards is up to some days later
 * (`payment_posted_at` is not in the published file). What took longer is read singly.
 */
const settlesWithinMs = 5 * dayMs;
/** Clocks and time zones. */
const leewayMs = dayMs;
/** Expenses that lie further apart do not share a list: the days between would be paged for nothing. */
const nearMs = 10 * dayMs;
/** A list costs at least one call, and nobody knows how many other expenses are in it. */
const fewest = 5;

/** When an expense that was posted then was most likely purchased; null where that is no date. */
export function purchaseDates({ postedAt }: Dated): Dates | null {
  const at = Date.parse(postedAt);
  return Number.isNaN(at) ? null : { from: at - settlesWithinMs, to: at + leewayMs };
}

/** Which of these expenses are worth a list, by their dates; all others are cheaper read singly. */
export function purchaseSpans<Expense extends Dated>(expenses: readonly Expense[]): Span<Expense>[] {
  const dated = expenses
    .flatMap((expense) => {
      const dates = purchaseDates(expense);
      return dates ? [{ expense, dates }] : [];
    })
    .sort((a, b) => a.dates.from - b.dates.from);
  const groups: (typeof dated)[] = [];
  for (const one of dated) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && one.dates.from - last.dates.from <= nearMs) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last || group.length < fewest) return [];
    return [{ expenses: group.map(({ expense }) => expense), from: first.dates.from, to: last.dates.to }];
  });
}
