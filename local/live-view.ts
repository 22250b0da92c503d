import { setTimeout as sleep } from 'node:timers/promises';
import { tableLines } from './live-table';
import { countsLine, recordLines } from './record-lines';
import { RecordWatch, type WatchOptions } from './record-watch';
import type { Log } from './run-command';
import type { Screen } from './screen';

export interface LiveViewOptions extends WatchOptions {
  readonly log: Log;
  /** Where a table is drawn in place; without one, lines are printed. */
  readonly screen?: Screen | null;
  readonly pollMs?: number;
}

const countsEveryMs = 5_000;

/**
 * Shows what becomes of each record until the signal: on a terminal as a table that is refreshed in place,
 * elsewhere as lines.
 */
export async function showRecords(options: LiveViewOptions, signal: AbortSignal): Promise<void> {
  const view = options.screen ? new TableView(options, options.screen) : new LiveView(options);
  while (!signal.aborted) {
    await view.look().catch(() => undefined); // the server is away for a moment: it is looked at again
    await sleep(options.pollMs ?? 1_000, undefined, { signal }).catch(() => undefined);
  }
}

class TableView {
  private readonly watch: RecordWatch;

  constructor(
    private readonly options: LiveViewOptions,
    private readonly screen: Screen,
  ) {
    this.watch = new RecordWatch(options);
    this.draw();
  }

  async look(): Promise<void> {
    await this.watch.look();
    this.draw();
  }

  private draw(): void {
    const { connectionId, uiUrl } = this.options;
    this.screen.draw((size) =>
      tableLines({ records: this.watch.all(), connectionId, uiUrl, now: new Date() }, size),
    );
  }
}

/** Prints a record's lines once it has come to something, and now and then how many are where. */
export class LiveView {
  private readonly watch: RecordWatch;
  private lastCounts = { at: 0, line: '' };

  constructor(private readonly options: LiveViewOptions) {
    this.watch = new RecordWatch(options);
  }

  /** One look at all runs that are open or closed since the last one. */
  async look(): Promise<void> {
    const told = await this.watch.look();
    for (const record of told)
      for (const line of recordLines({ ...record, at: new Date() })) this.options.log(line);
    if (told.length === 0) this.printCounts(new Date());
  }

  private printCounts(at: Date): void {
    const counts = this.watch.counts();
    const line = [...counts].sort().join();
    if (line === this.lastCounts.line || at.getTime() - this.lastCounts.at < countsEveryMs) return;
    this.lastCounts = { at: at.getTime(), line };
    this.options.log(countsLine(at, counts));
  }
}
