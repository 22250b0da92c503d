import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import {
  backfillWorkflowType,
  cashWorkflowType,
  pollWorkflowType,
  postGroupsWorkflowType,
  referenceWorkflowType,
  remindWorkflowType,
  type ScheduledInput,
  scheduledAlignmentWorkflowType,
  scheduleId,
  searchAttributes,
  tokenWatchWorkflowType,
  wakePostedWorkflowType,
} from '../workflows/contract';

interface ScheduledWorkflow {
  readonly workflowType: string;
  /** In ids, where that is not the name in the connection file. */
  readonly id?: string;
  /** Beside its runs in the Temporal UI. */
  readonly summary: string;
}

/** What each schedule of a connection starts, by its name; every workflow takes `ScheduledInput`. */
const scheduledWorkflows = {
  backfill: { workflowType: backfillWorkflowType, summary: 'Records that no webhook told of' },
  postGroups: {
    id: 'post-groups',
    workflowType: postGroupsWorkflowType,
    summary: 'Groups to be posted in Epicor',
  },
  wakePosted: {
    id: 'wake-posted',
    workflowType: wakePostedWorkflowType,
    summary: 'Records that wait until they are posted',
  },
  cashImport: { workflowType: cashWorkflowType, summary: 'Cash activity without a record' },
  referenceSync: { workflowType: referenceWorkflowType, summary: "Epicor's codes to Brex" },
  tokenWatch: { workflowType: tokenWatchWorkflowType, summary: 'Whether Brex still takes the token' },
  epicorPoll: { workflowType: pollWorkflowType, summary: "Epicor's reference data, and what it wakes" },
  reminders: { workflowType: remindWorkflowType, summary: 'Tells of records that wait for a vendor' },
  vendorAlignment: {
    id: 'align-vendors',
    workflowType: scheduledAlignmentWorkflowType,
    summary: 'Vendors of both directories',
  },
} as const satisfies Readonly<Record<string, ScheduledWorkflow>>;

export type ScheduledName = keyof typeof scheduledWorkflows;
export const scheduledNames = Object.keys(scheduledWorkflows) as readonly ScheduledName[];

export interface ConnectionSchedule {
  readonly name: ScheduledName;
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
 * Creates, changes or (where it is off) deletes a schedule of a connection. Whoever paused it in the Temporal UI
 * finds it paused still. A new one runs at once, since there may be work from before. Trigger it with overlap
 * SKIP only: a second run beside the first would do the same work.
 */
export async function ensureSchedule(client: Client, schedule: ConnectionSchedule): Promise<void> {
  const { name, connectionId, everyMs, taskQueue } = schedule;
  const { workflowType, summary, id: idName = name }: ScheduledWorkflow = scheduledWorkflows[name];
  const id = scheduleId(idName, connectionId);
  if (everyMs === null) return remove(client, id);
  const input: ScheduledInput = { connectionId };
  const options = {
    spec: { intervals: [{ every: everyMs }], jitter: jitterOf(everyMs) },
    action: {
      type: 'startWorkflow' as const,
      workflowType,
      workflowId: id,
      taskQueue,
      args: [input],
      typedSearchAttributes: [{ key: searchAttributes.connection, value: connectionId }],
      staticSummary: `${summary}: ${connectionId}`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow } as const,
  };
  try {
    await client.schedule.create({ ...options, scheduleId: id, state: { triggerImmediately: true } });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(id).update(({ state }) => ({ ...options, state }));
  }
}

async function remove(client: Client, id: string): Promise<void> {
  try {
    await client.schedule.getHandle(id).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
