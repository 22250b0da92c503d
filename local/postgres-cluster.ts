import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries';
import type { Log } from './run-command';
import type { Runner } from './unprivileged';

const run = promisify(execFile);

export const databaseUser = 'brex_kinetic';

export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

/** The cluster in `dataDir`, made on first use: UTF-8, locale C, a password of its own. */
export async function openCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  runner: Runner,
  log: Log,
): Promise<Cluster> {
  const folder = join(dataDir, 'cluster');
  const passwordFile = join(dataDir, 'password');
  if (!existsSync(folder)) {
    log(`making a PostgreSQL database in ${dataDir}`);
    await initialise(folder, passwordFile, binaries, runner);
  }
  await requireSameVersion(folder, binaries, runner);
  const password = await readFile(passwordFile, 'utf8').catch(() => {
    throw new Error(
      `${passwordFile}, the password of the database beside it, is missing: restore it, or begin anew with "npm start -- --fresh".`,
    );
  });
  return { folder, password: password.trim() };
}

/** Made aside and moved into place, so that a run that was cut short leaves no half-made cluster. */
async function initialise(
  folder: string,
  passwordFile: string,
  { initdb }: PostgresBinaries,
  runner: Runner,
): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await runner.own(draft);
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  await runner.own(passwordFile);
  const { executable, args, identity } = runner.command(initdb, [
    ...[`--pgdata=${draft}`, `--username=${databaseUser}`, `--pwfile=${passwordFile}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
  ]);
  await run(executable, args, identity).catch((error: Error & { stderr?: string }) => {
    throw new Error(`PostgreSQL could not make its database in ${folder}:\n${error.stderr || error.message}`);
  });
  await rename(draft, folder);
}

async function requireSameVersion(
  folder: string,
  { postgres }: PostgresBinaries,
  runner: Runner,
): Promise<void> {
  const made = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  const { executable, args, identity } = runner.command(postgres, ['--version']);
  const { stdout } = await run(executable, args, identity);
  const here = /(\d+)\.\d+/.exec(stdout)?.[1];
  if (made === here) return;
  throw new Error(
    `The database in ${folder} was made by PostgreSQL ${made}, but this is ${here}: begin anew with "npm start -- --fresh", or set DATABASE_URL to a PostgreSQL ${made}.`,
  );
}
