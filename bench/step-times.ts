import { recordWorkflowId } from '../workflows/contract';
import { round } from './report';
import type { MadeRecord } from './sandbox-control';
import type { Stand } from './stand';

/** So many runs tell enough. */
const looked = 40;

interface Times {
  readonly waited: number[];
  readonly worked: number[];
}

/** Mean milliseconds that each activity waited for a slot and worked, from the histories of some runs. */
export async function stepTimes(
  stand: Stand,
  records: readonly MadeRecord[],
): Promise<Record<string, { waited: number; worked: number }>> {
  const times = new Map<string, Times>();
  const every = Math.max(1, Math.floor(records.length / looked));
  for (const { id } of records.filter((_, index) => index % every === 0))
    for (const { name, waited, worked } of await activitiesOf(stand, id)) {
      const known = times.get(name) ?? { waited: [], worked: [] };
      known.waited.push(waited);
      known.worked.push(worked);
      times.set(name, known);
    }
  return Object.fromEntries(
    [...times].map(([name, { waited, worked }]) => [name, { waited: mean(waited), worked: mean(worked) }]),
  );
}

interface ActivityTimes {
  readonly name: string;
  readonly waited: number;
  readonly worked: number;
}

async function activitiesOf(stand: Stand, recordId: string): Promise<ActivityTimes[]> {
  const workflowId = recordWorkflowId(stand.connectionId, recordId);
  const { events } = await stand.temporal.workflow.getHandle(workflowId).fetchHistory();
  const all = events ?? [];
  const byId = new Map(all.map((event) => [Number(event.eventId), event]));
  return all.flatMap((event) => {
    const completed = event.activityTaskCompletedEventAttributes;
    if (!completed) return [];
    const scheduled = byId.get(Number(completed.scheduledEventId));
    const started = byId.get(Number(completed.startedEventId));
    const name = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? 'unknown';
    return [
      {
        name,
        waited: millisOf(started?.eventTime) - millisOf(scheduled?.eventTime),
        worked: millisOf(event.eventTime) - millisOf(started?.eventTime),
      },
    ];
  });
}

type Timestamp = { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined;

function millisOf(time: Timestamp): number {
  return Number(time?.seconds ?? Number.NaN) * 1_000 + (time?.nanos ?? 0) / 1_000_000;
}

function mean(values: readonly number[]): number {
  return round(values.reduce((total, value) => total + value, 0) / values.length, 1);
}
