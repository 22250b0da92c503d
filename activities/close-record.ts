import type { Attention } from '../accounting/attention';
import type { ActivityDependencies, RecordKey } from './dependencies';
import { tellReason } from './rulings';

/** No document is wanted for the record: the ledger says why, Brex is left untouched. */
export function closeRecord({ store }: ActivityDependencies) {
  return async ({
    connectionId,
    recordId,
    attention,
  }: RecordKey & { attention: Attention }): Promise<void> => {
    await store.ledger.transition({ connectionId, recordId }, 'closed', {
      reason: `${attention.code}: ${attention.text}`,
    });
    tellReason(attention);
  };
}
