import { readFile } from 'node:fs/promises';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { temporalSettings } from '../../temporal/connection';
import { brexAtOnce, epicorAtOnce } from '../../worker/connection-workers';
import type { RecordedWay } from '../recorded-calls';
import { createBareActivities } from './activities';
import { bareBrexQueue, bareEpicorQueue, bareQueue } from './contract';

/**
 * The worker of bare runs, a process of its own as the product's is, with as many slots. Environment:
 * TEMPORAL_ADDRESS, BENCH_WAY (file of the recorded way), BENCH_BREX and BENCH_EPICOR (origins).
 */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGTERM', 'SIGINT'] });
  const { BENCH_WAY = '', BENCH_BREX = '', BENCH_EPICOR = '' } = process.env;
  const way = JSON.parse(await readFile(BENCH_WAY, 'utf8')) as RecordedWay;
  const connection = await NativeConnection.connect(temporalSettings().connectionOptions);
  const activities = createBareActivities(way, { brex: BENCH_BREX, epicor: BENCH_EPICOR });
  const workers = [
    await Worker.create({ connection, taskQueue: bareQueue, workflowsPath: require.resolve('./workflows') }),
    await Worker.create({
      connection,
      taskQueue: bareBrexQueue,
      activities,
      maxConcurrentActivityTaskExecutions: brexAtOnce,
    }),
    await Worker.create({
      connection,
      taskQueue: bareEpicorQueue,
      activities,
      maxConcurrentActivityTaskExecutions: epicorAtOnce,
    }),
  ];
  console.log('bare worker ready');
  await Promise.all(workers.map((worker) => worker.run()));
  await connection.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
