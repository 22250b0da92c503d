import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ManagedProcess, spawnProcess } from '../../local/managed-process';
import { freePort } from '../../local/ports';
import { type RunningPostgres, startPostgres } from '../../local/postgres';
import { findTemporalCli } from '../../local/temporal-cli';
import { temporalAddress, temporalServer } from '../../local/temporal-server';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'brex-kinetic-own-'));

const silent = (): void => undefined;

/** A Temporal server that a test may kill, start again, or lose; the run's own one serves the other files. */
export class OwnTemporal {
  private constructor(
    private readonly cli: string,
    private readonly folder: string,
    private readonly port: number,
    private server: ManagedProcess,
  ) {}

  /** From now on this file's clients, workers and processes use this server. */
  static async start(): Promise<OwnTemporal> {
    const folder = await newFolder();
    const cli = await findTemporalCli({ log: silent });
    const port = await freePort();
    const own = new OwnTemporal(cli, folder, port, launch(cli, folder, port));
    await own.server.ready;
    process.env.TEMPORAL_ADDRESS = temporalAddress(port);
    return own;
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    this.server.kill();
    await this.server.ended;
  }

  /** On the same port, with the state that it had. */
  async startAgain(): Promise<void> {
    this.server = launch(this.cli, this.folder, this.port);
    await this.server.ready;
  }

  /** Every run, open or closed, is forgotten. */
  async wipe(): Promise<void> {
    await this.kill();
    for (const rest of ['', '-shm', '-wal']) await rm(stateFile(this.folder) + rest, { force: true });
    await this.startAgain();
  }

  /** Stops it and removes its state. */
  async remove(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function launch(cli: string, folder: string, port: number): ManagedProcess {
  const spec = temporalServer({ cli, port, uiPort: null, dbFile: stateFile(folder) });
  return spawnProcess(spec, join(folder, 'temporal.log'));
}

const stateFile = (folder: string): string => join(folder, 'temporal.db');

/** A PostgreSQL that a test may restart. From now on the databases of this file are made on it. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private server: RunningPostgres,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const folder = await newFolder();
    const port = await freePort();
    const server = await startPostgres({ dataDir: folder, port, log: silent });
    process.env.TEST_DATABASE_URL = server.url;
    return new OwnPostgres(folder, port, server);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async startAgain(): Promise<void> {
    this.server = await startPostgres({ dataDir: this.folder, port: this.port, log: silent });
  }

  /** Stops it and removes its databases. */
  async remove(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
