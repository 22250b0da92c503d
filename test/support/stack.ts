import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { pino } from 'pino';
import { connectFile } from '../../cli/connect';
import type { BrexBehaviour } from '../../sandbox/brex/behaviour';
import { type BrexSandbox, createBrexSandbox } from '../../sandbox/brex/sandbox';
import { createEpicorSandbox, type EpicorSandbox } from '../../sandbox/epicor/sandbox';
import type { EpicorSeed } from '../../sandbox/epicor/seed-type';
import { sandboxConnectionEnvironment } from '../../sandbox/world/connection-environment';
import { createWorld, type World } from '../../sandbox/world/world';
import { loadMasterKey, openStore, type Store } from '../../store';
import { connectTemporal } from '../../temporal/connection';
import { createDataConverter } from '../../temporal/data-converter';
import { createGateway } from '../../webhook-gateway/app';
import { bundleWorkflows, type RunningWorker, runWorker } from '../../worker/run-worker';
import { backfillWorkflowType, type PollResult, pollWorkflowType } from '../../workflows/contract';
import { createTestDatabase } from './database';

/** The whole product against its stand-ins: real Temporal, real PostgreSQL, HTTP on both sides. */
export interface Stack {
  readonly connectionId: string;
  readonly world: World;
  readonly brex: BrexSandbox;
  readonly epicor: EpicorSandbox;
  readonly store: Store;
  readonly databaseUrl: string;
  readonly temporal: Client;
  readonly postingQueue: string;
  readonly gatewayUrl: string;
  readonly urls: { readonly brex: string; readonly epicor: string };
  /** Replaces texts of the connection file and applies it again. */
  reconnect(changes: Readonly<Record<string, string>>): Promise<void>;
  /** Runs the backfill once, as its schedule would. */
  backfill(): Promise<void>;
  /** Polls Epicor once, as its schedule would. */
  poll(): Promise<PollResult>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Stops what is ours and drops the database; Brex and Epicor stay as they are, for a stack `after` this one. */
  lose(): Promise<void>;
  stop(): Promise<void>;
  readonly standIns: StandIns;
}

/** Brex and Epicor, with all that happened in them. */
interface StandIns {
  readonly world: World;
  readonly brex: BrexSandbox;
  readonly epicor: EpicorSandbox;
  readonly urls: Stack['urls'];
  /** Epicor's port refuses connections until `plug`. */
  unplugEpicor(): Promise<void>;
  plugEpicor(): Promise<void>;
  close(): Promise<void>;
}

export interface StackOptions {
  /** Texts of sandbox/connection.yaml to be replaced: `{ 'invoiceSave: auto': 'invoiceSave: staged' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly brex?: Partial<BrexBehaviour>;
  /** Vendors in Epicor; default 1,500. */
  readonly vendorCount?: number;
  /** Calls that are held because of credentials come back after this long; default a minute. */
  readonly comeBackMs?: number;
  /** What Epicor is seeded with, from the usual world's seed. */
  readonly epicorSeed?: (seed: EpicorSeed) => EpicorSeed;
  /** False where the test starts processes of its own. */
  readonly worker?: boolean;
  /** A stack that was lost: the same connection, to the same Brex and Epicor, with nothing remembered. */
  readonly after?: Stack;
}

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

// once per jest process, before the first worker
const level = process.env.TEST_LOG_LEVEL ? 'INFO' : 'ERROR';
Runtime.install({
  logger: new DefaultLogger(level),
  // what the core says of servers that a test has killed is no news
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: level, other: level }) } },
});

/**
 * Settle is short, so that tests of lost answers need not wait; what is scheduled runs when a test says so; calls
 * are not paced as the minute of Brex asks for.
 */
const forTests = {
  'webhookSecrets:': 'requestsPerMinute: 100000\n  webhookSecrets:',
  'settle: 10s': 'settle: 1s',
  'backfill: 1m': 'backfill: off',
  'referenceSync: 1h': 'referenceSync: off',
  'tokenWatch: 1d': 'tokenWatch: off',
  'epicorPoll: 15m': 'epicorPoll: off',
  'vendorAlignment: 1d': 'vendorAlignment: off',
};

