import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { round, sum } from './report';

/** Of Linux on every usual machine: what a tick of /proc is. */
const millisPerTick = 10;

interface Process {
  readonly parent: number;
  readonly name: string;
  readonly millis: number;
}

/**
 * Adds up the CPU that this run and every process it started use while something is done: unlike the time on the
 * clock it hardly depends on what else the machine does. Stays at nothing where there is no /proc.
 */
export class CpuMeter {
  /** Milliseconds by what the process is. */
  readonly used: Record<string, number> = {};

  async during<T>(work: () => Promise<T>): Promise<T> {
    const before = cpuTimes();
    const result = await work();
    for (const [name, millis] of Object.entries(cpuTimes()))
      this.used[name] = (this.used[name] ?? 0) + millis - (before[name] ?? 0);
    return result;
  }
}

/** What each process used for one of `count` things that were done, by the name of each meter. */
export function cpuPerUnit(
  meters: Readonly<Record<string, CpuMeter>>,
  count: number,
): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(meters).map(([name, { used }]) => {
      const each = Object.entries(used).map(([what, millis]) => [what, round(millis / count)] as const);
      return [name, { ...Object.fromEntries(each), together: round(sum(Object.values(used)) / count) }];
    }),
  );
}

function cpuTimes(): Record<string, number> {
  const times: Record<string, number> = {};
  const processes = allProcesses();
  for (const [pid, { name, millis }] of processes)
    if (isOurs(pid, processes)) times[name] = (times[name] ?? 0) + millis;
  return times;
}

function allProcesses(): Map<number, Process> {
  const processes = new Map<number, Process>();
  if (!existsSync('/proc/self/stat')) return processes;
  for (const entry of readdirSync('/proc')) {
    const found = /^\d+$/.test(entry) ? read(entry) : null;
    if (found) processes.set(Number(entry), found);
  }
  return processes;
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
