import type { Attention } from '../accounting/attention';
import { bookedStates } from '../accounting/ledger-states';
import { LedgerConflict } from '../store';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { tellReason } from './support/rulings';
import { ledgerRow } from './support/stored';

/**
 * Notes in the ledger why a record waits, and registers its cause, so that whoever sees the cause go can wake it.
 */
export function parkRecord({ store }: ActivityDependencies) {
  return async ({
    connectionId,
    recordId,
    attention,
  }: RecordKey & { attention: Attention }): Promise<void> => {
    const key = { connectionId, recordId };
    const { state } = await ledgerRow(store, key);
    // asked again by a run that was reset to before it was answered
    if (attention.code.startsWith('vendor-') && bookedStates.includes(state))
      throw new LedgerConflict(recordId, 'a record without a document', state);
    await store.ledger.note(key, `${attention.code}: ${attention.text}`);
    await store.causes.clear(key);
    if (attention.cause) await store.causes.register(key, attention.cause);
    tellReason(attention);
  };
}
