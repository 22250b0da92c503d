import { add, type Money, money } from './money';
import type { VendorCandidate } from './vendor-matching';

/** A record that waits for a vendor. */
interface Waiting {
  readonly recordId: string;
  readonly merchant: string;
  readonly merchantKeys: readonly string[];
  readonly question: string;
  readonly candidates: readonly VendorCandidate[];
  readonly askedAt: Date;
  readonly remindedAt: Date | null;
  readonly escalatedAt: Date | null;
  readonly amount: string | null;
  readonly currency: string | null;
}

/** What waits for one answer. */
export interface WaitingMerchant {
  /** Names the merchant in commands. */
  readonly key: string;
  readonly merchant: string;
  /** The longest waiting first. */
  readonly recordIds: readonly string[];
  /** One for each currency. */
  readonly totals: readonly Money[];
  readonly since: Date;
  readonly question: string;
  readonly candidates: readonly VendorCandidate[];
  /** "reminded" or "escalated" where people were told of it; else blank. */
  readonly told: '' | 'reminded' | 'escalated';
}

/** Groups records by who was paid: one answer, if it is remembered, holds for all records of a group. */
export function waitingMerchants(waiting: readonly Waiting[]): WaitingMerchant[] {
  const groups = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].map(([key, records]) => groupOf(key, records)).sort(longestFirst);
}

/** The group that is named: by its key, one of its merchant's keys, its merchant's name, or one of its records. */
export function findMerchant<W extends Waiting>(
  waiting: readonly W[],
  named: string,
): WaitingMerchant | undefined {
  const wanted = named.trim().toLowerCase();
  const keys = waiting
    .filter(({ recordId, merchant, merchantKeys }) =>
      [recordId, merchant, ...merchantKeys].some((name) => name.toLowerCase() === wanted),
    )
    .map(keyOf);
  return waitingMerchants(waiting).find(({ key }) => keys.includes(key));
}

/** By the merchant's name, which is a key of memory too; a record of nobody stands by itself. */
const keyOf = ({ merchantKeys, recordId }: Waiting): string => merchantKeys.at(-1) ?? recordId;

function groupOf(key: string, records: readonly Waiting[]): WaitingMerchant {
  const ordered = [...records].sort((left, right) => left.askedAt.getTime() - right.askedAt.getTime());
  const [first] = ordered as [Waiting, ...Waiting[]];
  return {
    key,
    merchant: first.merchant,
    recordIds: ordered.map(({ recordId }) => recordId),
    totals: totalsOf(ordered),
    since: first.askedAt,
    question: first.question,
    candidates: first.candidates,
    told: ordered.some(({ escalatedAt }) => escalatedAt)
      ? 'escalated'
      : ordered.some(({ remindedAt }) => remindedAt)
        ? 'reminded'
        : '',
  };
}

function totalsOf(records: readonly Waiting[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { amount, currency } of records) {
    if (amount === null || currency === null) continue;
    const one = money(amount, currency);
    const sofar = totals.get(one.currency);
    totals.set(one.currency, sofar ? add(sofar, one) : one);
  }
  return [...totals.values()];
}

const longestFirst = (left: WaitingMerchant, right: WaitingMerchant): number =>
  left.since.getTime() - right.since.getTime() || (left.key < right.key ? -1 : 1);
