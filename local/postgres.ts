import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './ports';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { type Cluster, databaseUser, openCluster } from './postgres-cluster';
import { clearLeftover, send, stopServer } from './postgres-leftover';
import type { Log } from './run-command';
import { type Runner, unprivilegedRunner } from './unprivileged';

export interface PostgresOptions {
  /** Everything of it is in this folder: cluster, password, log. */
  readonly dataDir: string;
  /** Another one is taken where this is in use. */
  readonly port?: number;
  readonly log: Log;
}

export interface RunningPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const usualPort = 54329;
const readyWithinMs = 60_000;
const attempts = 5;
const databaseName = 'brex_kinetic';

/**
 * A PostgreSQL for this machine only, with what an earlier run left in `dataDir`; where DATABASE_URL is set, that
 * one is used instead, and nothing is started or stopped. Works as root and as an ordinary user.
 */
export async function startPostgres({
  dataDir,
  port = usualPort,
  log,
}: PostgresOptions): Promise<RunningPostgres> {
  const given = process.env.DATABASE_URL;
  if (given) return useGiven(given);

  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const binaries = await findPostgresBinaries();
  const runner = await unprivilegedRunner([folder, binaries.postgres]);
  await runner.own(folder);
  const ownerFile = join(folder, 'owner');
  await clearLeftover(join(folder, 'cluster'), ownerFile, log);
  const cluster = await openCluster(folder, binaries, runner, log);
  await writeFile(ownerFile, String(process.pid));
  return new Server(binaries, runner, cluster, join(folder, 'postgres.log'), log).start(port);
}

async function useGiven(url: string): Promise<RunningPostgres> {
  try {
    await withClient(url, async () => undefined);
  } catch (error) {
    throw new Error(
      `The PostgreSQL named by DATABASE_URL cannot be reached: ${(error as Error).message || 'no answer'}. Start it, correct DATABASE_URL, or unset it to use the one that comes with this project.`,
    );
  }
  return { url, stop: async () => undefined };
}

/** A client that could not connect has no session to end: waiting for its end would be waiting for ever. */
async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

class Server {
  constructor(
    private readonly binaries: PostgresBinaries,
    private readonly runner: Runner,
    private readonly cluster: Cluster,
    private readonly logFile: string,
    private readonly log: Log,
  ) {}

  async start(wantedPort: number): Promise<RunningPostgres> {
    let port = wantedPort;
    for (let attempt = 1; ; attempt += 1) {
      const before = (await this.logText()).length;
      const child = this.spawn(port);
      if (await this.comesUp(child, port)) return this.running(child, port);
      const story = (await this.logText()).slice(before);
      if (attempt === attempts || !passing.test(story)) throw new Error(this.notUp(story));
      // the port is another program's, or the processes of a killed server are about to end
      if (/Address already in use/.test(story)) port = await freePort();
      await sleep(500);
    }
  }

  /** Leads a process group of its own, so that Ctrl-C reaches only us and we stop everything in order. */
  private spawn(port: number): ChildProcess {
    const { executable, args, identity } = this.runner.command(this.binaries.postgres, [
      ...['-D', this.cluster.folder, '-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=200', '-c', 'log_min_messages=warning'],
    ]);
    const output = openSync(this.logFile, 'a', 0o600);
    try {
      const child = spawn(executable, args, {
        ...identity,
        detached: true,
        stdio: ['ignore', output, output],
      });
      child.once('error', () => undefined); // has no process id then, which is noticed
      return child;
    } finally {
      closeSync(output);
    }
  }

  private async comesUp(child: ChildProcess, port: number): Promise<boolean> {
    const until = Date.now() + readyWithinMs;
    while (Date.now() < until && hasNotEnded(child)) {
      if (await this.answers(port)) return true;
      await sleep(100);
    }
    if (child.pid && hasNotEnded(child)) await stopServer(child.pid);
    return false;
  }

  /** Only our own server knows the password; the database is made as soon as it answers. */
  private async answers(port: number): Promise<boolean> {
    try {
      await withClient(this.url(port, 'postgres'), async (client) => {
        const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
        if (rowCount === 0) await client.query(`create database ${databaseName}`);
      });
      return true;
    } catch {
      return false;
    }
  }

  private running(child: ChildProcess, port: number): RunningPostgres {
    const { pid } = child;
    if (pid === undefined) throw new Error(this.notUp(''));
    const endWithUs = () => void send(pid, 'SIGINT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    // whoever forgets to stop it may still end
    child.unref();
    this.log(`PostgreSQL is up on port ${port}`);
    return {
      url: this.url(port, databaseName),
      stop: async () => {
        if (!hasNotEnded(child)) return;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.ref();
        await stopServer(pid);
        await ended;
      },
    };
  }

  private url(port: number, database: string): string {
    return `postgres://${databaseUser}:${this.cluster.password}@127.0.0.1:${port}/${database}`;
  }

  private async logText(): Promise<string> {
    return readFile(this.logFile, 'utf8').catch(() => '');
  }

  private notUp(story: string): string {
    const lines = story.trim().split('\n').slice(-10);
    return [
      'PostgreSQL did not come up:',
      ...lines.map((line) => `  ${line}`),
      `Log: ${this.logFile}`,
      'What helps: begin anew with "npm start -- --fresh", or set DATABASE_URL to a PostgreSQL of yours.',
    ].join('\n');
  }
}

/** Reasons that go by themselves, or with another port. */
const passing =
  /Address already in use|lock file "postmaster.pid" already exists|shared memory block .* still in use/;

function hasNotEnded(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
