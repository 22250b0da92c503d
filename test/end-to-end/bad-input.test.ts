import { fieldIds, unmappedAccountName } from '../../sandbox/world/brex-fields';
import { openOrder } from '../../sandbox/world/hand-entered';
import { approveVendorUpdate, retryUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  story,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const office = '6520|60|100|00';
const cardLiability = '2110|00|000|00';
const expense = { merchant: 'uline', amount: '18.20', account: office } as const;
const booked = { [office]: '18.20', [cardLiability]: '-18.20' };

/** Whatever Brex sends has one stated end, and nothing half-done stays in Epicor. */
describe('a record from Brex', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  const expectNothingBooked = (id: string): void => {
    expect([...invoicesOf(stack, id), ...journalsOf(stack, id)]).toEqual([]);
  };
  const ledgerState = async (id: string) =>
    (await stack.store.ledger.get({ connectionId: stack.connectionId, recordId: id }))?.state;

  describe('with coding that cannot be booked', () => {
    const nameScopes = ['fields', 'field_values'].flatMap((scope) => [`${scope}.read`, `${scope}.write`]);

    it('of a type that nobody knows parks, naming the type and the setting', async () => {
      const id = exportRecord(stack, { ...expense, type: 'CARD_EXPENSE_TELEPORT' });
      const waiting = await untilWaiting(stack, id, 'unknown-type');
      expect(waiting.reason).toContain('posting.types.CARD_EXPENSE_TELEPORT');
      expectNothingBooked(id);
    });

    it('with an unmapped value is returned, and Brex is told the field and the value', async () => {
      const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
      await untilState(stack, id, 'returned');
      const [result] = stack.brex.records.get(id).results;
      expect(result).toMatchObject({
        kind: 'failure',
        message: expect.stringContaining(unmappedAccountName),
      });
      expect(result).toMatchObject({ message: expect.stringContaining('GL account') });
      expectNothingBooked(id);
    });

    it('with an unmapped value names the field by its id where the token may not read names', async () => {
      const other = await startStack({ brex: { deniedScopes: nameScopes } });
      try {
        const id = exportRecord(other, { ...expense, account: `${unmappedAccountName}|60|100|00` });
        await untilState(other, id, 'returned');
        const [result] = other.brex.records.get(id).results;
        expect(result).toMatchObject({ message: expect.stringContaining(fieldIds.account) });
      } finally {
        await other.stop();
      }
    });

    it('whose debits differ from its credits is returned with both sums', async () => {
      const id = exportRecord(stack, {
        merchant: 'uline',
        lines: [
          { amount: '30.00', account: office },
          { amount: '29.99', account: '2110', side: 'CREDIT', balancing: true },
        ],
      });
      await untilState(stack, id, 'returned');
      const [result] = stack.brex.records.get(id).results;
      expect(result).toMatchObject({ message: expect.stringContaining('30.00 USD') });
      expect(result).toMatchObject({ message: expect.stringContaining('29.99 USD') });
      expectNothingBooked(id);
    });

    it('without any line is returned', async () => {
      const id = exportRecord(stack, { merchant: 'uline', amount: '18.20', lines: [], balancing: 'absent' });
      await untilState(stack, id, 'returned');
      expectNothingBooked(id);
    });

    it('whose other side Brex never sends is booked with the clearing account supplied', async () => {
      await expectBookedOnce(stack, exportRecord(stack, { ...expense, balancing: 'absent' }), booked);
    });
  });

  describe('that is not to be booked', () => {
    it('of zero ends quietly with an audit entry, and Brex keeps it as it is', async () => {
      const id = exportRecord(stack, { ...expense, amount: '0.00' });
      await untilState(stack, id, 'closed');
      expect((await untilEnded(stack, id)).status).toBe('Closed');
      expect((await story(stack, id)).at(-1)).toContain('The record is of zero.');
      expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
    });

    it('dated before the start date ends quietly with an audit entry', async () => {
      const id = exportRecord(stack, { ...expense, erpPostingDate: '2020-05-05T12:00:00Z' });
      await untilState(stack, id, 'closed');
      expect((await untilEnded(stack, id)).status).toBe('Closed');
      expect((await story(stack, id)).at(-1)).toContain('2020-05-05');
      expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
    });

    it('of a type that is skipped ends quietly with an audit entry', async () => {
      const { id } = stack.brex.records.create({
        type: 'INVOICE',
        amount: '18.20',
        account: '4910|00|000|00',
      });
      stack.brex.records.makeReady([id]);
      stack.brex.webhooks.sendReady([id]);
      await untilState(stack, id, 'closed');
      expect((await story(stack, id)).at(-1)).toContain('INVOICE are not booked');
    });

    it('that is not ready yet ends quietly and is booked once it is', async () => {
      const { id } = stack.brex.records.create(expense);
      stack.brex.webhooks.sendReady([id]);
      await untilSeen(id);
      expect((await untilEnded(stack, id)).status).toBe('NotReady');
      expectNothingBooked(id);
      stack.brex.export([id]);
      await expectBookedOnce(stack, id, booked);
    });

    it('that somebody else exported in between is not booked', async () => {
      const { id } = stack.brex.records.create(expense);
      stack.brex.records.markExported(id);
      stack.brex.webhooks.sendReady([id]);
      await untilSeen(id);
      expect((await untilEnded(stack, id)).status).toBe('NotReady');
      expectNothingBooked(id);
    });

    it('that was deleted before it was read is closed with an audit entry', async () => {
      const { id } = stack.brex.records.create(expense);
      stack.brex.records.delete(id);
      stack.brex.webhooks.sendReady([id]);
      await untilState(stack, id, 'closed');
      expect((await untilEnded(stack, id)).status).toBe('Closed');
      expect((await story(stack, id)).at(-1)).toContain('Brex no longer has this record');
    });

    async function untilSeen(id: string): Promise<void> {
      await untilState(stack, id, 'seen');
    }
  });

  describe('that needs a person', () => {
    it.each([
      ['no merchant at all', null],
      ['a merchant without a name', { rawDescriptor: '  ', name: '' }],
    ])('with %s asks for a vendor, and books to the one that is named', async (_, merchant) => {
      const id = exportRecord(stack, { ...expense, merchant });
      const waiting = await untilWaiting(stack, id, 'vendor-none');
      expect(waiting.status).toBe('WaitingForVendor');
      expect(waiting.reason).toContain('names no merchant');
      const vendorNum = vendorNumOf('ULINE');
      await runOf(stack, id).executeUpdate(approveVendorUpdate, { args: [{ vendorNum, by: 'Dana' }] });
      await expectBookedOnce(stack, id, booked);
      expect(invoicesOf(stack, id)[0]?.vendorNum).toBe(vendorNum);
    });

    it('is asked again where the vendor that was chosen is inactive', async () => {
      const id = exportRecord(stack, { ...expense, merchant: 'radioshack' });
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).executeUpdate(approveVendorUpdate, {
        args: [{ vendorNum: vendorNumOf('RADIOSH'), by: 'Dana' }],
      });
      const again = await untilWaiting(stack, id, 'vendor-inactive');
      expect(again.reason).toContain('RADIOSHACK is inactive');
      expectNothingBooked(id);
    });

    it('since its memo names an open purchase order waits, and is booked when that is confirmed', async () => {
      const { id } = stack.brex.records.create({
        type: 'BILL_EXPENSE',
        vendor: 'VOLUNTEER STAFFING GROUP INC',
        invoiceNumber: 'VS-881',
        amount: '500.00',
        account: '6510|30|100|00',
        memo: `Temporary staff, PO ${openOrder.poNum}`,
      });
      stack.brex.export([id]);
      stack.brex.webhooks.sendReady([id]);
      const waiting = await untilWaiting(stack, id, 'names-open-po');
      expect(waiting.reason).toContain(String(openOrder.poNum));
      expectNothingBooked(id);
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', confirm: 'po' }] });
      await expectBookedOnce(stack, id, { '6510|30|100|00': '500.00', '2120|00|000|00': '-500.00' });
    });

    it('since another record has its source and amount waits, and is booked when that is confirmed', async () => {
      const first = exportRecord(stack, expense);
      await untilState(stack, first, 'exported');
      const { sourceId } = stack.brex.records.get(first);
      const id = exportRecord(stack, { ...expense, sourceId });
      const waiting = await untilWaiting(stack, id, 'possible-duplicate');
      expect(waiting.reason).toContain(first);
      expectNothingBooked(id);
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', confirm: 'duplicate' }] });
      await expectBookedOnce(stack, id, booked);
    });

    const vendorNumOf = (vendorId: string): number =>
      stack.world.epicor.vendors.find((vendor) => vendor.vendorId === vendorId)?.vendorNum ?? 0;
  });

  it('that is a bill in a status that is not booked stays seen and counted, until it becomes ready', async () => {
    const before = (await stack.store.ledger.counts(stack.connectionId)).seen;
    const { id } = stack.brex.records.create({
      type: 'BILL_EXPENSE',
      vendor: 'RIVERBEND PROPERTY PARTNERS LLC',
      invoiceNumber: 'RB-2002',
      amount: '18.20',
      account: office,
    });
    await stack.backfill();
    expect(await ledgerState(id)).toBe('seen');
    expect((await stack.store.ledger.counts(stack.connectionId)).seen).toBe(before + 1);
    expectNothingBooked(id);
    stack.brex.export([id]);
    await stack.backfill();
    await untilState(stack, id, 'exported');
    expect(invoicesOf(stack, id)).toHaveLength(1);
  });
});
