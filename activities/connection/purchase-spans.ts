import { DateTime } from 'luxon';

/** Something with the instant at which it was posted. */
export interface Dated {
  readonly postedAt: string;
}

/** Expenses of near dates, to be looked for in one list. */
export interface Span<Expense extends Dated> {
  readonly expenses: readonly Expense[];
  readonly purchasedFrom: string;
  readonly purchasedTo: string;
  /** When so many expenses were read in vain, single calls are cheaper. */
  readonly mostRead: number;
}

/**
 * The list knows when something was purchased; records when it was posted, which with cards is up to some days later
 * (`payment_posted_at` is not in the published file). What took longer is read singly.
 */
const settlesWithin = { days: 5 };
/** Clocks and time zones. */
const leeway = { days: 1 };
/** Expenses that lie further apart do not share a list: the days between would be paged for nothing. */
const nearDays = 10;
/** A list costs at least one call, and nobody knows how many other expenses are in it. */
const fewest = 10;
const pageSize = 100;
/** A list may cost a third of the single calls that it may save. */
const callsSavedByPage = 3;

/** Which of these expenses are worth a look into the list, by their dates; all others are cheaper read singly. */
export function purchaseSpans<Expense extends Dated>(expenses: readonly Expense[]): Span<Expense>[] {
  const dated = expenses
    .map((expense) => ({ expense, at: DateTime.fromISO(expense.postedAt, { zone: 'utc' }) }))
    .filter(({ at }) => at.isValid)
    .sort((a, b) => a.at.toMillis() - b.at.toMillis());
  const groups: (typeof dated)[] = [];
  for (const one of dated) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && one.at.diff(last.at).as('days') <= nearDays) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last || group.length < fewest) return [];
    return [
      {
        expenses: group.map(({ expense }) => expense),
        purchasedFrom: first.at.minus(settlesWithin).toISO() ?? '',
        purchasedTo: last.at.plus(leeway).toISO() ?? '',
        mostRead: Math.floor(group.length / callsSavedByPage) * pageSize,
      },
    ];
  });
}
