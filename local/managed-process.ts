import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** How it is known that a process is up: a page answers 2xx, it prints a line, or a check of one's own holds. */
export type Readiness =
  | { readonly url: string }
  | { readonly line: RegExp }
  | { readonly check: () => Promise<boolean> };

export interface ProcessSpec {
  /** Names the process in messages and its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly ready: Readiness;
  readonly readyWithinMs?: number;
  /** What to try where it does not come up. */
  readonly remedy: string;
  /** How long it may take to end by itself before it is killed. */
  readonly stopWithinMs?: number;
}

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly commandLine: string;
  /** The line that told it was ready, where readiness is a line. */
  readonly readyLine: string | null;
  /** Rejects, with the process's last lines and the remedy, where it ends or stays silent instead. */
  readonly ready: Promise<void>;
  /** How it ended: "exit code 1", "signal SIGKILL". */
  readonly ended: Promise<string>;
  lastLines(): string[];
  /** Asks it to end, kills it where it does not in time. */
  stop(): Promise<void>;
  /** At once, with all its descendants. */
  kill(): void;
}

const keptLines = 15;

/**
 * Starts a process; its output goes to `logFile`. It leads a process group of its own, so that Ctrl-C reaches
 * only us and we stop everything in order.
 */
export function spawnProcess(spec: ProcessSpec, logFile: string): ManagedProcess {
  const commandLine = [spec.command, ...spec.args].join(' ');
  const log = openLog(logFile, commandLine);
  const child = spawn(spec.command, spec.args, {
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const output = new Output(child, log);
  const ended = whenEnded(child, log);
  const kill = () => signalGroup(child, 'SIGKILL');
  const ready = untilReady(spec, output, ended).catch((error: Error) => {
    kill();
    throw new Error(notUp(spec, error.message, output.last, logFile));
  });
  ready.catch(() => undefined); // whoever waits for it is told; nobody has to
  return {
    name: spec.name,
    pid: child.pid ?? 0,
    commandLine,
    ready,
    ended,
    get readyLine() {
      return output.readyLine;
    },
    lastLines: () => output.last,
    kill,
    stop: () => stop(child, ended, spec.stopWithinMs ?? 10_000),
  };
}

/** A log that has grown beyond this is kept once more under another name, and begun anew. */
const largestLog = 5 * 1024 * 1024;

function openLog(logFile: string, title: string): WriteStream {
  mkdirSync(dirname(logFile), { recursive: true });
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(logFile, `${logFile}.old`);
  const log = createWriteStream(logFile, { flags: 'a' });
  log.on('error', () => undefined); // a full disk must not end what runs
  log.write(`── ${new Date().toISOString()} ${title}\n`);
  return log;
}

/** Copies both streams to the log, remembers the last lines, and notices the line that says "ready". */
class Output {
  readonly last: string[] = [];
  readyLine: string | null = null;
  private wanted: { pattern: RegExp; found: () => void } | null = null;

  constructor(child: ChildProcess, log: WriteStream) {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        this.last.push(line);
        if (this.last.length > keptLines) this.last.shift();
        if (this.wanted?.pattern.test(line)) this.found(line);
      });
    }
  }

  line(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      this.wanted = { pattern, found: resolve };
    });
  }

  private found(line: string): void {
    this.readyLine = line;
    this.wanted?.found();
    this.wanted = null;
  }
}

async function untilReady(spec: ProcessSpec, output: Output, ended: Promise<string>): Promise<void> {
  const withinMs = spec.readyWithinMs ?? 60_000;
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([
      'line' in spec.ready ? output.line(spec.ready.line) : untilTrue(checkOf(spec.ready), signal),
      ended.then((end) => Promise.reject(new Error(`it ended with ${end}`))),
      sleep(withinMs, undefined, { signal }).then(() =>
        Promise.reject(new Error(`it was not ready within ${withinMs / 1000} s`)),
      ),
    ]);
  } finally {
    waiting.abort();
  }
}

function checkOf(ready: Exclude<Readiness, { line: RegExp }>): () => Promise<boolean> {
  return 'check' in ready ? ready.check : () => answers(ready.url);
}

async function untilTrue(check: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await check()) return;
    await sleep(150);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function whenEnded(child: ChildProcess, log: WriteStream): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      log.end();
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      log.end();
      resolve(signal ? `signal ${signal}` : `exit code ${code}`);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<string>, withinMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const giveUp = setTimeout(() => signalGroup(child, 'SIGKILL'), withinMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(giveUp);
  signalGroup(child, 'SIGKILL'); // descendants that outlived it
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it has ended already
  }
}

function notUp(spec: ProcessSpec, what: string, last: readonly string[], logFile: string): string {
  return [
    `The ${spec.name} did not come up: ${what}.`,
    ...(last.length > 0 ? ['Its last lines:', ...last.map((line) => `  ${line}`)] : ['It printed nothing.']),
    `Log: ${logFile}`,
    `What helps: ${spec.remedy}`,
  ].join('\n');
}
