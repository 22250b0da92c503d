import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { BrexError } from '../../brex';
import type { Learned } from '../../store';

/** Whether a record is a bill or a part of one, by its type (BREX.md 2.3). */
export function isBill(recordType: string | null): boolean {
  return recordType?.startsWith('BILL_') ?? false;
}

/** Whether a refused report shows that Brex takes none of bills. */
export function refusesBills({ kind }: BrexError, { brex }: ConnectionSettings): boolean {
  return brex.reportBills === 'auto' && ['invalid', 'not-ready', 'not-found', 'unconfirmed'].includes(kind);
}

/**
 * Whether `committed` is final for the record: Brex does not document that bills can be reported (BREX.md 2.5),
 * so it is a setting, or found out by the first refusal.
 */
export function staysUnreported(
  row: { readonly recordType: string | null },
  { brex }: ConnectionSettings,
  learned: Learned,
): boolean {
  if (!isBill(row.recordType)) return false;
  return brex.reportBills === 'never' || (brex.reportBills === 'auto' && learned.billsReportable === false);
}
