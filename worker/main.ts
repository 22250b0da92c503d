import { Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { loadMasterKey, openStore } from '../store';
import { connectTemporal, postingQueue } from '../temporal/connection';
import { createDataConverter } from '../temporal/data-converter';
import { publishAuditHeads } from './audit-heads';
import { runWorker } from './run-worker';

/**
 * The worker process. Environment: DATABASE_URL, BREX_KINETIC_MASTER_KEY (or the key file in BREX_KINETIC_DATA),
 * TEMPORAL_… and BREX_KINETIC_TASK_QUEUE. SIGTERM and SIGINT let what is under way end.
 */
async function main(): Promise<void> {
  const log = pino({ name: 'worker' });
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: name the PostgreSQL database.');
  Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
  const masterKey = await loadMasterKey(process.env, process.env.BREX_KINETIC_DATA ?? '.data');
  const dataConverter = createDataConverter(masterKey);
  const store = await openStore({ databaseUrl, masterKey });
  const temporal = await connectTemporal({ dataConverter, identity: `worker-${process.pid}` });
  const worker = await runWorker({ store, temporal, dataConverter, postingQueue: postingQueue(), log });
  const publishing = publishAuditHeads(store, log);
  log.info({ queue: postingQueue() }, 'worker ready');
  await worker.done;
  await publishing.stop();
  await temporal.connection.close();
  await store.close();
  log.info('worker stopped');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
