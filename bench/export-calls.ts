import pLimit from 'p-limit';
import { BusiestMinute } from './busiest-minute';
import { cardSpend } from './drafts';
import { note, report, round, sum } from './report';
import { runsOf, untilCompleted } from './runs';
import { callsBetween } from './sandbox-control';
import type { Servers } from './servers';
import { openStand } from './stand';

const workers = 2;
/** Merchants are looked up by these; they are told apart from all other calls. */
const ofMerchants = '/v1/expenses';
/** As Brex limits it (BREX.md 1.5). */
const rateLimit = { requests: 1_000, windowMs: 60_000, retryAfter: false };

/** What Brex is asked when a bookkeeper exports so many records of card spend with one click, over two workers. */
export async function measureExport(servers: Servers, records: number): Promise<void> {
  note(`an export of ${records} records …`);
  const stand = await openStand(servers, `export${records}`, { recorded: false, workers });
  try {
    await stand.sandbox.behave({ rateLimit });
    const limit = pLimit(8);
    const made = await Promise.all(
      Array.from({ length: records }, (_, number) => limit(() => stand.sandbox.create(cardSpend(number)))),
    );
    const before = (await stand.sandbox.calls()).brex;
    const minute = new BusiestMinute(stand);
    const started = performance.now();
    await stand.sandbox.export(made.map(({ id }) => id));
    await untilCompleted(stand.temporal, runsOf(stand), records + 1);
    const seconds = (performance.now() - started) / 1_000;
    const callsInBusiestMinute = await minute.stop();
    const { exported } = await stand.store.ledger.counts(stand.connectionId);
    if (exported !== records) throw new Error(`${exported} of ${records} records were exported`);

    const calls = callsBetween(before, (await stand.sandbox.calls()).brex);
    const count = (wanted: (kind: string) => boolean): number =>
      sum(Object.entries(calls).map(([kind, times]) => (wanted(kind) ? times : 0)));
    report('Brex calls of an export', {
      records,
      workers,
      seconds: round(seconds, 1),
      brexCallsPerRecord: round(count((kind) => !kind.includes(ofMerchants)) / records, 3),
      aim: '<= 0.1',
      merchantCallsPerRecord: round(count((kind) => kind.includes(ofMerchants)) / records, 3),
      withMerchantCallsPerRecord: round(count(() => true) / records, 3),
      callsInBusiestMinute,
      limit: rateLimit.requests,
      calls,
    });
  } finally {
    await stand.stop();
  }
}
