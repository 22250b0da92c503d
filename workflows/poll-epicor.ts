import { setCurrentDetails } from '@temporalio/workflow';
import { type MirrorName, mirrorNames, mirrorTitles } from '../accounting/reference-data';
import type { PolledSlice } from '../activities/poll-table';
import { pollers } from './activity-groups';
import type { PollResult, ScheduledInput } from './contract';

/** What was read of one table so far, for people. */
type Progress = Pick<PolledSlice, 'rows' | 'changed' | 'gone' | 'problem' | 'done'>;

const nothing: Progress = { rows: 0, changed: 0, gone: 0, problem: null, done: false };

/**
 * Keeps our mirrors of Epicor's reference data in step, table by table, then wakes the parked records whose cause is
 * gone. One table at a time, so that postings are not starved of calls; how far it has come is in the run's details.
 */
export async function pollEpicor({ connectionId }: ScheduledInput): Promise<PollResult> {
  const { pollTable, wakeParked } = pollers(connectionId);
  const seen = new Map<MirrorName, Progress>();
  for (const mirror of mirrorNames) {
    let progress = nothing;
    for (let after: string | null = null; !progress.done; ) {
      show(seen.set(mirror, progress));
      const slice: PolledSlice = await pollTable({ connectionId, mirror, after });
      progress = joined(progress, slice);
      after = slice.after;
    }
    show(seen.set(mirror, progress));
  }
  const woken = await wakeParked({ connectionId });
  const all = [...seen.values()];
  return {
    rows: sum(all.map(({ rows }) => rows)),
    changed: sum(all.map(({ changed }) => changed)),
    gone: sum(all.map(({ gone }) => gone)),
    woken,
    problems: all.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  };
}

function joined(before: Progress, slice: PolledSlice): Progress {
  return {
    rows: before.rows + slice.rows,
    changed: before.changed + slice.changed,
    gone: before.gone + slice.gone,
    problem: slice.problem,
    done: slice.done,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function show(seen: ReadonlyMap<MirrorName, Progress>): void {
  const lines = [...seen].map(([mirror, { rows, changed, gone, problem, done }]) => {
    const how = problem ?? (done ? 'read' : '**reading**');
    return `| ${mirrorTitles[mirror]} | ${rows} | ${changed} | ${gone} | ${how} |`;
  });
  setCurrentDetails(
    ['| Table | Rows read | Changed | Gone | |', '|---|---:|---:|---:|---|', ...lines].join('\n'),
  );
}
