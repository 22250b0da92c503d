import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectFile } from '../cli/connect';
import { loadMasterKey, migrate, openStore } from '../store';
import { startCodecServer } from '../temporal/codec-server';
import { connectTemporal, type TemporalClient } from '../temporal/connection';
import { createDataConverter, payloadCodecs } from '../temporal/data-converter';
import { ensureSearchAttributes } from '../temporal/search-attributes';
import { auditHeadsIn, type LocalSettings } from './local-settings';
import { startPostgres } from './postgres';
import type { ProcessGroup } from './process-group';
import { gatewayProcess, sandboxBrex, sandboxEpicor, workerProcess } from './process-specs';
import type { Log } from './run-command';
import { sandboxConnectionFile, sandboxVariables } from './sandbox-connection';
import { findTemporalCli } from './temporal-cli';
import { temporalAddress, temporalServer } from './temporal-server';

/** Everything that runs after bringUp. */
export interface Running {
  readonly connectionId: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporal: TemporalClient;
}

/**
 * Starts everything in the order in which it is needed; the group stops it in the opposite order. Throws, in
 * words, at the first thing that does not come up.
 */
export async function bringUp(settings: LocalSettings, group: ProcessGroup, log: Log): Promise<Running> {
  mkdirSync(settings.stateFolder, { recursive: true });
  const databaseUrl = await bringUpDatabase(settings, group, log);
  const masterKey = await loadMasterKey(process.env, settings.dataFolder);
  const address = await bringUpTemporal(settings, group, masterKey, log);
  const temporal = await connectTemporal({
    dataConverter: createDataConverter(masterKey),
    identity: 'npm start',
    env: { ...process.env, TEMPORAL_ADDRESS: address },
  });
  await group.adopt({ name: 'connection to Temporal', stop: () => temporal.connection.close() });
  await ensureSearchAttributes(temporal.connection, temporal.options.namespace);
  if (!settings.connectionFile) {
    log('Sandbox: Brex and Epicor …');
    await group.start(sandboxEpicor(settings));
    await group.start(sandboxBrex(settings));
  }
  const connectionId = await connect(settings, databaseUrl, masterKey, log);
  const variables = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    BREX_KINETIC_MASTER_KEY: Buffer.from(masterKey).toString('base64'),
    BREX_KINETIC_DATA: settings.dataFolder,
    BREX_KINETIC_AUDIT_HEADS: auditHeadsIn(settings),
  };
  log('Worker and webhook gateway …');
  await group.start(workerProcess(variables));
  await group.start(gatewayProcess(settings, variables));
  return { connectionId, databaseUrl, temporalAddress: address, temporal };
}

async function bringUpDatabase(settings: LocalSettings, group: ProcessGroup, log: Log): Promise<string> {
  log('PostgreSQL …');
  const dataDir = join(settings.stateFolder, 'postgres');
  const { url, stop } = await startPostgres({ dataDir, log: (line) => log(`  ${line}`) });
  await group.adopt({ name: 'PostgreSQL', stop });
  const applied = await migrate(url);
  if (applied.length > 0) log(`  ${applied.length} migrations applied`);
  return url;
}

async function bringUpTemporal(
  settings: LocalSettings,
  group: ProcessGroup,
  masterKey: Uint8Array,
  log: Log,
): Promise<string> {
  if (settings.temporalAddress) return settings.temporalAddress;
  log('Temporal …');
  const { port, uiPort } = { port: settings.ports.temporal, uiPort: settings.ports.temporalUi };
  const cli = await findTemporalCli({ log: (line) => log(`  ${line}`) });
  const codec = await startCodecServer({
    codecs: payloadCodecs(masterKey),
    uiOrigins: [`http://localhost:${uiPort}`, `http://127.0.0.1:${uiPort}`],
    port: settings.ports.codec,
  });
  await group.adopt({ name: 'codec server', stop: codec.close });
  const dbFile = join(settings.stateFolder, 'temporal.db');
  await group.start(temporalServer({ cli, port, uiPort, dbFile, codecEndpoint: codec.url }));
  return temporalAddress(port);
}

/** The same as `brex-kinetic connect`; returns the connection's id. */
async function connect(
  settings: LocalSettings,
  databaseUrl: string,
  masterKey: Uint8Array,
  log: Log,
): Promise<string> {
  const store = await openStore({ databaseUrl, masterKey });
  try {
    const yamlText = await readConnectionFile(settings.connectionFile ?? sandboxConnectionFile());
    const variables = settings.connectionFile ? {} : await sandboxVariables(settings, store);
    const { id } = await connectFile({
      yamlText,
      env: { ...process.env, ...variables },
      store,
      say: log,
    });
    return id;
  } finally {
    await store.close();
  }
}

async function readConnectionFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(`The connection file ${path} could not be read: ${(error as Error).message}`);
  }
}
