import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { loadMasterKey, openStore, type Store } from '../store';
import { connectTemporal } from '../temporal/connection';
import { createDataConverter } from '../temporal/data-converter';

/** What `npm start` leaves for commands beside it: where its PostgreSQL and Temporal listen. */
const runningFile = 'running.json';

/** Runs `body` with the store that DATABASE_URL names, or that of a running `npm start`. */
export async function withStore<T>(body: (store: Store) => Promise<T>): Promise<T> {
  const env = environment();
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set and no npm start is running here: set it, or start one.');
  const store = await openStore({ databaseUrl, masterKey: await masterKey(env) });
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}

/** Runs `body` with a client of Temporal, for commands that speak to running workflows. */
export async function withTemporal<T>(body: (client: Client) => Promise<T>): Promise<T> {
  const env = environment();
  const client = await connectTemporal({
    dataConverter: createDataConverter(await masterKey(env)),
    identity: 'brex-kinetic command',
    env,
  });
  try {
    return await body(client);
  } finally {
    await client.connection.close();
  }
}

function masterKey(env: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return loadMasterKey(env, dataDirectory());
}

/** State of `npm start`: BREX_KINETIC_DATA, else .data in the current folder. */
export function dataDirectory(): string {
  return process.env.BREX_KINETIC_DATA ?? path.resolve('.data');
}

/** The environment, completed by what a running `npm start` says of itself. */
export function environment(): NodeJS.ProcessEnv {
  const file = path.join(dataDirectory(), runningFile);
  const running = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return { ...running, ...process.env };
}
