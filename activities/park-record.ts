import type { Attention } from '../accounting/attention';
import type { ActivityDependencies, RecordKey } from './dependencies';
import { tellReason } from './rulings';

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
    await store.ledger.note(key, `${attention.code}: ${attention.text}`);
    await store.causes.clear(key);
    if (attention.cause) await store.causes.register(key, attention.cause);
    tellReason(attention);
  };
}
