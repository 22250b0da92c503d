import type { AccountingRecord } from '../../accounting/accounting-record';
import { type BrexClient, BrexError, type BrexErrorKind, type RecordFilter } from '../../brex';

/** What a list of records gave. */
export interface Listed {
  readonly records: readonly AccountingRecord[];
  /** Ids of those that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Repeating the question does not help. */
const refusals: readonly BrexErrorKind[] = ['invalid', 'denied', 'not-found', 'bad-reply'];

export type ListedBills = Listed & {
  /** Why the list was not given; null where it was. */
  readonly failure: BrexError | null;
  /** It is no trouble that passes. */
  readonly refused: boolean;
};

/** Cards and reimbursements that the bookkeeper exported (BREX.md 2.4). */
export function readyRecords(brex: BrexClient): Promise<Listed> {
  const reviewStatus = 'READY_FOR_EXPORT';
  return listed(brex, { reviewStatus }, (record) => record.reviewStatus === reviewStatus);
}

/**
 * Bills that changed, whatever their status: Brex's filter of it is not for bills. The parameters are on Brex's pages
 * only, not in its published file (BREX.md 2.4): where they are not taken, that must not hide what else is ready.
 */
export async function changedBills(brex: BrexClient, updatedAfter: string): Promise<ListedBills> {
  const sourceType = 'BILL';
  try {
    const bills = await listed(brex, { sourceType, updatedAfter }, (bill) => bill.sourceType === sourceType);
    return { ...bills, failure: null, refused: false };
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    return { records: [], unreadable: [], failure: error, refused: refusals.includes(error.kind) };
  }
}

/** One record that cannot be read must not hide the others. */
async function listed(
  brex: BrexClient,
  filter: RecordFilter,
  wanted: (record: AccountingRecord) => boolean,
): Promise<Listed> {
  const records: AccountingRecord[] = [];
  const unreadable: string[] = [];
  const onUnreadable = (id: string | null) => void (id !== null && unreadable.push(id));
  for await (const record of brex.records({ ...filter, onUnreadable }))
    if (wanted(record)) records.push(record);
  return { records, unreadable };
}
