import type { AccountingRecord } from '../../accounting/accounting-record';
import { cashRecord, cashTransactionId } from '../../accounting/cash';
import type { CashTransaction } from '../../accounting/cash-transaction';
import type { Store } from '../../store';
import type { Connected } from '../connection/connection-clients';
import type { RecordKey } from './dependencies';

export interface SourceRecord {
  readonly record: AccountingRecord;
  /** Where the record stands for cash activity. */
  readonly cash?: CashTransaction;
}

/** A record from Brex, or cash activity as the import read it last; null where there is none. */
export async function readSource(
  store: Store,
  { records }: Connected,
  { connectionId, recordId }: RecordKey,
): Promise<SourceRecord | null> {
  const transactionId = cashTransactionId(recordId);
  if (transactionId === null) {
    const record = await records.read(recordId);
    return record && { record };
  }
  const stored = await store.cash.get(connectionId, transactionId);
  return stored && { record: cashRecord(stored.transaction, stored.version), cash: stored.transaction };
}
