import type { SpawnOptions } from 'node:child_process';
import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onPath } from './executables';

const run = promisify(execFile);

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Runner {
  /** Makes a folder the runner's own. */
  own(folder: string): Promise<void>;
  command(
    executable: string,
    args: readonly string[],
  ): {
    readonly executable: string;
    readonly args: readonly string[];
    readonly identity: Pick<SpawnOptions, 'uid' | 'gid'>;
  };
}

const asOurselves: Runner = {
  own: async () => undefined,
  command: (executable, args) => ({ executable, args, identity: {} }),
};

/**
 * Ourselves, or for root an unprivileged user of the system. A folder that this user cannot reach (a checkout
 * below /root) is reached by one capability instead of by another place for the data.
 */
export async function unprivilegedRunner(reached: readonly string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return asOurselves;
  const user = await firstUser(['postgres', 'nobody']);
  const own = (folder: string) => chown(folder, user.uid, user.gid);
  const shut = await firstUnreachable(reached, user);
  if (shut === null) {
    return { own, command: (executable, args) => ({ executable, args, identity: user }) };
  }
  const setpriv = await onPath('setpriv');
  if (setpriv === null) {
    throw new Error(
      `PostgreSQL does not run as root, and user ${user.name} cannot reach ${shut}: run as an ordinary user, move the project out of ${shut}, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const options = [
    ...[`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'],
    // ends with us like any child of ours
    '--',
  ];
  return {
    own,
    command: (executable, args) => ({
      executable: setpriv,
      args: [...options, executable, ...args],
      identity: {},
    }),
  };
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

async function firstUser(names: readonly string[]): Promise<User> {
  for (const name of names) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name]))).catch(() => null);
    const [uid, gid] = ids?.map(({ stdout }) => Number(stdout)) ?? [];
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and this system has no user ${names.join(' or ')}: run as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.`,
  );
}

async function firstUnreachable(paths: readonly string[], user: User): Promise<string | null> {
  for (const path of paths) {
    for (const folder of foldersAbove(path)) {
      const { mode, uid, gid } = await stat(folder);
      const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & needed) === 0) return folder;
    }
  }
  return null;
}

function foldersAbove(path: string): string[] {
  const above = dirname(resolve(path));
  return above === resolve(path) ? [] : [...foldersAbove(above), above];
}
