import pLimit from 'p-limit';
import { recordReadySignal, recordStartOptions, recordWorkflowType } from '../workflows/contract';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';

export interface RecordsToStart {
  readonly connectionId: string;
  readonly source: 'webhook' | 'backfill' | 'cash';
  readonly records: readonly RecordToStart[];
}

interface RecordToStart {
  readonly recordId: string;
  readonly version?: number;
  /** Whoever found it knows nothing new of it: a run that waits is not woken. */
  readonly isKnown?: boolean;
}

const found = {
  webhook: 'ready for export, by a large delivery',
  backfill: 'found by backfill',
  cash: 'found among the cash activity',
} as const;

/** So many starts at once: the Temporal server takes more, but not without making others wait. */
const atOnce = 16;

/** Notes each record in the ledger and starts (or signals) its run; returns how many. Harmless to repeat. */
export function startRecords({ store, temporal, postingQueue }: ActivityDependencies) {
  return async ({ connectionId, source, records }: RecordsToStart): Promise<number> => {
    const limit = pLimit(atOnce);
    await Promise.all(
      records.map(({ recordId, version, isKnown = false }) =>
        limit(async () => {
          const row = await store.ledger.see({ connectionId, recordId, source, version });
          const options = recordStartOptions({ connectionId, recordId }, postingQueue);
          const isNews = !isKnown && (row.version === null || version === undefined || version > row.version);
          if (!isNews) {
            // opens a run where there is none; one that waits is not disturbed by what it knows
            await temporal.workflow.start(recordWorkflowType, options);
            return;
          }
          const run = await temporal.workflow.signalWithStart(recordWorkflowType, {
            ...options,
            signal: recordReadySignal,
            signalArgs: [version === undefined ? {} : { version }],
          });
          await store.audit.append({
            connectionId,
            recordId,
            actor: { kind: 'activity', name: 'startRecords' },
            step: source,
            outcome: 'ok',
            summary: found[source],
            workflowId: run.workflowId,
            runId: run.signaledRunId,
          });
        }),
      ),
    );
    tellAudit(`${records.length} records started`);
    return records.length;
  };
}
