import type { AccountingRecord } from '../../accounting/accounting-record';
import { isCashType } from '../../accounting/cash';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { BrexError } from '../../brex';
import type { Learned } from '../../store';

/** Whether a record is a bill or a part of one, by its type (BREX.md 2.3). */
export function isBill(recordType: string | null): boolean {
  return recordType?.startsWith('BILL_') ?? false;
}

/**
 * Whether Brex has the record where it may be reported. Only a bill that is where bills are booked shows by its refusal
 * that bills cannot be reported.
 */
export function isReady(
  { reviewStatus, sourceType }: Pick<AccountingRecord, 'reviewStatus' | 'sourceType'>,
  { brex }: ConnectionSettings,
): boolean {
  if (reviewStatus === 'READY_FOR_EXPORT') return true;
  return sourceType === 'BILL' && brex.bookBillsIn.some((status) => status === reviewStatus);
}

/** Whether a refused report shows that Brex takes none of bills. */
export function refusesBills({ kind }: BrexError, { brex }: ConnectionSettings): boolean {
  return brex.reportBills === 'auto' && ['invalid', 'not-ready', 'not-found', 'unconfirmed'].includes(kind);
}

/**
 * Whether `committed` is final for the record. Cash activity is no record of Brex's. That bills can be reported, Brex
 * does not document (BREX.md 2.5), so it is a setting, or found out by the first refusal.
 */
export function staysUnreported(
  row: { readonly recordType: string | null },
  { brex }: ConnectionSettings,
  learned: Learned,
): boolean {
  if (isCashType(row.recordType)) return true;
  if (!isBill(row.recordType)) return false;
  return brex.reportBills === 'never' || (brex.reportBills === 'auto' && learned.billsReportable === false);
}

/** Why nobody is told. */
export function unreportedInWords(recordType: string | null): string {
  return isCashType(recordType)
    ? 'Booked in Epicor; Brex keeps no record of cash activity to be reported.'
    : 'Booked in Epicor; Brex takes no report for bills.';
}
