import type { Behaviour } from './behaviour';
import type { Database } from './database';

/** What an operation works on. */
export interface Context {
  readonly db: Database;
  readonly behaviour: Behaviour;
  readonly company: string;
  readonly coaCode: string;
  readonly separator: string;
  readonly bookId: string;
  readonly baseCurrency: string;
  /** Base currency units for one unit of a currency, decimal text. */
  readonly rates: Readonly<Record<string, string>>;
  /** An apply date before this day is refused. */
  readonly earliestApplyDate: string;
  /** Who calls. */
  readonly user: string;
  /** Does `work` after a while, as the system agent does: in its own transaction, by the same user. */
  later(delayMs: number, work: (context: Context) => void): void;
  /** Counts a prompt of UpdateMaster as asked. */
  promptAsked(): void;
  now(): Date;
}

export const today = (context: Context): string => `${context.now().toISOString().slice(0, 10)}T00:00:00`;
