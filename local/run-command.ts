import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Takes one line of progress for a person at a terminal. */
export type Log = (line: string) => void;

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Each line that the command prints, on either stream. */
  readonly onLine?: (line: string) => void;
}

/** How many of its last lines a failed command is quoted with. */
const quotedLines = 12;

/** Runs a command to its end. Throws with its last lines where it fails or is not there. */
export async function runCommand({ command, args, cwd, env, onLine }: Command): Promise<void> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > quotedLines) last.shift();
      onLine?.(line);
    });
  }
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  try {
    const end = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code === 0 ? '' : (signal ?? `exit code ${code}`)));
    });
    if (end) throw new Error([`${command} ended with ${end}:`, ...last].join('\n  '));
  } finally {
    process.off('exit', killWithUs);
  }
}

/** A log that says at most every `everyMs` what the newest of many lines is, and how long it has been going on. */
export function sparseLog(log: Log, what: string, everyMs = 10_000): (line: string) => void {
  const began = Date.now();
  let spoke = began;
  let lines = 0;
  return (line) => {
    lines += 1;
    if (Date.now() - spoke < everyMs) return;
    spoke = Date.now();
    log(
      `${what} … ${Math.round((spoke - began) / 1000)} s, ${lines} steps, now: ${line.trim().slice(0, 70)}`,
    );
  };
}
