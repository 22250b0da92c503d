import { recordStartOptions, recordWorkflowType, wakeSignal } from '../../workflows/contract';
import type { ActivityDependencies, RecordKey } from './dependencies';

/** Has a parked record look again; opens a run where it has none any more. */
export async function wakeRecord(
  { temporal, postingQueue }: ActivityDependencies,
  { connectionId, recordId }: RecordKey,
): Promise<void> {
  await temporal.workflow.signalWithStart(recordWorkflowType, {
    ...recordStartOptions({ connectionId, recordId }, postingQueue),
    signal: wakeSignal,
    signalArgs: [],
  });
}
