import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Log } from './run-command';

const run = promisify(execFile);
const stopWithinMs = 20_000;

/**
 * Deals with what a former run left behind that could not stop its PostgreSQL: a server still running is stopped;
 * a postmaster.pid whose number belongs to another program by now is removed. Throws where a run that is alive
 * uses the cluster; `ownerFile` names its process.
 */
export async function clearLeftover(cluster: string, ownerFile: string, log: Log): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number((await textOf(pidFile)).split('\n')[0]);
  if (!pid) return;
  const server = await processInfo(pid);
  if (server === null || !server.command.includes(cluster)) {
    await rm(pidFile, { force: true });
    return;
  }
  if (server.parent === Number(await textOf(ownerFile))) {
    throw new Error(
      `The database in ${cluster} is in use by process ${server.parent}: stop that one first (another "npm start" in this folder?).`,
    );
  }
  log(`a PostgreSQL of an earlier run is still there (process ${pid}): stopping it`);
  await stopServer(pid);
}

/** Ends a server in order: sessions are cut and everything is written; only one that does not end is killed. */
export async function stopServer(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!send(pid, signal)) return;
    const until = Date.now() + stopWithinMs;
    while (Date.now() < until) {
      if (await hasEnded(pid)) return;
      await sleep(50);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped.`);
}

/** Also where its parent never asks how it ended, as in containers whose first process does not. */
async function hasEnded(pid: number): Promise<boolean> {
  return !send(pid, 0) || /^State:\s*Z/m.test(await textOf(`/proc/${pid}/status`));
}

/** False where there is no such process. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function processInfo(pid: number): Promise<{ parent: number; command: string } | null> {
  if (process.platform === 'linux') {
    const [status, command] = await Promise.all(
      ['status', 'cmdline'].map((name) => textOf(`/proc/${pid}/${name}`)),
    );
    const parent = Number(/^PPid:\s*(\d+)/m.exec(status ?? '')?.[1]);
    return command && parent ? { parent, command: command.replaceAll('\0', ' ') } : null;
  }
  const listed = await run('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]).catch(() => null);
  const [, parent, command] = /^\s*(\d+)\s+(.*)$/s.exec(listed?.stdout ?? '') ?? [];
  return parent && command ? { parent: Number(parent), command } : null;
}

/** '' where there is no such file. */
async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
