import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import pLimit from 'p-limit';
import {
  type ExportStatus,
  type RecordStatus,
  recordWorkflowType,
  searchAttributes,
  statusQuery,
} from '../workflows/contract';
import { countsLine, isTelling, recordLines, statusWords } from './record-lines';
import type { Log } from './run-command';

export interface LiveViewOptions {
  readonly client: Client;
  readonly connectionId: string;
  readonly uiUrl: string;
  readonly log: Log;
  readonly pollMs?: number;
}

/** Visibility lags behind a little; what closed this long before the last look is looked at again. */
const overlapMs = 15_000;
/** A run whose worker is busy is asked again at the next look, at most this often. */
const asksPerMoment = 5;
const askWithinMs = 4_000;
const countsEveryMs = 5_000;

/**
 * Prints what becomes of each record, from Temporal's visibility (which runs are open or have just closed, and
 * their state) and, where there is something to say, from the run's own `status`. Runs until the signal.
 */
export async function showRecords(options: LiveViewOptions, signal: AbortSignal): Promise<void> {
  const view = new LiveView(options);
  while (!signal.aborted) {
    await view.look().catch(() => undefined); // the server is away for a moment: it is looked at again
    await sleep(options.pollMs ?? 1_000, undefined, { signal }).catch(() => undefined);
  }
}

/** What was seen of each run, so that only changes are printed. */
export class LiveView {
  private readonly seen = new Map<string, { words: string; printed: string; asked: number }>();
  private readonly limit = pLimit(4);
  private since = new Date();
  private lastCounts = { at: 0, line: '' };

  constructor(private readonly options: LiveViewOptions) {}

  /** One look at all runs that are open or closed since the last one. */
  async look(): Promise<void> {
    const began = new Date();
    const runs: WorkflowExecutionInfo[] = [];
    for await (const run of this.options.client.workflow.list({ query: this.query() })) runs.push(run);
    const told = await Promise.all(runs.map((run) => this.limit(() => this.follow(run))));
    this.since = began;
    if (!told.some(Boolean)) this.printCounts(began);
  }

  private query(): string {
    const since = new Date(this.since.getTime() - overlapMs).toISOString();
    return [
      `WorkflowType = '${recordWorkflowType}'`,
      `${searchAttributes.connection.name} = '${this.options.connectionId}'`,
      `(ExecutionStatus = 'Running' OR CloseTime > '${since}')`,
    ].join(' AND ');
  }

  /** Prints a run's lines where it has come to something new; returns whether it did. */
  private async follow(run: WorkflowExecutionInfo): Promise<boolean> {
    const status = statusOf(run);
    const reason = String(run.typedSearchAttributes.get(searchAttributes.reason) ?? '');
    const moment = `${run.runId} ${status} ${reason}`;
    const known = this.seen.get(run.workflowId) ?? { words: '', printed: '', asked: 0 };
    this.seen.set(run.workflowId, known);
    known.words = statusWords(status);
    if (!isTelling(status) || known.printed === moment) return false;
    const view = await this.ask(run);
    known.asked = view ? 0 : known.asked + 1;
    if (!view && known.asked < asksPerMoment) return false;
    known.printed = moment;
    known.asked = 0;
    this.print(run, status, view);
    return true;
  }

  private print(run: WorkflowExecutionInfo, status: ExportStatus, view: RecordStatus | null): void {
    const recordId = run.workflowId.split('/').slice(2).join('/');
    const url = this.pageOf(run);
    for (const line of recordLines({ at: new Date(), recordId, status, view, url })) this.options.log(line);
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

  private printCounts(at: Date): void {
    const counts = new Map<string, number>();
    for (const { words } of this.seen.values()) counts.set(words, (counts.get(words) ?? 0) + 1);
    const line = [...counts].sort().join();
    if (line === this.lastCounts.line || at.getTime() - this.lastCounts.at < countsEveryMs) return;
    this.lastCounts = { at: at.getTime(), line };
    this.options.log(countsLine(at, counts));
  }
}

/** A run that has only just been started carries no status yet. */
function statusOf(run: WorkflowExecutionInfo): ExportStatus {
  return (run.typedSearchAttributes.get(searchAttributes.status) as ExportStatus | undefined) ?? 'Fetching';
}
