import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A stand-in's state: kept in a file, so that it survives a restart, or in memory only. */
export interface Persisted<T> {
  readonly value: T;
  /** Says that the value changed; it is written shortly afterwards. */
  changed(): void;
  /** Writes now what is not yet written. */
  flush(): void;
  /** Flushes and stops writing. */
  close(): void;
}

const writeAfterMs = 300;

/**
 * Loads the JSON value in `file`, or begins with `initial()`. Changes are written a moment later, many at
 * once, to a new file that then takes the old one's place: a killed process leaves a whole state behind.
 * `beforeWriting` may bring the value up to date. Without a file nothing is read or written. Throws where the file is there but is not JSON.
 */
export function persisted<T>(
  file: string | undefined,
  initial: () => T,
  beforeWriting: (value: T) => void = () => {},
): Persisted<T> {
  const value = (file === undefined ? undefined : load<T>(file)) ?? initial();
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;

  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!dirty || file === undefined) return;
    dirty = false;
    beforeWriting(value);
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(value));
    renameSync(temporary, file);
  };
  const changed = (): void => {
    dirty = true;
    timer ??= setTimeout(flush, writeAfterMs);
    timer.unref();
  };
  if (file !== undefined) process.once('exit', flush);

  return {
    value,
    changed,
    flush,
    close: () => {
      flush();
      process.removeListener('exit', flush);
    },
  };
}

function load<T>(file: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`${file} is not a saved state of the sandbox: delete it, or start with --fresh`);
  }
}
