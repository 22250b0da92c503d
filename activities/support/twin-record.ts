import type { Attention } from '../../accounting/attention';
import type { LedgerRow, Store } from '../../store';

/** The same spend under another record id would be booked twice, and nothing in Epicor would stop it. */
export async function twinOf(
  store: Store,
  {
    connectionId,
    recordId,
    recordType,
    sourceId,
    amount,
    currency,
  }: Pick<LedgerRow, 'connectionId' | 'recordId' | 'recordType' | 'sourceId' | 'amount' | 'currency'>,
): Promise<Attention | null> {
  if (!recordType || !sourceId || amount === null || !currency) return null;
  const like = { type: recordType, sourceId, amount, currency };
  const twin = await store.ledger.findTwin(connectionId, like, recordId);
  if (!twin) return null;
  return {
    code: 'possible-duplicate',
    disposition: 'park',
    text: `Record ${twin.recordId} of the same expense and amount is already booked${twin.documentNumber ? ` as ${twin.documentNumber}` : ''}.`,
    remedy: 'If both are right, retry with confirm "duplicate"; otherwise skip this one.',
  };
}
