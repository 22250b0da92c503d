import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './run-command';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where downloaded and built servers are kept: BREX_KINETIC_CACHE, else ~/.cache/brex-kinetic. */
export function cacheDirectory(env: Environment = process.env): string {
  return env.BREX_KINETIC_CACHE || join(homedir(), '.cache', 'brex-kinetic');
}

export interface Installation {
  /** File or folder in the cache. */
  readonly target: string;
  /** Makes it in the empty folder given and says where in there it is. */
  readonly make: (workDirectory: string) => Promise<string>;
  readonly log: Log;
}

/**
 * Makes `target` once, however many processes ask for it: one makes it aside and moves it into place as a
 * whole, the others wait for it. A process that died in between is noticed and its place taken.
 */
export async function installOnce({ target, make, log }: Installation): Promise<string> {
  const release = await lock(target, log);
  if (!release) return target;
  const workDirectory = `${target}.making-${randomUUID().slice(0, 8)}`;
  try {
    await mkdir(workDirectory, { recursive: true });
    await rename(await make(workDirectory), target);
    return target;
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
    await release();
  }
}

/** Returns how to release the lock, or null as soon as the target is there. */
async function lock(target: string, log: Log): Promise<(() => Promise<void>) | null> {
  await mkdir(join(target, '..'), { recursive: true });
  const lockFile = `${target}.lock`;
  for (let told = false; ; ) {
    if (existsSync(target)) return null;
    try {
      await writeFile(lockFile, String(process.pid), { flag: 'wx' });
      return () => rm(lockFile, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''));
    if (holder && !isAlive(holder)) {
      await rm(lockFile, { force: true });
      continue;
    }
    if (!told) log(`process ${holder || '?'} is preparing ${target}: waiting for it`);
    told = true;
    await sleep(500);
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
