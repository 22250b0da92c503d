import pLimit from 'p-limit';
import { BareRuns } from './bare/bare-runs';
import { CpuMeter, cpuPerUnit } from './cpu-times';
import { cardSpend } from './drafts';
import type { RecordedWay } from './recorded-calls';
import { note, report, round, sum } from './report';
import { endsOf, historyOf, runsOf, untilCompleted } from './runs';
import type { MadeRecord } from './sandbox-control';
import type { Servers } from './servers';
import type { Stand } from './stand';
import { stepTimes } from './step-times';

/** 200 records of each kind at a time, in turns, so that what slows the machine slows all of them. */
const rounds = 5;
const recordsPerRound = 200;
/** Small enough that the gateway starts each record itself. */
const recordsPerDelivery = 10;
const warmUp = 20;

/** Records per second of the whole way, against bare runs of as many activities with and without as many calls. */
export async function measureThroughput(servers: Servers, stand: Stand, way: RecordedWay): Promise<void> {
  const bare = await BareRuns.start(servers, stand, way);
  try {
    note('warming up …');
    await wholeWay(stand, await make(stand, warmUp, 'REVIEW'));
    await bare.run(await make(stand, warmUp, 'READY_FOR_EXPORT'));
    const seconds = { whole: [] as number[], bareCalls: [] as number[], noOp: [] as number[] };
    const cpu = { whole: new CpuMeter(), bareCalls: new CpuMeter() };
    const booked: MadeRecord[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      note(`throughput, round ${turn} of ${rounds} …`);
      const records = await make(stand, recordsPerRound, 'REVIEW');
      const others = await make(stand, recordsPerRound, 'READY_FOR_EXPORT');
      seconds.whole.push(await timed(() => cpu.whole.during(() => wholeWay(stand, records))));
      seconds.bareCalls.push(await timed(() => cpu.bareCalls.during(() => bare.run(others))));
      seconds.noOp.push(await timed(() => bare.run(others.map(() => null))));
      booked.push(...records);
    }
    await requireExported(stand, warmUp + booked.length);
    reportRates(seconds, way);
    report('CPU milliseconds per record', cpuPerUnit(cpu, rounds * recordsPerRound));
    await reportHistories(stand, booked);
    report('milliseconds per activity', await stepTimes(stand, booked));
  } finally {
    await bare.stop();
  }
}

type Seconds = Readonly<Record<'whole' | 'bareCalls' | 'noOp', readonly number[]>>;

function reportRates(seconds: Seconds, way: RecordedWay): void {
  const records = rounds * recordsPerRound;
  const shape = {
    records,
    activities: way.steps.length,
    httpCalls: sum(way.steps.map(({ calls }) => calls.length)),
  };
  const rate = (of: readonly number[]) => round(records / sum(of));
  report('records per second', {
    ...shape,
    wholeWay: rate(seconds.whole),
    bareCalls: rate(seconds.bareCalls),
    noOp: rate(seconds.noOp),
  });
  const ratio = (to: readonly number[]) => ({
    ratio: round(sum(to) / sum(seconds.whole)),
    perRound: seconds.whole.map((own, index) => round((to[index] ?? Number.NaN) / own)),
  });
  report('whole way to bare calls', { ...ratio(seconds.bareCalls), aim: '>= 0.7' });
  report('whole way to no-op activities', ratio(seconds.noOp));
}

async function reportHistories(stand: Stand, booked: readonly MadeRecord[]): Promise<void> {
  const limit = pLimit(8);
  const sizes = await Promise.all(booked.map(({ id }) => limit(() => historyOf(stand, id))));
  const bytes = sizes.map((size) => size.bytes);
  report('history per record', {
    records: sizes.length,
    events: round(sum(sizes.map(({ events }) => events)) / sizes.length, 1),
    bytes: Math.round(sum(bytes) / sizes.length),
    mostBytes: Math.max(...bytes),
    aim: '<= 60 KB',
  });
}

async function wholeWay(stand: Stand, records: readonly MadeRecord[]): Promise<void> {
  const before = (await endsOf(stand.temporal, runsOf(stand))).completed;
  for (let from = 0; from < records.length; from += recordsPerDelivery)
    await stand.sandbox.export(records.slice(from, from + recordsPerDelivery).map(({ id }) => id));
  await untilCompleted(stand.temporal, runsOf(stand), before + records.length);
}

/** Records in the stand-in for Brex, made before the clock starts. */
async function make(
  stand: Stand,
  count: number,
  status: 'REVIEW' | 'READY_FOR_EXPORT',
): Promise<MadeRecord[]> {
  const limit = pLimit(8);
  const numbers = Array.from({ length: count }, (_, index) => index);
  return Promise.all(
    numbers.map((number) => limit(() => stand.sandbox.create({ ...cardSpend(number), status }))),
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** A figure counts only where every record was booked and reported. */
async function requireExported(stand: Stand, wanted: number): Promise<void> {
  const { exported } = await stand.store.ledger.counts(stand.connectionId);
  if (exported !== wanted) throw new Error(`${exported} of ${wanted} records were exported`);
}
