import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { Webhook } from 'svix';
import { Agent } from 'undici';
import { sandboxCredentials } from '../sandbox/world/world';
import { recordReadySignal, recordStartOptions, recordWorkflowType } from '../workflows/contract';
import { CpuMeter, cpuPerUnit } from './cpu-times';
import { note, percentile, report, round, sum } from './report';
import type { Stand } from './stand';

const rounds = 4;
const deliveriesPerRound = 150;
const atOnce = 16;
const warmUp = 50;

/**
 * Signed deliveries of one record each, taken by the gateway, against bare starts of the same workflow by
 * signalWithStart; in turns, and with no worker at work on what is started.
 */
export async function measureGateway(stand: Stand): Promise<void> {
  const agent = new Agent({ connections: atOnce });
  const gateway = () => prepared(stand, agent);
  const bare = () => bareStart(stand);
  try {
    note('gateway …');
    await stand.stopWorker();
    await load(gateway, warmUp);
    await load(bare, warmUp);
    const taken: Load[] = [];
    const started: Load[] = [];
    const cpu = { gateway: new CpuMeter(), bareStarts: new CpuMeter() };
    for (let turn = 1; turn <= rounds; turn += 1) {
      note(`gateway, round ${turn} of ${rounds} …`);
      taken.push(await cpu.gateway.during(() => load(gateway, deliveriesPerRound)));
      started.push(await cpu.bareStarts.during(() => load(bare, deliveriesPerRound)));
    }
    const [own, plain] = [total(taken), total(started)];
    report('gateway', { deliveries: rounds * deliveriesPerRound, atOnce, ...own });
    report('bare workflow starts', { starts: rounds * deliveriesPerRound, atOnce, ...plain });
    report('CPU milliseconds per start', cpuPerUnit(cpu, rounds * deliveriesPerRound));
    report('gateway to bare starts', { ratio: round(own.perSecond / plain.perSecond), aim: '>= 0.8' });
  } finally {
    await agent.close();
  }
}

interface Load {
  readonly seconds: number;
  readonly millis: readonly number[];
}

/** Everything is prepared before the clock starts: signing is Brex's work. */
async function load(prepare: () => () => Promise<void>, count: number): Promise<Load> {
  const work = Array.from({ length: count }, prepare);
  const limit = pLimit(atOnce);
  const millis: number[] = [];
  const began = performance.now();
  await Promise.all(
    work.map((one) =>
      limit(async () => {
        const started = performance.now();
        await one();
        millis.push(performance.now() - started);
      }),
    ),
  );
  return { seconds: (performance.now() - began) / 1000, millis };
}

function total(loads: readonly Load[]): { perSecond: number; p50Millis: number; p99Millis: number } {
  const millis = loads.flatMap((each) => each.millis);
  return {
    perSecond: round(millis.length / sum(loads.map(({ seconds }) => seconds)), 1),
    p50Millis: round(percentile(millis, 0.5), 1),
    p99Millis: round(percentile(millis, 0.99), 1),
  };
}

const newRecordId = (): string => `accr_${randomUUID()}`;

function prepared({ webhookUrl }: Stand, agent: Agent): () => Promise<void> {
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const body = JSON.stringify({
    event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
    accountingRecordIds: [newRecordId()],
  });
  const { origin, pathname } = new URL(webhookUrl);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(sandboxCredentials.webhookSecret).sign(id, now, body),
  };
  return async () => {
    const reply = await agent.request({ origin, path: pathname, method: 'POST', headers, body });
    const text = await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`the gateway answered ${reply.statusCode}: ${text}`);
  };
}

function bareStart({ temporal, connectionId, postingQueue }: Stand): () => Promise<void> {
  const recordId = newRecordId();
  return async () => {
    await temporal.workflow.signalWithStart(recordWorkflowType, {
      ...recordStartOptions({ connectionId, recordId }, postingQueue),
      signal: recordReadySignal,
      signalArgs: [{}],
    });
  };
}
