import type { AccountingRecord, Merchant, RecordSnapshot } from '../../accounting/accounting-record';
import { isOtherSideInDoubt } from '../../accounting/clearing-lines';
import { type BrexClient, BrexError } from '../../brex';
import type { Connected } from '../connection/connection-clients';
import type { SourceRecord } from './record-source';

/** What the accounting rules need to know of the record. */
export async function snapshotOf(
  { brex, fieldNames, settings }: Connected,
  { record, cash }: SourceRecord,
  merchant: Merchant | null,
): Promise<RecordSnapshot> {
  if (cash) return { record, merchant, names: { fields: {}, values: {} }, cash };
  const names = await fieldNames.of(record);
  const snapshot = { record, merchant, names };
  if (!isOtherSideInDoubt(snapshot, settings)) return snapshot;
  return { ...snapshot, singleEntryLineIds: await singleEntryLineIds(brex, record.id) };
}

/** Brex's own view is a cross-check: where it refuses the question, the record is booked without. */
async function singleEntryLineIds(brex: BrexClient, recordId: string): Promise<string[] | null> {
  try {
    return await brex.singleEntryLineIds(recordId);
  } catch (error) {
    if (error instanceof BrexError && error.kind === 'invalid') return null;
    throw error;
  }
}

/**
 * The merchant of card spend stands on its expense, not on the record (BREX.md 2.3, 6). A token without the
 * expenses scope, or an expense that is gone, costs the name only: a person is then asked for the vendor.
 */
export async function expenseMerchant(
  { merchants }: Connected,
  record: AccountingRecord,
): Promise<Merchant | null> {
  if (record.sourceType !== 'CARD' || !record.sourceId) return null;
  try {
    return await merchants.of({ expenseId: record.sourceId, postedAt: record.postedAt });
  } catch (error) {
    if (
      error instanceof BrexError &&
      (error.kind === 'denied' || error.kind === 'not-found' || error.kind === 'invalid')
    )
      return null;
    throw error;
  }
}
