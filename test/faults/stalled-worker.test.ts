import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import type { FaultMatch, FaultRule } from '../../sandbox/support/faults';
import { expectBookedOnce, story, until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';

const expense: RecordDraft = { merchant: 'uline', amount: '37.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '37.00', '2110|00|000|00': '-37.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '370.00' };
const paid = { '2110|00|000|00': '370.00', '1090|00|000|00': '-370.00' };

/** A request of one record that is under way when the first worker is suspended. */
interface Moment {
  readonly draft: RecordDraft;
  readonly fault: FaultRule;
  readonly match: (id: string) => FaultMatch;
}

const soon = { fault: 'delay', delayMs: 5_000 } as const;
/** After the second worker has taken over. */
const late = { fault: 'delay', delayMs: 55_000 } as const;
const unanswered = { fault: 'timeout', commit: true, delayMs: 55_000 } as const;

/** Held at the same time: no more than a worker has connections to Epicor (4). */
const beforeItWrites: readonly Moment[] = [
  // it hears that nothing is there yet, and would write
  { draft: expense, fault: soon, match: (id) => ({ method: 'GET', path: id }) },
  { draft: payment, fault: soon, match: (id) => ({ method: 'GET', path: id }) },
  // it has noted its write, asked Epicor to check it, and would send it
  { draft: payment, fault: soon, match: (id) => ({ path: 'GLJournalEntrySvc/PreUpdate', body: id }) },
];

const whileItWrites: readonly Moment[] = [
  // its write is carried out, and nobody hears of it
  { draft: expense, fault: unanswered, match: (id) => ({ path: 'APInvoiceSvc/UpdateMaster', body: id }) },
  { draft: payment, fault: unanswered, match: (id) => ({ path: 'GLJournalEntrySvc/Update', body: id }) },
  // its write is carried out only after the second worker's
  { draft: expense, fault: late, match: (id) => ({ path: 'APInvoiceSvc/UpdateMaster', body: id }) },
];

/**
 * A machine is suspended while its worker holds the lease of some records, longer than the lease lasts, and wakes
 * up after another worker has finished them. Takes as long as a heartbeat and a lease need to run out.
 */
describe('two workers on one record, after the lease of the first expired', () => {
  it.concurrent.each([
    ['suspended before it writes', beforeItWrites],
    ['suspended while it writes', whileItWrites],
  ])(
    'book it once: of one %s, what it still wants to do is refused',
    async (_when, moments) => {
      const stack = await startStack({ worker: false });
      try {
        await bookedByTheSecond(stack, moments);
      } finally {
        await stack.stop();
      }
    },
    240_000,
  );
});

async function bookedByTheSecond(stack: Stack, moments: readonly Moment[]): Promise<void> {
  const records = moments.map(({ draft, fault, match }) => {
    const { id } = stack.brex.records.create(draft);
    stack.epicor.faults.arm({ ...fault, match: match(id) });
    return { id, amounts: draft === payment ? paid : booked };
  });
  const first = await WorkerProcess.start(stack);
  let second: WorkerProcess | undefined;
  try {
    stack.brex.export(records.map(({ id }) => id));
    await until('every request is held', async () => stack.epicor.faults.list().every(({ met }) => met > 0));
    first.pause();
    second = await WorkerProcess.start(stack);
    for (const { id, amounts } of records) await expectBookedOnce(stack, id, amounts);
    first.resume();
    for (const { id } of records)
      await until(`the first worker has seen that ${id} is not its own any more`, async () =>
        (await story(stack, id)).some((line) => /^updateMaster (failed|waiting): /.test(line)),
      );
    for (const { id, amounts } of records) await expectBookedOnce(stack, id, amounts);
  } finally {
    first.resume();
    await first.stop();
    await second?.stop();
  }
}
