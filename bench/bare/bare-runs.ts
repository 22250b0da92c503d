import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import pLimit from 'p-limit';
import { ProcessGroup } from '../../local/process-group';
import type { RecordedWay } from '../recorded-calls';
import { note } from '../report';
import { endsOf, untilCompleted } from '../runs';
import { giveUp, type Servers } from '../servers';
import type { Stand } from '../stand';
import { type BareInput, type BareRecord, bareQueue, bareWorkflowType } from './contract';

/** The gateway starts as many runs at once. */
const startsAtOnce = 8;
const query = `WorkflowType = '${bareWorkflowType}'`;

/** Runs that do no more than Temporal and HTTP ask for, beside a stand of the product. */
export class BareRuns {
  private started = 0;

  private constructor(
    private readonly stand: Stand,
    private readonly way: RecordedWay,
    private readonly group: ProcessGroup,
    /** Payloads as they are: neither compressed nor encrypted. */
    private readonly client: Client,
  ) {}

  static async start(servers: Servers, stand: Stand, way: RecordedWay): Promise<BareRuns> {
    const logFolder = join(servers.folder, 'logs', 'bare');
    const group = new ProcessGroup({ logFolder, log: note, onGivenUp: giveUp });
    const wayFile = join(servers.folder, 'way.json');
    await writeFile(wayFile, JSON.stringify(way));
    await group.start({
      name: 'bare worker',
      command: process.execPath,
      // as the product's processes are started
      args: ['--enable-source-maps', join(__dirname, 'main.js')],
      env: {
        TEMPORAL_ADDRESS: servers.temporalAddress,
        BENCH_WAY: wayFile,
        BENCH_BREX: stand.urls.brex,
        BENCH_EPICOR: stand.urls.epicor,
      },
      ready: { line: /bare worker ready/ },
      remedy: 'see its log',
    });
    const { connection, options } = stand.temporal;
    return new BareRuns(stand, way, group, new Client({ connection, namespace: options.namespace }));
  }

  /** Starts a run for each record (null: of no-op activities) and waits until all have ended. */
  async run(records: readonly (BareRecord | null)[]): Promise<void> {
    const { temporal } = this.stand;
    const before = (await endsOf(temporal, query)).completed;
    const limit = pLimit(startsAtOnce);
    await Promise.all(records.map((record) => limit(() => this.startOne(record))));
    await untilCompleted(temporal, query, before + records.length);
  }

  stop(): Promise<void> {
    return this.group.stop();
  }

  private async startOne(record: BareRecord | null): Promise<void> {
    this.started += 1;
    const input: BareInput = { queues: this.way.steps.map(({ queue }) => queue), record };
    await this.client.workflow.start(bareWorkflowType, {
      workflowId: `bare/${this.started}`,
      taskQueue: bareQueue,
      args: [input],
    });
  }
}
