import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalSettings } from './local-settings';

/** What commands beside `npm start` read (cli/open.ts): environment variables of what runs. */
const runningFile = 'running.json';
const connectedFolder = 'connected';
/** What the sandbox leaves here, as paths below the data folder. */
const ofSandbox = [
  'postgres',
  'temporal.db',
  'temporal.db-shm',
  'temporal.db-wal',
  'sandbox',
  'logs',
  'audit-heads.jsonl',
];
/** The file of loadMasterKey: the secrets of real systems are encrypted with it, too. */
const keyFile = 'master-key';

/** What --fresh removes: everything of the sandbox, nothing of real systems, and nothing that is not ours. */
export async function forgetSandbox({ dataFolder }: LocalSettings): Promise<void> {
  const alone = !existsSync(join(dataFolder, connectedFolder));
  const names = alone ? [...ofSandbox, keyFile] : ofSandbox;
  await Promise.all(names.map((name) => rm(join(dataFolder, name), { recursive: true, force: true })));
}

/** Throws where another `npm start` runs in this folder: two would write one database. */
export function requireAlone(settings: LocalSettings): void {
  const other = readRunning(settings);
  const pid = Number(other?.BREX_KINETIC_PID);
  if (!pid || !isAlive(pid)) return;
  throw new Error(
    `npm start runs here already (process ${pid}): stop it with Ctrl-C or \`kill ${pid}\`, or start this one with BREX_KINETIC_DATA=<another folder> and other ports. If that process is something else, remove ${join(settings.dataFolder, runningFile)}.`,
  );
}

/** Leaves for commands what they need to reach what runs here; secrets stay in the key file. */
export function sayRunning(settings: LocalSettings, variables: Readonly<Record<string, string>>): void {
  mkdirSync(settings.dataFolder, { recursive: true });
  const content = JSON.stringify({ ...variables, BREX_KINETIC_PID: String(process.pid) }, null, 2);
  writeFileSync(join(settings.dataFolder, runningFile), content, { mode: 0o600 });
}

export function sayStopped(settings: LocalSettings): void {
  if (Number(readRunning(settings)?.BREX_KINETIC_PID) !== process.pid) return;
  rmSync(join(settings.dataFolder, runningFile), { force: true });
}

function readRunning({ dataFolder }: LocalSettings): Record<string, string> | null {
  try {
    return JSON.parse(readFileSync(join(dataFolder, runningFile), 'utf8')) as Record<string, string>;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
