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
import { connectionClients, createActivities } from '../activities';
import type { Store } from '../store';
import { temporalSettings } from '../temporal/connection';
import { ConnectionWorkers } from './connection-workers';
import { stepInterceptor } from './step-interceptor';

export interface WorkerOptions {
  readonly store: Store;
  readonly temporal: Client;
  readonly dataConverter: DataConverter;
  readonly postingQueue: string;
  readonly log: Logger;
  /** Calls held back because of refused credentials come back after this long; default one minute. */
  readonly comeBackMs?: number;
  /** Made by `bundleWorkflows`; made anew where absent. */
  readonly workflowBundle?: WorkflowBundleWithSourceMap;
}

export interface RunningWorker {
  /** Lets activities under way end, then stops polling. */
  stop(): Promise<void>;
  /** Settles when every part has stopped; rejects where one failed. */
  readonly done: Promise<void>;
}

const localAtOnce = 50;
const aMinute = 60_000;
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
    interceptors: { activity: [stepInterceptor({ ...options, comeBackMs: options.comeBackMs ?? aMinute })] },
    shutdownGraceTime: grace,
  };
  const posting = await Worker.create({
    ...shared,
    taskQueue: options.postingQueue,
    workflowBundle: options.workflowBundle ?? (await bundleWorkflows()),
    maxConcurrentActivityTaskExecutions: localAtOnce,
  });
  const perConnection = new ConnectionWorkers({
    store: options.store,
    temporal: options.temporal,
    postingQueue: options.postingQueue,
    shared,
  });
  await perConnection.serveAll();
  const watch = setInterval(() => {
    perConnection
      .serveAll()
      .catch((error: unknown) =>
        options.log.warn({ problem: String(error) }, 'connections could not be looked up'),
      );
  }, watchMs);

  const done = posting.run().finally(async () => {
    clearInterval(watch);
    connections.stopWaiting();
    await perConnection.stop();
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
