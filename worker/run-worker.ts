import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import { type Activities, connectionClients, createActivities } from '../activities';
import type { Store } from '../store';
import { temporalSettings } from '../temporal/connection';
import { brexQueue, epicorQueue } from '../workflows/contract';
import { stepInterceptor } from './step-interceptor';

export interface WorkerOptions {
  readonly store: Store;
  readonly temporal: Client;
  readonly dataConverter: DataConverter;
  readonly postingQueue: string;
  readonly log: Logger;
  /** Made by `bundleWorkflows`; made anew where absent. */
  readonly workflowBundle?: WorkflowBundleWithSourceMap;
}

export interface RunningWorker {
  /** Lets activities under way end, then stops polling. */
  stop(): Promise<void>;
  /** Settles when every part has stopped; rejects where one failed. */
  readonly done: Promise<void>;
}

/** Each Epicor call holds a licence for its duration (EPICOR.md 7): few at once, per connection and process. */
const epicorAtOnce = 4;
const brexAtOnce = 16;
const localAtOnce = 50;
/** New connections are noticed this often. */
const watchMs = 3_000;
/** A write to Epicor is let finish. */
const grace = '30 seconds';

export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows'),
    logger: new DefaultLogger('WARN'),
  });
}

/**
 * Runs workflows and local steps on the posting queue, and for each connection the calls to Brex and to Epicor on
 * queues of their own; connections that are added later are served without a restart.
 */
export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  const connections = connectionClients(options.store);
  const connection = await NativeConnection.connect(temporalSettings().connectionOptions);
  const activities = createActivities({
    store: options.store,
    connections,
    temporal: options.temporal,
    postingQueue: options.postingQueue,
  });
  const shared = {
    connection,
    namespace: options.temporal.options.namespace,
    dataConverter: options.dataConverter,
    activities,
    interceptors: { activity: [stepInterceptor(options.store, options.log)] },
    shutdownGraceTime: grace,
  };
  const posting = await Worker.create({
    ...shared,
    taskQueue: options.postingQueue,
    workflowBundle: options.workflowBundle ?? (await bundleWorkflows()),
    maxConcurrentActivityTaskExecutions: localAtOnce,
  });
  const queues = new QueueWorkers(shared);
  await queues.serveAll(options.store);
  const watch = setInterval(() => {
    queues
      .serveAll(options.store)
      .catch((error: unknown) =>
        options.log.warn({ problem: String(error) }, 'connections could not be looked up'),
      );
  }, watchMs);

  const done = posting.run().finally(async () => {
    clearInterval(watch);
    await queues.stop();
    await connections.close();
    await connection.close();
  });
  return {
    done,
    async stop() {
      if (posting.getState() === 'RUNNING') posting.shutdown();
      await done;
    },
  };
}

interface Shared {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly activities: Activities;
  readonly interceptors: NonNullable<Parameters<typeof Worker.create>[0]['interceptors']>;
  readonly shutdownGraceTime: string;
}

/** The workers of the connections' own queues. */
class QueueWorkers {
  private readonly running = new Map<string, { worker: Worker; done: Promise<void> }>();

  constructor(private readonly shared: Shared) {}

  async serveAll(store: Store): Promise<void> {
    for (const { settings } of await store.connections.list()) {
      await this.serve(brexQueue(settings.id), brexAtOnce);
      await this.serve(epicorQueue(settings.id), epicorAtOnce);
    }
  }

  async stop(): Promise<void> {
    for (const { worker } of this.running.values()) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  private async serve(taskQueue: string, atOnce: number): Promise<void> {
    if (this.running.has(taskQueue)) return;
    const worker = await Worker.create({
      ...this.shared,
      taskQueue,
      maxConcurrentActivityTaskExecutions: atOnce,
    });
    this.running.set(taskQueue, { worker, done: worker.run() });
  }
}
