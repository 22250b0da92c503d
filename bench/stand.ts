import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectFile } from '../cli/connect';
import { type LocalSettings, readLocalSettings } from '../local/local-settings';
import type { ProcessSpec } from '../local/managed-process';
import { freePort } from '../local/ports';
import { ProcessGroup } from '../local/process-group';
import { gatewayProcess, sandboxBrex, sandboxEpicor, workerProcess } from '../local/process-specs';
import { sandboxConnectionFile } from '../local/sandbox-connection';
import { sandboxConnectionEnvironment } from '../sandbox/world/connection-environment';
import { migrate, openStore, type Store } from '../store';
import { connectTemporal, type TemporalClient } from '../temporal/connection';
import { createDataConverter } from '../temporal/data-converter';
import { note } from './report';
import { SandboxControl } from './sandbox-control';
import { giveUp, type Servers } from './servers';

/** The whole product and its stand-ins, each a process of its own, on a database of their own. */
export interface Stand {
  readonly connectionId: string;
  readonly postingQueue: string;
  readonly store: Store;
  readonly temporal: TemporalClient;
  readonly sandbox: SandboxControl;
  readonly urls: { readonly brex: string; readonly epicor: string };
  readonly webhookUrl: string;
  /** Where the stand-ins wrote what they were asked; empty where that was not wanted. */
  readonly exchangeFolder: string;
  /** Replaces texts of the connection file and applies it again; takes effect within seconds. */
  reconnect(changes: Readonly<Record<string, string>>): Promise<void>;
  /** From now on runs are started, but nothing works on them. */
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * `recorded`: the stand-ins write every exchange to files, which costs them time. Default: one worker. `epicor`:
 * variables of the stand-in for Epicor.
 */
export async function openStand(
  servers: Servers,
  name: string,
  options: {
    readonly recorded: boolean;
    readonly workers?: number;
    readonly epicor?: Readonly<Record<string, string>>;
  },
): Promise<Stand> {
  const folder = join(servers.folder, name);
  const settings = await settingsOnFreePorts(folder);
  const groupOptions = { logFolder: join(servers.folder, 'logs', name), log: note, onGivenUp: giveUp };
  const group = new ProcessGroup(groupOptions);
  const workers = new ProcessGroup(groupOptions);
  const databaseUrl = await servers.createDatabase(`bench_${name}`);
  await migrate(databaseUrl);
  const masterKey = randomBytes(32);
  const store = await openStore({ databaseUrl, masterKey });
  const temporal = await connectTemporal({
    dataConverter: createDataConverter(masterKey),
    identity: 'bench',
    env: { ...process.env, TEMPORAL_ADDRESS: servers.temporalAddress },
  });

  const exchangeFolder = options.recorded ? join(folder, 'exchanges') : '';
  const webhookUrl = `http://127.0.0.1:${settings.ports.gateway}/webhooks/brex/${name}`;
  // in memory: saving the stand-ins' state is no part of the way
  const standIn = { DATA_FILE: '', EXCHANGE_LOG_DIR: exchangeFolder };
  await group.start(withVariables(sandboxEpicor(settings), { ...standIn, ...options.epicor }));
  await group.start(withVariables(sandboxBrex(settings), { ...standIn, WEBHOOK_URL: webhookUrl }));
  const sandbox = new SandboxControl(
    `http://127.0.0.1:${settings.ports.brexControl}`,
    `http://127.0.0.1:${settings.ports.epicorControl}`,
  );
  await sandbox.behave({ rateLimit: null });

  const urls = {
    brex: `http://127.0.0.1:${settings.ports.brex}`,
    epicor: `http://127.0.0.1:${settings.ports.epicor}`,
  };
  const reconnect = (changes: Readonly<Record<string, string>>) =>
    connect(store, urls, {
      'id: sandbox': `id: ${name}`,
      // the stand-in limits no rate, so that the product is measured and not the minute of Brex
      'webhookSecrets:': 'requestsPerMinute: 100000\n  webhookSecrets:',
      'backfill: 1m': 'backfill: off',
      'referenceSync: 1h': 'referenceSync: off',
      'tokenWatch: 1d': 'tokenWatch: off',
      'epicorPoll: 15m': 'epicorPoll: off',
      'vendorAlignment: 1d': 'vendorAlignment: off',
      ...changes,
    });
  await reconnect({});
  const postingQueue = `posting-${name}`;
  const variables = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    BREX_KINETIC_MASTER_KEY: masterKey.toString('base64'),
    BREX_KINETIC_TASK_QUEUE: postingQueue,
  };
  for (let number = 1; number <= (options.workers ?? 1); number += 1)
    await workers.start({ ...workerProcess(variables), name: `worker ${number}` });
  await group.start(gatewayProcess(settings, variables));
  return {
    connectionId: name,
    postingQueue,
    store,
    temporal,
    sandbox,
    urls,
    webhookUrl,
    exchangeFolder,
    reconnect,
    stopWorker: () => workers.stop(),
    async stop() {
      await workers.stop();
      await group.stop();
      await temporal.connection.close();
      await store.close();
    },
  };
}

async function settingsOnFreePorts(folder: string): Promise<LocalSettings> {
  return readLocalSettings([], {
    BREX_KINETIC_DATA: folder,
    PORT: String(await freePort()),
    SANDBOX_BREX_PORT: String(await freePort()),
    SANDBOX_EPICOR_PORT: String(await freePort()),
    SANDBOX_BREX_CONTROL_PORT: String(await freePort()),
    SANDBOX_EPICOR_CONTROL_PORT: String(await freePort()),
  });
}

function withVariables(spec: ProcessSpec, variables: Readonly<Record<string, string>>): ProcessSpec {
  return { ...spec, env: { ...spec.env, ...variables } };
}

async function connect(
  store: Store,
  urls: { readonly brex: string; readonly epicor: string },
  changes: Readonly<Record<string, string>>,
): Promise<void> {
  const file = await readFile(sandboxConnectionFile(), 'utf8');
  const said: string[] = [];
  try {
    await connectFile({
      yamlText: Object.entries(changes).reduce((text, [from, to]) => replaced(text, from, to), file),
      env: sandboxConnectionEnvironment({ brex: urls.brex, epicor: `${urls.epicor}/Kinetic` }),
      store,
      say: (line) => said.push(line),
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${said.join('\n')}`);
  }
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the sandbox's connection file has no "${from}"`);
  return text.replace(from, to);
}
