import { type Money, sum } from './money';

/** A document of ours that is not posted in Epicor, as it is listed before close. */
export interface UnpostedItem {
  readonly group: string;
  /** "period 10 of 2026" */
  readonly period: string;
  readonly document: string;
  /** YYYY-MM-DD */
  readonly applyDate: string;
  /** What Brex calls the spend; where our ledger does not know the document, its total in Epicor. */
  readonly amount: Money;
  /** The Brex record; null where our ledger does not know the document. */
  readonly recordId: string | null;
  /** A person holds it back from posting. */
  readonly held: boolean;
}

export interface UnpostedGroup {
  readonly group: string;
  readonly period: string;
  readonly items: readonly UnpostedItem[];
  readonly totals: readonly Money[];
}

/** By group and period, each oldest first; the group with the oldest document comes first. */
export function byGroup(items: readonly UnpostedItem[]): UnpostedGroup[] {
  const groups = new Map<string, UnpostedItem[]>();
  for (const item of [...items].sort(oldestFirst)) {
    const name = `${item.group} ${item.period}`;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups.values()].map((members) => ({
    group: members[0]?.group ?? '',
    period: members[0]?.period ?? '',
    items: members,
    totals: totalsOf(members),
  }));
}

/** One sum per currency, in order of currency: amounts of different currencies are never added. */
export function totalsOf(items: readonly UnpostedItem[]): Money[] {
  const currencies = [...new Set(items.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) =>
    sum(
      items.map(({ amount }) => amount).filter((amount) => amount.currency === currency),
      currency,
    ),
  );
}

function oldestFirst(a: UnpostedItem, b: UnpostedItem): number {
  return compare(a.applyDate, b.applyDate) || compare(a.document, b.document);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
