import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownProcess } from './leftovers';
import { type ManagedProcess, type ProcessSpec, spawnProcess } from './managed-process';
import type { Log } from './run-command';

export interface ProcessGroupOptions {
  readonly logFolder: string;
  readonly log: Log;
  /** Called once where a process ends again and again; the message says which and why. */
  readonly onGivenUp: (message: string) => void;
  /** Called with what runs whenever that changes. */
  readonly onChange?: (processes: readonly KnownProcess[]) => void;
  /** Pause before a process that ended is started again; grows with each end. */
  readonly restartAfterMs?: number;
}

/** Something that is stopped with the processes, in its place of their order. */
export interface Part {
  readonly name: string;
  stop(): Promise<void>;
  /** At once, without waiting. */
  kill?(): void;
}

/** A process that ends so often within the period is not started again. */
const endsTolerated = 4;
const periodMs = 60_000;

/**
 * Processes that live and die together: started one after the other, started again where one ends by itself,
 * stopped in the opposite order, and killed with us whatever ends us.
 */
export class ProcessGroup {
  private readonly running = new Map<string, ManagedProcess | Part>();
  private readonly killWithUs = () => this.kill();
  private stopping = false;

  constructor(private readonly options: ProcessGroupOptions) {
    process.on('exit', this.killWithUs);
  }

  /** Starts a process and waits until it is ready; throws where it does not come up. */
  async start(spec: ProcessSpec): Promise<ManagedProcess> {
    const started = await this.launch(spec);
    void this.keepUp(spec, started);
    return started;
  }

  /** Takes in what was started already; it is stopped at once where everything is being stopped. */
  async adopt(part: Part): Promise<void> {
    if (this.stopping) await part.stop();
    else this.running.set(part.name, part);
  }

  /** Stops all, the last one started first. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const each of [...this.running.values()].reverse()) {
      await each.stop();
      this.running.delete(each.name);
      this.tell();
    }
    process.off('exit', this.killWithUs);
  }

  /** At once and without asking. */
  kill(): void {
    this.stopping = true;
    for (const each of this.running.values()) each.kill?.();
  }

  private async launch(spec: ProcessSpec): Promise<ManagedProcess> {
    if (this.stopping) throw new Error(`The ${spec.name} is not started: everything is being stopped.`);
    const launched = spawnProcess(spec, join(this.options.logFolder, `${fileName(spec.name)}.log`));
    this.running.set(spec.name, launched);
    this.tell();
    await launched.ready;
    return launched;
  }

  private tell(): void {
    const processes = [...this.running.values()].filter((each): each is ManagedProcess => 'pid' in each);
    this.options.onChange?.(processes.map(({ name, pid, commandLine }) => ({ name, pid, commandLine })));
  }

  private async keepUp(spec: ProcessSpec, first: ManagedProcess): Promise<void> {
    const ends: number[] = [];
    for (let current = first; ; ) {
      const end = await current.ended;
      if (this.stopping) return;
      current.kill(); // descendants that outlived it
      ends.push(Date.now());
      const recent = ends.filter((at) => at > Date.now() - periodMs).length;
      const story = this.storyOf(current, end);
      if (recent > endsTolerated) {
        this.options.onGivenUp(
          `${story}\nIt ended ${recent} times within a minute. What helps: ${spec.remedy}`,
        );
        return;
      }
      this.options.log(`${story}\nIt is started again.`);
      await sleep((this.options.restartAfterMs ?? 1_000) * recent);
      const again = await this.launch(spec).catch((error: Error) => error);
      if (this.stopping) return;
      if (again instanceof Error) {
        this.options.onGivenUp(again.message);
        return;
      }
      this.options.log(`the ${spec.name} is up again`);
      current = again;
    }
  }

  private storyOf(ended: ManagedProcess, end: string): string {
    const log = join(this.options.logFolder, `${fileName(ended.name)}.log`);
    const lines = ended.lastLines().slice(-5);
    return [
      `The ${ended.name} ended by itself: ${end}. Log: ${log}`,
      ...lines.map((line) => `  ${line}`),
    ].join('\n');
  }
}

const fileName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
