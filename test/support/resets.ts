import { randomUUID } from 'node:crypto';
import { temporal as proto } from '@temporalio/proto';
import { runOf } from './booking';
import type { Stack } from './stack';

type EventId = NonNullable<proto.api.history.v1.IHistoryEvent['eventId']>;

export interface Task {
  readonly runId: string;
  readonly eventId: EventId;
}

/** The first workflow task and each from which an activity was begun, in the record's current run. */
export async function resettable(stack: Stack, recordId: string): Promise<Task[]> {
  const run = runOf(stack, recordId);
  const { runId } = await run.describe();
  const events = (await run.fetchHistory()).events ?? [];
  const first = events.find(({ workflowTaskCompletedEventAttributes: done }) => done)?.eventId;
  const begun = events.map(
    (event) => event.activityTaskScheduledEventAttributes?.workflowTaskCompletedEventId,
  );
  const tasks = [first, ...begun].flatMap((eventId) =>
    eventId ? [[String(eventId), eventId] as const] : [],
  );
  return [...new Map(tasks).values()].map((eventId) => ({ runId, eventId }));
}

/** As a person does in Temporal's UI: the run goes on from that task, with every signal and update that came after it. */
export async function reset(stack: Stack, recordId: string, { runId, eventId }: Task): Promise<void> {
  await stack.temporal.workflowService.resetWorkflowExecution({
    namespace: stack.temporal.options.namespace,
    workflowExecution: { workflowId: runOf(stack, recordId).workflowId, runId },
    reason: 'a person tries it',
    workflowTaskFinishEventId: eventId,
    requestId: randomUUID(),
    resetReapplyType: proto.api.enums.v1.ResetReapplyType.RESET_REAPPLY_TYPE_ALL_ELIGIBLE,
  });
}
