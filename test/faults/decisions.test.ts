import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import {
  approveVendorUpdate,
  linkSignal,
  linkUpdate,
  recordReadySignal,
  retrySignal,
  retryUpdate,
  returnUpdate,
  skipSignal,
  skipUpdate,
} from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  runOf,
  statusOf,
  story,
  until,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '58.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '58.00', '2110|00|000|00': '-58.00' };
/** A merchant that no Epicor vendor is like: its record waits for a person. */
const asking: RecordDraft = { ...expense, merchant: 'kowloon-house' };
const dana = { by: 'Dana' };

/** What people decide reaches the record once, at any moment, and never leaves it stuck. */
describe('decisions', () => {
  let stack: Stack;
  let anyVendor: number;

  beforeAll(async () => {
    stack = await startStack({ settings: { 'startDate: ${SANDBOX_START_DATE}': 'startDate: 2024-01-01' } });
    anyVendor = stack.world.epicor.vendors.find(({ inactive }) => !inactive)?.vendorNum ?? 0;
  });
  afterAll(() => stack?.stop());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    stack.epicor.behave({ denied: {}, invoiceSave: 'whole' });
  });

  const stateOf = async (recordId: string) =>
    (await stack.store.ledger.get({ connectionId: stack.connectionId, recordId }))?.state;

  describe('that come together or at the wrong moment', () => {
    it('are obeyed in order; the one that no longer fits is put into the audit trail', async () => {
      const id = exportRecord(stack, asking);
      await untilWaiting(stack, id, 'vendor-none');
      await Promise.all([
        runOf(stack, id).signal(skipSignal, { ...dana, reason: 'private' }),
        runOf(stack, id).signal(skipSignal, { by: 'Bob', reason: 'private too' }),
      ]);
      expect((await untilEnded(stack, id)).status).toBe('Skipped');
      const told = (await story(stack, id)).join('\n');
      expect(told).toMatch(/(Dana|Bob) decided: skip/);
      expect(told).toContain('skip ignored');
    });

    it('a retry that arrives while the record is being booked does no harm', async () => {
      stack.epicor.faults.arm({
        fault: 'delay',
        delayMs: 1_500,
        match: { path: 'APInvoiceSvc/UpdateMaster' },
      });
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'writing');
      await runOf(stack, id).signal(retrySignal, dana);
      await expectBookedOnce(stack, id, booked);
      expect((await untilEnded(stack, id)).status).toBe('Exported');
    });

    it('a retry opens a record that was skipped, and books it', async () => {
      const id = exportRecord(stack, asking);
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ ...dana, reason: 'a mistake' }] });
      await untilEnded(stack, id);
      stack.brex.export([id]);
      await untilEnded(stack, id);
      await stack.temporal.workflow.signalWithStart('postAccountingRecord', {
        workflowId: runOf(stack, id).workflowId,
        taskQueue: stack.postingQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ connectionId: stack.connectionId, recordId: id }],
        signal: retrySignal,
        signalArgs: [dana],
      });
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).executeUpdate(approveVendorUpdate, {
        args: [{ ...dana, vendorNum: anyVendor, remember: false }],
      });
      await expectBookedOnce(stack, id, booked);
    });
  });

  describe('that were typed wrongly', () => {
    it.each([
      ['no input at all', skipSignal, [], 'needs one object'],
      ['nobody named', skipSignal, [{ reason: 'private' }], 'who decides'],
      [
        'a text that is a number',
        linkSignal,
        [{ by: 'Dana', vendorNum: 1, invoiceNum: 20417 }],
        '"invoiceNum" is a text',
      ],
      [
        'a number that is a text',
        linkSignal,
        [{ by: 'Dana', vendorNum: '1', invoiceNum: 'A' }],
        '"vendorNum" is a whole number',
      ],
      ['a date that is a month', retrySignal, [{ by: 'Dana', applyDate: '2026-11' }], 'is a date such as'],
      ['an unknown confirmation', retrySignal, [{ by: 'Dana', confirm: 'yes' }], '"confirm" is'],
    ])('(%s) are not obeyed, and the record waits on', async (_name, signal, input, words) => {
      const id = exportRecord(stack, asking);
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).signal<unknown[]>(signal.name, ...input);
      await until('it was noted', async () => (await story(stack, id)).some((line) => line.includes(words)));
      expect((await statusOf(stack, id)).reasonCode).toBe('vendor-none');
      await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ ...dana, reason: 'test over' }] });
      await untilState(stack, id, 'skipped');
    });
  });

  describe('on a record that is half-written in Epicor', () => {
    /** Header and lines are saved, but the lines may not be coded. */
    async function halfWritten(): Promise<string> {
      stack.epicor.behave({ invoiceSave: 'header-only', denied: { 'Erp.BO.APInvoice.Update': 401 } });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'epicor-denied');
      expect(await stateOf(id)).toBe('writing');
      expect(invoicesOf(stack, id)).toHaveLength(1);
      return id;
    }

    it('link deletes our remnant and takes the other document', async () => {
      const id = await halfWritten();
      const [typed] = stack.epicor.invoices().filter(({ marker }) => marker === '');
      await runOf(stack, id).executeUpdate(linkUpdate, {
        args: [{ ...dana, vendorNum: typed?.vendorNum, invoiceNum: typed?.invoiceNum }],
      });
      await untilState(stack, id, 'exported');
      expect(invoicesOf(stack, id)).toEqual([]);
    });

    it('return deletes our remnant, and the record is booked once when it comes again', async () => {
      const id = await halfWritten();
      await runOf(stack, id).executeUpdate(returnUpdate, { args: [dana] });
      await untilState(stack, id, 'returned');
      expect(invoicesOf(stack, id)).toEqual([]);
      stack.epicor.behave({ denied: {}, invoiceSave: 'whole' });
      stack.brex.export([id]);
      await expectBookedOnce(stack, id, booked);
    });

    it('a newer version deletes our remnant and is booked with its new amount', async () => {
      const id = await halfWritten();
      stack.brex.records.recode(id, { amount: '59.00' });
      stack.epicor.behave({ denied: {}, invoiceSave: 'whole' });
      stack.brex.export([id]);
      await expectBookedOnce(stack, id, { '6520|60|100|00': '59.00', '2110|00|000|00': '-59.00' });
    });
  });

  describe('on a record that is booked', () => {
    async function changedAfterBooking(): Promise<string> {
      stack.brex.faults.arm({
        fault: 'status',
        status: 403,
        body: { code: 'FORBIDDEN' },
        match: { path: 'export-results' },
      });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'brex-refused');
      expect(await stateOf(id)).toBe('committed');
      stack.brex.records.recode(id, { amount: '60.00' });
      stack.brex.export([id]);
      await untilWaiting(stack, id, 'changed-after-booking');
      return id;
    }

    it('skip, return and link of another document are answered in words; retry with confirm reports it', async () => {
      const id = await changedAfterBooking();
      const refusals = [
        () => runOf(stack, id).executeUpdate(skipUpdate, { args: [{ ...dana, reason: 'gone' }] }),
        () => runOf(stack, id).executeUpdate(returnUpdate, { args: [dana] }),
        () => {
          const [typed] = stack.epicor.invoices().filter(({ marker }) => marker === '');
          return runOf(stack, id).executeUpdate(linkUpdate, {
            args: [{ ...dana, vendorNum: typed?.vendorNum, invoiceNum: typed?.invoiceNum }],
          });
        },
      ];
      for (const refusal of refusals) {
        expect((await refusal()).reason).toContain('booked');
        expect((await untilWaiting(stack, id, 'already-in-epicor')).status).toBe('NeedsAttention');
      }
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ ...dana, confirm: 'changed' }] });
      await expectBookedOnce(stack, id, booked);
    });

    it('a confirmation holds for the version that it was given for only', async () => {
      const id = await changedAfterBooking();
      stack.brex.faults.arm({
        fault: 'status',
        status: 403,
        body: { code: 'FORBIDDEN' },
        match: { path: 'export-results' },
      });
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ ...dana, confirm: 'changed' }] });
      await untilWaiting(stack, id, 'brex-refused');
      stack.brex.records.recode(id, { amount: '61.00' });
      stack.brex.export([id]);
      await untilWaiting(stack, id, 'changed-after-booking');
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ ...dana, confirm: 'changed' }] });
      await expectBookedOnce(stack, id, booked);
    });

    it('someone else exported it: waits, and is settled by retry with confirm', async () => {
      stack.brex.faults.arm({
        fault: 'status',
        status: 403,
        body: { code: 'FORBIDDEN' },
        match: { path: 'export-results' },
      });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'brex-refused');
      stack.brex.records.markExported(id);
      await runOf(stack, id).signal(recordReadySignal, {});
      await untilWaiting(stack, id, 'exported-elsewhere');
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [dana] });
      await untilWaiting(stack, id, 'exported-elsewhere');
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ ...dana, confirm: 'changed' }] });
      await expectBookedOnce(stack, id, booked);
    });
  });

  it('a vendor approved for one version is asked for again where the record changes', async () => {
    const closed = '2024-01-15T12:00:00Z';
    const id = exportRecord(stack, { ...asking, postedAt: closed, erpPostingDate: closed });
    await untilWaiting(stack, id, 'vendor-none');
    await runOf(stack, id).executeUpdate(approveVendorUpdate, {
      args: [{ ...dana, vendorNum: anyVendor, remember: false }],
    });
    await untilWaiting(stack, id, 'closed-period');
    stack.brex.records.recode(id, { amount: '62.00' });
    stack.brex.export([id]);
    await untilWaiting(stack, id, 'vendor-none');
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ ...dana, reason: 'test over' }] });
  });

  it('a bill that cannot be sent back, since bills are not reported, waits; skip leaves it unbooked', async () => {
    stack.brex.behave({ billsCanBeReported: false });
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'RIVBEND')?.name ?? '';
    const id = exportRecord(stack, {
      type: 'BILL_EXPENSE',
      vendor,
      invoiceNumber: 'RB-3001',
      amount: '320.00',
      account: `${unmappedAccountName}|30|100|00`,
    });
    await stack.backfill();
    const waiting = await untilWaiting(stack, id, 'brex-refused');
    expect(waiting.reason).toContain(unmappedAccountName);
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ ...dana, reason: 'not ours' }] });
    await untilState(stack, id, 'skipped');
    stack.brex.behave({ billsCanBeReported: true });
  });

  it('a vendor that was deleted in Epicor since is asked for anew', async () => {
    const gone = stack.world.epicor.vendors.findLast(({ inactive }) => !inactive)?.vendorNum ?? 0;
    const id = exportRecord(stack, {
      ...expense,
      merchant: { rawDescriptor: 'SOON TO GO', name: 'Soon To Go' },
    });
    await until(
      'it waits',
      async () => (await statusOf(stack, id).catch(() => null))?.status === 'WaitingForVendor',
    );
    await runOf(stack, id).executeUpdate(approveVendorUpdate, { args: [{ ...dana, vendorNum: gone }] });
    await untilState(stack, id, 'exported');
    await untilEnded(stack, id);
    const row = stack.epicor.db.table('Vendor').get(gone);
    if (row) stack.epicor.db.table('Vendor').remove(row);
    const next = exportRecord(stack, {
      ...expense,
      merchant: { rawDescriptor: 'SOON TO GO', name: 'Soon To Go' },
    });
    expect((await untilWaiting(stack, next, 'vendor-missing')).reason).toContain(String(gone));
    await runOf(stack, next).executeUpdate(approveVendorUpdate, {
      args: [{ ...dana, vendorNum: anyVendor }],
    });
    await expectBookedOnce(stack, next, booked);
  });
});
