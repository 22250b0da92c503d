import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../local/ports';
import { startPostgres } from '../local/postgres';
import { ProcessGroup } from '../local/process-group';
import { findTemporalCli } from '../local/temporal-cli';
import { temporalAddress, temporalServer } from '../local/temporal-server';
import { note } from './report';

export interface Servers {
  readonly temporalAddress: string;
  /** Everything that the run leaves behind; removed at its end. */
  readonly folder: string;
  /** A new, empty database; its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL and Temporal of this run only, whatever runs elsewhere: figures must not depend on it. */
export async function startServers(): Promise<Servers> {
  delete process.env.DATABASE_URL;
  delete process.env.TEMPORAL_ADDRESS;
  const folder = await mkdtemp(join(tmpdir(), 'brex-kinetic-bench-'));
  const group = new ProcessGroup({ logFolder: join(folder, 'logs'), log: note, onGivenUp: giveUp });
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir, port: await freePort(), log: note });
  await group.adopt({ name: 'PostgreSQL', stop: () => postgres.stop() });
  const stop = async () => {
    await group.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    const cli = await findTemporalCli({ log: note });
    await group.start(temporalServer({ cli, port, uiPort: null, dbFile: null }));
    return {
      temporalAddress: temporalAddress(port),
      folder,
      createDatabase: (name) => createDatabase(postgres.url, name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A server that keeps ending makes every figure worthless. */
export function giveUp(message: string): void {
  note(message);
  process.exit(1);
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}
