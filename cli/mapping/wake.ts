import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Store } from '../../store';
import { recordWorkflowId, wakeSignal } from '../../workflows/contract';

/** What another mapping may end: a value without a code, and a combination that makes no usable account. */
const causes = /^(mapping|account):/;

/** Has every record look again that waits for a mapping or an account; how many there were. */
export async function wakeMapped(client: Client, store: Store, connectionId: string): Promise<number> {
  // a record that is being parked this very moment looks for it once it is registered
  await store.causes.gone(connectionId, ['mapping:', 'account:']);
  const waiting = (await store.causes.list(connectionId)).filter(({ cause }) => causes.test(cause));
  const records = [...new Set(waiting.map(({ recordId }) => recordId))];
  let woken = 0;
  for (const recordId of records) {
    try {
      await client.workflow.getHandle(recordWorkflowId(connectionId, recordId)).signal(wakeSignal);
      woken += 1;
    } catch (error) {
      // its run was ended by hand: the backfill brings it back
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return woken;
}
