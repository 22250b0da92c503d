import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Store } from '../../store';
import { recordWorkflowId, wakeSignal } from '../../workflows/contract';

/** What another mapping may end: a value without a code, and a combination that makes no usable account. */
const causes = /^(mapping|account):/;

/**
 * Notes that these causes are gone: a record that is being parked this very moment looks for it once it is
 * registered, and the next poll of Epicor wakes what is not woken here.
 */
export function mappingChanged(store: Store, connectionId: string): Promise<void> {
  return store.causes.gone(connectionId, ['mapping:', 'account:']);
}

/** Has every record look again that waits for a mapping or an account; how many there were. */
export async function wakeMapped(client: Client, store: Store, connectionId: string): Promise<number> {
  const waiting = (await store.causes.list(connectionId)).filter(({ cause }) => causes.test(cause));
  let woken = 0;
  for (const { recordId, cause } of waiting) {
    try {
      await client.workflow.getHandle(recordWorkflowId(connectionId, recordId)).signal(wakeSignal);
      await store.causes.woken({ connectionId, recordId }, cause, 'told');
      woken += 1;
    } catch (error) {
      // its run was ended by hand: the backfill brings it back
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return woken;
}
