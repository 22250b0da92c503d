import { loadMasterKey, openStore } from '../store';
import { connectTemporal, postingQueue } from '../temporal/connection';
import { createDataConverter } from '../temporal/data-converter';
import { createGateway } from './app';
import { gatewayLog } from './log';
import { portOf } from './port';
import { serve } from './server';

const log = gatewayLog();

/**
 * The gateway process. Environment: PORT (3000), DATABASE_URL, BREX_KINETIC_MASTER_KEY (or the key file in
 * BREX_KINETIC_DATA), TEMPORAL_… and BREX_KINETIC_TASK_QUEUE, LOG_LEVEL. It starts before Temporal does and
 * answers 503 until then. SIGTERM and SIGINT let deliveries in flight finish.
 */
async function main(): Promise<void> {
  const port = portOf(process.env);
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: name the PostgreSQL database.');
  const masterKey = await loadMasterKey(process.env, process.env.BREX_KINETIC_DATA ?? '.data');
  const store = await openStore({ databaseUrl, masterKey });
  const temporal = await connectTemporal({
    dataConverter: createDataConverter(masterKey),
    lazy: true,
    identity: `webhook-gateway-${process.pid}`,
  });
  const server = await serve(createGateway({ store, temporal, log, taskQueue: postingQueue() }), { port });
  log.info({ port: server.port }, 'gateway ready');

  const signal = await stopSignal();
  log.info({ signal }, 'gateway stops: deliveries in flight are finished');
  await server.close();
  await store.close();
  log.info('gateway stopped');
  // The Temporal connection is left to the end of the process: closed, it would throw into a retry that is
  // still waiting after an outage.
  process.exit(0);
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'the gateway cannot run');
  process.exit(1);
});
