import { execFile, type SpawnOptions } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onPath } from './executables';

const run = promisify(execFile);

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Runner {
  /** Makes a file or folder the runner's own. */
  own(path: string): Promise<void>;
  command(executable: string, args: readonly string[]): RunnerCommand;
}

export interface RunnerCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly identity: Pick<SpawnOptions, 'uid' | 'gid'>;
}

/**
 * Ourselves, or for root an unprivileged user of the system. A folder that this user cannot reach (a checkout
 * below /root) is reached by one capability rather than by keeping the data elsewhere. Where the system has
 * setpriv, what is run ends with this process, however that ends.
 */
export async function unprivilegedRunner(reached: readonly string[]): Promise<Runner> {
  const setpriv = process.platform === 'linux' ? await onPath('setpriv') : null;
  const user = process.getuid?.() === 0 ? await firstUser(['postgres', 'nobody']) : null;
  const shut = user ? await firstUnreachable(reached, user) : null;
  if (user && shut !== null && setpriv === null) {
    throw new Error(
      `PostgreSQL does not run as root, and user ${user.name} cannot reach ${shut}: run as an ordinary user, move the project out of ${shut}, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  return {
    own: async (path) => {
      if (user) await chown(path, user.uid, user.gid);
    },
    command: (executable, args) =>
      setpriv === null
        ? { executable, args, identity: user ? { uid: user.uid, gid: user.gid } : {} }
        : {
            executable: setpriv,
            args: [...privileges(user, shut !== null), '--', executable, ...args],
            identity: {},
          },
  };
}

function privileges(user: User | null, passShutFolders: boolean): string[] {
  const capabilities = passShutFolders ? '-all,+dac_override' : '-all';
  return [
    '--pdeathsig=INT',
    ...(user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : []),
    ...(user ? [`--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`] : []),
  ];
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

async function firstUser(names: readonly string[]): Promise<User> {
  for (const name of names) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name]))).catch(() => []);
    const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and this system has no user ${names.join(' or ')}: run as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.`,
  );
}

async function firstUnreachable(paths: readonly string[], user: User): Promise<string | null> {
  for (const folder of paths.flatMap(foldersAbove)) {
    const { mode, uid, gid } = await stat(folder);
    const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return folder;
  }
  return null;
}

function foldersAbove(path: string): string[] {
  const above = dirname(resolve(path));
  return above === resolve(path) ? [] : [...foldersAbove(above), above];
}
