import type { LedgerRow } from './ledger-row';
import type { LedgerRecord } from './tables';

/** Without the columns that only the database uses. */
export function toRow({ epicorScope: _, ...row }: LedgerRecord): LedgerRow {
  return row;
}
