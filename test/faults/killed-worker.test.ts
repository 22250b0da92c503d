import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { expectBookedOnce, until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';

const expense: RecordDraft = { merchant: 'uline', amount: '48.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '48.00', '2110|00|000|00': '-48.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '700.00' };
const paid = { '2110|00|000|00': '700.00', '1090|00|000|00': '-700.00' };

/** Where the worker dies: while this request of the record is held, before or after it was carried out. */
interface Moment {
  readonly system: 'brex' | 'epicor';
  readonly path: string;
  /** How many such requests of the record pass first. */
  readonly skip?: number;
  readonly carriedOut: boolean;
  readonly draft: RecordDraft;
}

/**
 * A worker is killed with SIGKILL while writes are under way: some were carried out, some were not, and no
 * answer arrives. Another worker finishes every record, once.
 */
async function killWhile(stack: Stack, moments: readonly Moment[]): Promise<void> {
  const records = moments.map((moment) => ({ ...moment, id: stack.brex.records.create(moment.draft).id }));
  for (const { system, path, skip, carriedOut, id } of records) {
    const match = { path, body: id, skip: skip ?? 0 };
    stack[system].faults.arm({ fault: 'timeout', commit: carriedOut, match, delayMs: 600_000 });
  }
  const first = await WorkerProcess.start(stack);
  for (const { id } of records) stack.brex.export([id]);
  await until('every request is held', async () =>
    [...stack.brex.faults.list(), ...stack.epicor.faults.list()].every(({ met }) => met > 0),
  );
  await first.kill();
  const second = await WorkerProcess.start(stack);
  try {
    for (const { id, draft } of records)
      await expectBookedOnce(stack, id, draft.type === 'CARD_PAYMENT' ? paid : booked);
  } finally {
    await second.stop();
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
  }
}

describe('a worker killed with SIGKILL', () => {
  let stack: Stack;

  afterEach(() => stack?.stop());

  it('before or after an invoice, or a journal header, was saved', async () => {
    stack = await startStack({ worker: false });
    const invoice = { system: 'epicor', path: 'APInvoiceSvc/UpdateMaster', draft: expense } as const;
    const journal = { system: 'epicor', path: 'GLJournalEntrySvc/Update', draft: payment } as const;
    await killWhile(stack, [
      { ...invoice, carriedOut: false },
      { ...invoice, carriedOut: true },
      { ...journal, carriedOut: false },
      { ...journal, carriedOut: true },
    ]);
  });

  it('before or after journal lines were saved, or the report was taken', async () => {
    stack = await startStack({ worker: false });
    const lines = { system: 'epicor', path: 'GLJournalEntrySvc/Update', skip: 1, draft: payment } as const;
    const report = { system: 'brex', path: 'export-results', draft: expense } as const;
    await killWhile(stack, [
      { ...lines, carriedOut: false },
      { ...lines, carriedOut: true },
      { ...report, carriedOut: false },
      { ...report, carriedOut: true },
    ]);
  });

  it('between the stages of an invoice', async () => {
    stack = await startStack({ worker: false, settings: { 'invoiceSave: auto': 'invoiceSave: staged' } });
    const stage = { system: 'epicor', path: 'APInvoiceSvc/Update', draft: expense } as const;
    await killWhile(stack, [
      { ...stage, carriedOut: true },
      { ...stage, skip: 1, carriedOut: false },
      { ...stage, skip: 1, carriedOut: true },
      { ...stage, skip: 2, carriedOut: true },
    ]);
  });
});
