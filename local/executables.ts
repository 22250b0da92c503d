import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first executable of this name on PATH, or null. */
export async function onPath(name: string, env: Environment = process.env): Promise<string | null> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const suffix of suffixes) {
      const candidate = join(folder, name + suffix);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return null;
}
