import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Log } from './run-command';

const run = promisify(execFile);

/** A process of ours, recognisable after we are gone: its number alone may by then be another's. */
export interface KnownProcess {
  readonly name: string;
  readonly pid: number;
  readonly commandLine: string;
}

const fileName = 'processes.json';
const politeMs = 8_000;

/** Writes down what runs, so that a later start can end it where this one was killed. */
export function rememberProcesses(folder: string, processes: readonly KnownProcess[]): void {
  const file = join(folder, fileName);
  if (processes.length === 0) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(processes, null, 2));
}

/** Ends processes of an earlier start that was killed and could not end them; they hold ports and files. */
export async function endLeftovers(folder: string, log: Log): Promise<void> {
  const left: KnownProcess[] = [];
  for (const each of readProcesses(folder)) if (await isStill(each)) left.push(each);
  // started last, ended first: nobody loses what they write to
  for (const each of left.reverse()) {
    log(`The ${each.name} of an earlier start is still running (process ${each.pid}): it is ended first.`);
    await end(each);
  }
  rememberProcesses(folder, []);
}

function readProcesses(folder: string): KnownProcess[] {
  try {
    return JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as KnownProcess[];
  } catch {
    return [];
  }
}

async function end(known: KnownProcess): Promise<void> {
  process.kill(known.pid, 'SIGTERM');
  const deadline = Date.now() + politeMs;
  while (Date.now() < deadline && (await isStill(known))) await sleep(100);
  // it leads a process group of its own (managed-process.ts)
  if (await isStill(known)) process.kill(-known.pid, 'SIGKILL');
}

/** Where the system has no `ps`, nothing is ended; a port in use is then reported as any other. */
async function isStill({ pid, commandLine }: KnownProcess): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
    return stdout.trim() === commandLine;
  } catch {
    return false;
  }
}
