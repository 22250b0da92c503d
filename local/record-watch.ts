import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import pLimit from 'p-limit';
import {
  type ExportStatus,
  type RecordStatus,
  recordWorkflowType,
  searchAttributes,
  statusQuery,
} from '../workflows/contract';
import { isTelling, statusWords } from './record-lines';

export interface WatchOptions {
  readonly client: Client;
  readonly connectionId: string;
  /** Temporal's Web UI. */
  readonly uiUrl: string;
}

/** One record as far as its run has come. */
export interface WatchedRecord {
  readonly recordId: string;
  readonly status: ExportStatus;
  /** When it came to this, as far as was seen. */
  readonly at: Date;
  /** What the run says of itself; null where it was not asked or did not answer. */
  readonly view: RecordStatus | null;
  /** The page of its run. */
  readonly url: string;
}

interface Known {
  record: WatchedRecord;
  /** The state that was told of last. */
  told: string;
  asked: number;
}

/** Visibility lags behind a little; what closed this long before the last look is looked at again. */
const overlapMs = 15_000;
/** A run whose worker is busy is asked again at the next look, at most this often. */
const asksPerMoment = 5;
const askWithinMs = 4_000;

/**
 * Follows the records of one connection: which runs are open or have just closed, and their state, from Temporal's
 * visibility; where there is something to say, from the run's own `status`.
 */
export class RecordWatch {
  private readonly known = new Map<string, Known>();
  private readonly limit = pLimit(4);
  private since = new Date();

  constructor(private readonly options: WatchOptions) {}

  /** One look; gives the records that have come to something since the last one: done, or waiting anew. */
  async look(): Promise<WatchedRecord[]> {
    const began = new Date();
    const runs: WorkflowExecutionInfo[] = [];
    for await (const run of this.options.client.workflow.list({ query: this.query() })) runs.push(run);
    const told = await Promise.all(runs.map((run) => this.limit(() => this.follow(run))));
    this.since = began;
    return told.filter((record) => record !== null);
  }

  /** Every record that was seen. */
  all(): WatchedRecord[] {
    return [...this.known.values()].map(({ record }) => record);
  }

  /** How many are in each state, by the words for it. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { record } of this.known.values()) {
      const words = statusWords(record.status);
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    return counts;
  }

  private query(): string {
    const since = new Date(this.since.getTime() - overlapMs).toISOString();
    return [
      `WorkflowType = '${recordWorkflowType}'`,
      `${searchAttributes.connection.name} = '${this.options.connectionId}'`,
      `(ExecutionStatus = 'Running' OR CloseTime > '${since}')`,
    ].join(' AND ');
  }

  private async follow(run: WorkflowExecutionInfo): Promise<WatchedRecord | null> {
    const status = statusOf(run);
    const reason = String(run.typedSearchAttributes.get(searchAttributes.reason) ?? '');
    const moment = `${run.runId} ${status} ${reason}`;
    const known = this.known.get(run.workflowId) ?? this.meet(run, status);
    if (known.told === moment) return null;
    if (!isTelling(status)) {
      known.record = { ...known.record, status };
      return null;
    }
    const view = await this.ask(run);
    known.asked = view ? 0 : known.asked + 1;
    if (!view && known.asked < asksPerMoment) {
      known.record = { ...known.record, status };
      return null;
    }
    known.told = moment;
    known.asked = 0;
    known.record = { ...known.record, status, view, at: timeOf(run), url: this.pageOf(run) };
    return known.record;
  }

  private meet(run: WorkflowExecutionInfo, status: ExportStatus): Known {
    const recordId = run.workflowId.split('/').slice(2).join('/');
    const record = { recordId, status, at: new Date(), view: null, url: this.pageOf(run) };
    const known = { record, told: '', asked: 0 };
    this.known.set(run.workflowId, known);
    return known;
  }

  private pageOf({ workflowId, runId }: WorkflowExecutionInfo): string {
    const { namespace } = this.options.client.options;
    return `${this.options.uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  }

  private async ask(run: WorkflowExecutionInfo): Promise<RecordStatus | null> {
    const { connection, workflow } = this.options.client;
    try {
      return await connection.withDeadline(Date.now() + askWithinMs, () =>
        workflow.getHandle(run.workflowId, run.runId).query(statusQuery),
      );
    } catch {
      return null;
    }
  }
}

/** A run that has only just been started carries no status yet. */
function statusOf(run: WorkflowExecutionInfo): ExportStatus {
  return (run.typedSearchAttributes.get(searchAttributes.status) as ExportStatus | undefined) ?? 'Fetching';
}

/** A record that waits since yesterday says so, also after a restart of what watches it. */
function timeOf(run: WorkflowExecutionInfo): Date {
  const waiting = run.typedSearchAttributes.get(searchAttributes.waitingSince) as Date | undefined;
  return waiting ?? run.closeTime ?? new Date();
}
