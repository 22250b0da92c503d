import type { Attention } from '../accounting/attention';
import { mayFollow } from '../accounting/ledger-states';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { tellReason } from './support/rulings';
import { ledgerRow } from './support/stored';

/** No document is wanted for the record: the ledger says why, Brex is left untouched. */
export function closeRecord({ store }: ActivityDependencies) {
  return async ({
    connectionId,
    recordId,
    attention,
  }: RecordKey & { attention: Attention }): Promise<void> => {
    const key = { connectionId, recordId };
    const { state } = await ledgerRow(store, key);
    // one that was returned or skipped is opened first
    if (!mayFollow(state, 'closed')) await store.ledger.transition(key, 'seen');
    await store.ledger.transition(key, 'closed', {
      reason: `${attention.code}: ${attention.text}`,
    });
    tellReason(attention);
  };
}
