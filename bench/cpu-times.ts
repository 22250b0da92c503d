import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux on every usual machine: what a tick of /proc is. */
const millisPerTick = 10;

interface Process {
  readonly parent: number;
  readonly name: string;
  readonly millis: number;
}

/**
 * CPU milliseconds that this run and every process it started have used, by what they are: unlike the time on the
 * clock it hardly depends on what else the machine does. null where there is no /proc.
 */
export function cpuTimes(): Record<string, number> | null {
  const processes = new Map<number, Process>();
  try {
    for (const entry of readdirSync('/proc')) {
      const found = /^\d+$/.test(entry) ? read(entry) : null;
      if (found) processes.set(Number(entry), found);
    }
  } catch {
    return null;
  }
  const times: Record<string, number> = {};
  for (const [pid, { name, millis }] of processes)
    if (isOurs(pid, processes)) times[name] = (times[name] ?? 0) + millis;
  return times;
}

/** What each process used from `before` to `after`. */
export function cpuBetween(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const used = Object.entries(after).map(([name, millis]) => [name, millis - (before[name] ?? 0)] as const);
  return Object.fromEntries(used.filter(([, millis]) => millis > 0));
}

function isOurs(pid: number, processes: ReadonlyMap<number, Process>): boolean {
  for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === process.pid) return true;
  return false;
}

function read(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // user and system time are the 14th and 15th field
    const ticks = Number(fields[9]) + Number(fields[10]);
    return { parent: Number(parent), name: nameOf(pid), millis: ticks * millisPerTick };
  } catch {
    // it ended meanwhile
    return null;
  }
}

function nameOf(pid: string): string {
  if (Number(pid) === process.pid) return 'this program';
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  if (command.includes('postgres')) return 'PostgreSQL';
  if (command.includes('temporal')) return 'Temporal';
  return /dist\/(?<what>[\w/-]+)\/main\.js/.exec(command)?.groups?.what ?? 'other';
}
