import type { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { remindersEveryMs } from '../accounting/approval-reminders';
import { durationMs } from '../accounting/connection-file';
import type { ConnectionSettings } from '../accounting/connection-settings';
import type { Store, StoredConnection } from '../store';
import { ensureSchedule, type ScheduledName, scheduledNames } from '../temporal/schedules';
import { brexQueue, epicorQueue } from '../workflows/contract';

/**
 * Steps towards Epicor at once, per connection and process. Each call holds a licence for its duration (EPICOR.md
 * 7): how many calls are under way is bounded by the client's connections (epicor/http.ts), which are fewer, so
 * that steps which wait for our own database keep no connection idle.
 */
export const epicorAtOnce = 8;
/**
 * Steps towards Brex at once: enough that a batch of a hundred reads and one of reports can fill at the same time
 * (activities/connection/batches.ts). How many calls are under way is bounded there.
 */
export const brexAtOnce = 250;

export interface ConnectionWorkersOptions {
  readonly store: Store;
  readonly temporal: Client;
  readonly postingQueue: string;
  /** What all workers of the process have in common. */
  readonly shared: Omit<WorkerOptions, 'taskQueue'>;
}

/**
 * Serves each connection: a queue for its calls to Brex, one for its calls to Epicor, and its schedules.
 * Connections that are added or changed later are served without a restart.
 */
export class ConnectionWorkers {
  private readonly running = new Map<string, { worker: Worker; done: Promise<void> }>();
  private readonly scheduled = new Map<string, number>();
  private serving: Promise<void> | null = null;

  constructor(private readonly options: ConnectionWorkersOptions) {}

  /** Brings workers and schedules in line with the stored connections; calls that overlap share one round. */
  serveAll(): Promise<void> {
    this.serving ??= this.round().finally(() => {
      this.serving = null;
    });
    return this.serving;
  }

  async stop(): Promise<void> {
    await this.serving?.catch(() => undefined);
    for (const { worker } of this.running.values()) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  private async round(): Promise<void> {
    for (const connection of await this.options.store.connections.list()) {
      await this.serve(brexQueue(connection.settings.id), brexAtOnce);
      await this.serve(epicorQueue(connection.settings.id), epicorAtOnce);
      await this.schedule(connection);
    }
  }

  private async serve(taskQueue: string, maxConcurrentActivityTaskExecutions: number): Promise<void> {
    if (this.running.has(taskQueue)) return;
    const worker = await Worker.create({
      ...this.options.shared,
      taskQueue,
      maxConcurrentActivityTaskExecutions,
    });
    this.running.set(taskQueue, { worker, done: worker.run() });
  }

  private async schedule({ settings, revision }: StoredConnection): Promise<void> {
    if (this.scheduled.get(settings.id) === revision) return;
    for (const name of scheduledNames) {
      await ensureSchedule(this.options.temporal, {
        name,
        connectionId: settings.id,
        everyMs: everyMsOf(name, settings),
        taskQueue: this.options.postingQueue,
      });
    }
    this.scheduled.set(settings.id, revision);
  }
}

/**
 * How often the connection wants it; null where its work is switched off. How often reminders are looked for follows
 * from when they are due.
 */
function everyMsOf(
  name: ScheduledName,
  { schedules, posting, approvals }: ConnectionSettings,
): number | null {
  if (name === 'reminders') return remindersEveryMs(approvals);
  if (name === 'postGroups' && !posting.postGroups) return null;
  if (name === 'wakePosted' && posting.markExportedWhen !== 'posted') return null;
  // a connection that was stored before there was such a schedule has it once it is connected again
  const every = schedules[name] ?? 'off';
  return every === 'off' ? null : durationMs(every);
}
