import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import {
  type BackfillInput,
  backfillScheduleId,
  backfillWorkflowType,
  searchAttributes,
} from '../workflows/contract';

export interface BackfillSchedule {
  readonly connectionId: string;
  /** Milliseconds between two runs; null where the connection's schedule is `off`. */
  readonly everyMs: number | null;
  readonly taskQueue: string;
}

/** One late run is enough after an outage: the run carries its own cursor. */
const catchupWindow = '10 minutes';

/** Connections of one Brex account's size shall not all ask at the same second. */
const jitterOf = (everyMs: number): number => Math.min(Math.round(everyMs / 10), 5 * 60_000);

/**
 * Creates, changes or (where it is off) deletes the backfill of a connection. Whoever paused it in the
 * Temporal UI finds it paused still. A new one runs at once, since records may have become ready before.
 * Trigger it with overlap SKIP only: a second run beside the first would ask Brex for the same pages.
 */
export async function ensureBackfillSchedule(client: Client, schedule: BackfillSchedule): Promise<void> {
  const { connectionId, everyMs, taskQueue } = schedule;
  const scheduleId = backfillScheduleId(connectionId);
  if (everyMs === null) return remove(client, scheduleId);
  const input: BackfillInput = { connectionId };
  const options = {
    spec: { intervals: [{ every: everyMs }], jitter: jitterOf(everyMs) },
    action: {
      type: 'startWorkflow' as const,
      workflowType: backfillWorkflowType,
      workflowId: scheduleId,
      taskQueue,
      args: [input],
      typedSearchAttributes: [{ key: searchAttributes.connection, value: connectionId }],
      staticSummary: `Records of ${connectionId} that no webhook told of`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow } as const,
  };
  try {
    await client.schedule.create({ ...options, scheduleId, state: { triggerImmediately: true } });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...options, state }));
  }
}

async function remove(client: Client, scheduleId: string): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