/**
 * Starts everything for one test file. Connection ids are unique over all files, since the run shares one Temporal: a
 * worker would take up what another file's stack has left behind.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const connectionId = options.after?.connectionId ?? `t${randomBytes(3).toString('hex')}`;
  const postingQueue = `posting-${connectionId}`;
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const database = await createTestDatabase();
  const masterKey = await loadMasterKey(process.env, '.data');
  const dataConverter = createDataConverter(masterKey);
  const store = await openStore({ databaseUrl: database.url, masterKey });
  const temporal = await connectTemporal({ dataConverter, identity: 'test' });

  const gateway = await listening(
    createGateway({ store, temporal, log, taskQueue: postingQueue }).listen(0, '127.0.0.1'),
  );
  const gatewayUrl = `http://127.0.0.1:${portOf(gateway)}`;
  const standIns = options.after?.standIns ?? (await startStandIns(options));
  const { world, brex, epicor, urls } = standIns;
  brex.webhooks.pointTo(`${gatewayUrl}/webhooks/brex/${connectionId}`);

  const connect = async (changes: Readonly<Record<string, string>>): Promise<void> => {
    const file = await readFile(join(__dirname, '../../sandbox/connection.yaml'), 'utf8');
    const said: string[] = [];
    const yamlText = replaceAll(file, {
      'id: sandbox': `id: ${connectionId}`,
      ...forTests,
      ...options.settings,
      ...changes,
    });
    try {
      await connectFile({
        yamlText,
        env: sandboxConnectionEnvironment(urls),
        store,
        say: (line) => said.push(line),
      });
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${said.join('\n')}`);
    }
  };
  await connect({});

  let backfills = 0;
  let polls = 0;
  let worker: RunningWorker | undefined;
  const startWorker = async (): Promise<void> => {
    bundle ??= bundleWorkflows();
    worker = await runWorker({
      store,
      temporal,
      dataConverter,
      postingQueue,
      log,
      comeBackMs: options.comeBackMs,
      workflowBundle: await bundle,
    });
  };
  const stopWorker = async (): Promise<void> => {
    await worker?.stop();
    worker = undefined;
  };
  if (options.worker !== false) await startWorker();

  const lose = async (): Promise<void> => {
    await stopWorker();
    await new Promise((resolve) => gateway.close(resolve));
    await temporal.connection.close();
    await store.close();
    await database.drop();
  };

  return {
    connectionId,
    world,
    brex,
    epicor,
    store,
    databaseUrl: database.url,
    temporal,
    postingQueue,
    gatewayUrl,
    urls,
    reconnect: connect,
    async backfill() {
      backfills += 1;
      await temporal.workflow.execute(backfillWorkflowType, {
        workflowId: `backfill-${connectionId}-${backfills}`,
        taskQueue: postingQueue,
        args: [{ connectionId }],
      });
    },
    poll() {
      polls += 1;
      return temporal.workflow.execute(pollWorkflowType, {
        workflowId: `poll-${connectionId}-${polls}`,
        taskQueue: postingQueue,
        args: [{ connectionId }],
      }) as Promise<PollResult>;
    },
    startWorker,
    stopWorker,
    lose,
    async stop() {
      brex.close();
      await lose();
      await standIns.close();
    },
    standIns,
  };
}

async function startStandIns({
  brex: behaviour,
  vendorCount,
  epicorSeed = (seed) => seed,
}: StackOptions): Promise<StandIns> {
  const world = createWorld({ vendorCount });
  const brex = createBrexSandbox({ world, retryScale: 0.02, behaviour });
  const epicor = createEpicorSandbox({ seed: epicorSeed(world.epicor) });
  const brexServer = await brex.listen();
  let epicorServer = await epicor.listen();
  const { port } = epicorServer;
  return {
    world,
    brex,
    epicor,
    urls: { brex: brexServer.url, epicor: `${epicorServer.url}/Kinetic` },
    unplugEpicor: () => epicorServer.close(),
    async plugEpicor() {
      epicorServer = await epicor.listen(port);
    },
    async close() {
      await Promise.all([brexServer.close(), epicorServer.close()]);
      epicor.close();
    },
  };
}

function replaceAll(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the connection file has no "${from}"`);
    return changed.replace(from, to);
  }, text);
}

async function listening(server: Server): Promise<Server> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
