import type { Money } from './money';

/** One settled movement of a Brex cash account (BREX.md 5). */
export interface CashTransaction {
  readonly id: string;
  readonly accountId: string;
  /** FEE, INTEREST, CARD_COLLECTION, …; Brex may add values. */
  readonly type: string | null;
  readonly description: string;
  /** Positive where money came in; null where Brex names none. */
  readonly amount: Money | null;
  /** YYYY-MM-DD */
  readonly postedOn: string;
}
