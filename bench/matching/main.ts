import { cpus } from 'node:os';
import Fuse from 'fuse.js';
import {
  decideByNames,
  normaliseVendorName,
  VendorIndex,
  type VendorRow,
} from '../../accounting/vendor-matching';
import { note, percentile, report, round } from '../report';
import { type MadeCase, makeWorld } from './world';

const vendorCount = 20_000;
const purchases = 20_000;
/** Plain fuse.js takes so long a look-up that a part of the purchases must do. */
const purchasesByFuse = 150;
/** Of all thresholds the one at which plain fuse.js is best on these purchases is taken: it is not to look bad. */
const thresholds = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4];

interface Timed {
  readonly milliseconds: readonly number[];
  readonly seconds: number;
}

/** `npm run bench:match`: look-ups of the vendor matcher beside plain fuse.js over the whole list, as JSON lines. */
function main(): void {
  report('machine', {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    node: process.version,
  });
  const { vendors, cases } = makeWorld(vendorCount, purchases);
  const index = measureIndex(vendors);
  for (const { merchant } of cases.slice(0, 2_000)) decideByNames(index, merchant);
  const answers: (number | null)[] = [];
  const ours = timed(cases, ({ merchant }) => answers.push(decideByNames(index, merchant).vendorNum));
  const rate = cases.length / ours.seconds;
  report('matcher', { vendors: vendorCount, ...speed(ours), ...quality(cases, answers) });
  const fuse = measureFuse(vendors, cases.slice(0, purchasesByFuse));
  report('ratio to plain fuse.js', { lookUpsPerSecond: round(rate / fuse, 0) });
}

function measureIndex(vendors: readonly VendorRow[]): VendorIndex {
  const before = heap();
  const start = performance.now();
  const index = VendorIndex.of(vendors);
  const built = performance.now() - start;
  const memory = heap() - before;
  const one = vendors[0] as VendorRow;
  const again = performance.now();
  for (let times = 0; times < 100; times += 1) index.put({ ...one, name: `${one.name} ${times}` });
  const put = (performance.now() - again) / 100;
  index.put(one);
  report('index', {
    vendors: vendors.length,
    builtInMs: round(built, 0),
    memoryMiB: round(memory / 2 ** 20, 1),
    oneVendorChangedMs: round(put, 3),
  });
  return index;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** The usual way to use it: normalised names, anywhere in the text, the best hit below a threshold. */
function measureFuse(vendors: readonly VendorRow[], cases: readonly MadeCase[]): number {
  note(`plain fuse.js: ${cases.length} purchases`);
  const list = vendors.map(({ vendorNum, name }) => ({ vendorNum, name: normaliseVendorName(name) }));
  const search = new Fuse(list, { keys: ['name'], includeScore: true, ignoreLocation: true, threshold: 0.4 });
  const best: { vendorNum: number; score: number }[] = [];
  const times = timed(cases, ({ merchant }) => {
    const [hit] = search.search(normaliseVendorName(merchant.raw ?? ''), { limit: 1 });
    best.push({ vendorNum: hit?.item.vendorNum ?? -1, score: hit?.score ?? 1 });
  });
  const byThreshold = thresholds.map((threshold) => ({
    threshold,
    ...quality(
      cases,
      best.map(({ vendorNum, score }) => (score <= threshold ? vendorNum : null)),
    ),
  }));
  const [kindest] = [...byThreshold].sort((a, b) => b.precision + b.coverage - a.precision - a.coverage);
  report('plain fuse.js', { vendors: vendorCount, ...speed(times), ...kindest });
  return cases.length / times.seconds;
}

function timed(cases: readonly MadeCase[], lookUp: (one: MadeCase) => void): Timed {
  const milliseconds: number[] = [];
  const start = performance.now();
  for (const one of cases) {
    const from = performance.now();
    lookUp(one);
    milliseconds.push(performance.now() - from);
  }
  return { milliseconds, seconds: (performance.now() - start) / 1_000 };
}

const speed = ({ milliseconds, seconds }: Timed) => ({
  lookUps: milliseconds.length,
  perSecond: round(milliseconds.length / seconds, 1),
  p50Ms: round(percentile(milliseconds, 0.5), 3),
  p99Ms: round(percentile(milliseconds, 0.99), 3),
  worstMs: round(Math.max(...milliseconds), 1),
});

function quality(cases: readonly MadeCase[], answers: readonly (number | null)[]) {
  const given = cases.filter((_, at) => answers[at] !== null && answers[at] !== undefined).length;
  const right = cases.filter(({ vendorNum }, at) => vendorNum !== null && answers[at] === vendorNum).length;
  const known = cases.filter(({ vendorNum }) => vendorNum !== null).length;
  return { precision: round(right / Math.max(1, given), 4), coverage: round(right / known, 4) };
}

main();
