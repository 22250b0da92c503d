import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { recordReadySignal } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  story,
  until,
  untilEnded,
  untilState,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';

const expense: RecordDraft = { merchant: 'uline', amount: '83.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '83.00', '2110|00|000|00': '-83.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '830.00' };
const paid = { '2110|00|000|00': '830.00', '1090|00|000|00': '-830.00' };

/** What others do meanwhile, in Epicor, in Brex and to our own processes, is recovered from. */
describe('recovery', () => {
  let stack: Stack;

  beforeAll(async () => {
    // long enough that a run can be ended while it waits to confirm
    stack = await startStack({ settings: { 'settle: 1s': 'settle: 3s' } });
  });
  afterAll(() => stack?.stop());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
  });

  const stateOf = async (recordId: string) =>
    (await stack.store.ledger.get({ connectionId: stack.connectionId, recordId }))?.state;

  it('the group was posted and is gone: it is made again', async () => {
    const first = exportRecord(stack, expense);
    await expectBookedOnce(stack, first, booked);
    const journal = exportRecord(stack, payment);
    await expectBookedOnce(stack, journal, paid);
    stack.epicor.postGroup(invoicesOf(stack, first)[0]?.groupId ?? '');
    stack.epicor.postGroup(journalsOf(stack, journal)[0]?.groupId ?? '');

    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    await expectBookedOnce(stack, exportRecord(stack, payment), paid);
    expect(invoicesOf(stack, first)[0]?.posted).toBe(true);
  });

  it('the group was posted between Epicor gave its defaults and the document was saved', async () => {
    const first = exportRecord(stack, expense);
    await expectBookedOnce(stack, first, booked);
    stack.epicor.faults.arm({ fault: 'delay', delayMs: 2_000, match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'writing');
    stack.epicor.postGroup(invoicesOf(stack, first)[0]?.groupId ?? '');
    await expectBookedOnce(stack, id, booked);
    expect((await stack.store.connections.get(stack.connectionId))?.learned.invoiceSave).toBeUndefined();
  });

  it('a proxy sent the save twice, and only the second answer (duplicate) came', async () => {
    stack.epicor.faults.arm({
      fault: 'status',
      status: 409,
      commit: true,
      body: {
        HttpStatus: 409,
        ReasonPhrase: 'REST API Exception',
        ErrorMessage: 'A duplicate record exists.',
        ErrorType: 'Ice.Common.DuplicateRecordException',
      },
      match: { path: 'APInvoiceSvc/UpdateMaster' },
    });
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
  });

  it('a clerk typed the same number between the look-up and the save: the record waits for a person', async () => {
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'RIVBEND');
    stack.epicor.faults.arm({ fault: 'delay', delayMs: 2_000, match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const id = exportRecord(stack, {
      type: 'BILL_EXPENSE',
      vendor: vendor?.name ?? '',
      invoiceNumber: 'RB-4001',
      amount: '330.00',
      account: '6550|30|100|00',
    });
    await stack.backfill();
    await untilState(stack, id, 'writing');
    stack.epicor.enterInvoice({
      vendorNum: vendor?.vendorNum ?? 0,
      invoiceNum: 'RB-4001',
      groupId: 'HAND',
      posted: false,
      invoiceDate: stack.world.dates.today,
      applyDate: stack.world.dates.today,
      currency: 'USD',
      entryPerson: 'mwhitfield',
      description: 'typed',
      lines: [{ description: 'typed', amount: '330.00', account: '6550|30|100|00' }],
    });
    await until('it waits', async () => (await story(stack, id)).some((line) => line.includes('mwhitfield')));
    expect(await stateOf(id)).toBe('voided');
    expect(invoicesOf(stack, id)).toEqual([]);
    await runOf(stack, id).terminate('test over');
  });

  it.each([
    ['an invoice', expense, booked, 'APInvoiceSvc/UpdateMaster'],
    ['a journal', payment, paid, 'GLJournalEntrySvc/Update'],
  ])(
    'a run that was terminated after a lost answer confirms %s before it reports',
    async (_name, draft, accounts, path) => {
      stack.epicor.faults.arm({ fault: 'commit-then-drop', match: { path } });
      const id = exportRecord(stack, draft);
      await untilState(stack, id, 'committed');
      await runOf(stack, id).terminate('the machine was lost');
      await stack.backfill();
      await expectBookedOnce(stack, id, accounts);
      const steps = (await stack.store.audit.story(stack.connectionId, id)).map(({ step }) => step);
      expect(steps.indexOf('confirmDocument')).toBeGreaterThan(steps.indexOf('updateMaster'));
      expect(steps.indexOf('confirmDocument')).toBeLessThan(steps.indexOf('markExported'));
    },
  );

  it('two records of one expense that come together are not both booked', async () => {
    const sourceId = stack.brex.records.create(expense).sourceId;
    stack.epicor.faults.arm({ fault: 'delay', delayMs: 1_000, match: { path: 'GetNewAPInvHed', times: 2 } });
    const twins = [0, 1].map(() => stack.brex.records.create({ ...expense, sourceId }).id);
    stack.brex.export(twins);
    await until('one waits', async () => {
      const told = await Promise.all(twins.map((id) => story(stack, id)));
      return told.flat().some((line) => line.includes('of the same expense and amount'));
    });
    await until('the other one is settled', async () => {
      const states = await Promise.all(twins.map(stateOf));
      return states.every((state) => state === 'exported' || state === 'voided' || state === 'seen');
    });
    expect(twins.flatMap((id) => invoicesOf(stack, id)).length).toBeLessThanOrEqual(1);
    for (const id of twins)
      await runOf(stack, id)
        .terminate('test over')
        .catch(() => undefined);
  });

  it('Brex shows a record ready again that was exported: it is told once more, and nothing is booked', async () => {
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    await untilEnded(stack, id);
    const record = stack.brex.records.get(id);
    record.reviewStatus = 'READY_FOR_EXPORT';
    record.version += 1;
    await stack.backfill();
    await until('Brex was told again', async () => record.reviewStatus === ('EXPORTED' as string));
    await expectBookedOnce(stack, id, booked);
  });

  it('a record that was returned and then deleted in Brex ends quietly', async () => {
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await untilState(stack, id, 'returned');
    await untilEnded(stack, id);
    stack.brex.records.delete(id);
    const run = await stack.temporal.workflow.signalWithStart('postAccountingRecord', {
      workflowId: runOf(stack, id).workflowId,
      taskQueue: stack.postingQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ connectionId: stack.connectionId, recordId: id }],
      signal: recordReadySignal,
      signalArgs: [{}],
    });
    expect(await run.result()).toMatchObject({ status: 'Returned' });
  });

  it('someone exported it by hand while our reports were refused: waits instead of taking it for ours', async () => {
    stack.brex.faults.arm({ fault: 'status', status: 425, match: { path: 'export-results', times: 2 } });
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'committed');
    await until('a report was refused', async () =>
      (await story(stack, id)).some((line) => line.startsWith('markExported failed')),
    );
    stack.brex.records.markExported(id);
    await until('it waits', async () =>
      (await story(stack, id)).some((line) => line.includes('someone else')),
    );
    expect(await stateOf(id)).toBe('committed');
    await runOf(stack, id).terminate('test over');
  });
});

describe('a write whose worker was killed before the answer came', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ worker: false });
  });
  afterAll(() => stack?.stop());

  it('is confirmed once more before Brex is told, as after every lost answer', async () => {
    stack.epicor.faults.arm({
      fault: 'timeout',
      commit: true,
      delayMs: 600_000,
      match: { path: 'APInvoiceSvc/UpdateMaster' },
    });
    const worker = await WorkerProcess.start(stack);
    const id = exportRecord(stack, expense);
    await until('the save is held', async () => stack.epicor.faults.list().every(({ met }) => met > 0));
    await worker.kill();
    await stack.startWorker();
    await expectBookedOnce(stack, id, booked);
    const steps = (await stack.store.audit.story(stack.connectionId, id)).map(({ step }) => step);
    expect(steps).toContain('confirmDocument');
    expect(steps.indexOf('confirmDocument')).toBeLessThan(steps.indexOf('markExported'));
  });
});
