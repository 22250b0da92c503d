import { retryUpdate } from '../../workflows/contract';
import { accountsOf, invoicesOf, runOf, story, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const account = '6550|30|100|00';
const booked = { [account]: '300.00', '2120|00|000|00': '-300.00' };

describe('a vendor corrected in Brex after the header was written to Epicor', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: { 'invoiceSave: auto': 'invoiceSave: staged' } });
  });
  afterAll(() => stack?.stop());

  const vendorOf = (vendorId: string) => {
    const vendor = stack.world.epicor.vendors.find((each) => each.vendorId === vendorId);
    if (!vendor) throw new Error(`the world has no vendor ${vendorId}`);
    return vendor;
  };

  it('has the half-written document deleted, and one written to the right vendor', async () => {
    const [wrong, right] = [vendorOf('RIVBEND'), vendorOf('APPALCL')];
    // the header is saved; its lines are refused until somebody mends what Epicor complains of
    stack.epicor.faults.arm({
      fault: 'status',
      status: 400,
      body: {
        HttpStatus: 400,
        ReasonPhrase: 'REST API Exception',
        ErrorMessage: 'Lines are locked.',
        ErrorType: 'Ice.Common.BusinessObjectException',
      },
      match: { path: 'APInvoiceSvc/GetNewAPInvDtlMiscellaneous', times: 0 },
    });
    const { id } = stack.brex.records.create({
      type: 'BILL_EXPENSE',
      vendor: wrong.name,
      invoiceNumber: 'CV-1001',
      amount: '300.00',
      account,
    });
    stack.brex.export([id]);
    await stack.backfill();
    await untilWaiting(stack, id, 'epicor-refused');
    expect(invoicesOf(stack, id).map(({ vendorNum }) => vendorNum)).toEqual([wrong.vendorNum]);

    stack.epicor.faults.clear();
    correctVendor(stack, id, right.name);
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });

    await untilState(stack, id, 'exported');
    const [invoice, ...others] = invoicesOf(stack, id);
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({ vendorNum: right.vendorNum, invoiceNum: 'CV-1001' });
    expect(invoice && accountsOf(invoice)).toEqual(booked);
    expect(stack.brex.records.get(id).reviewStatus).toBe('EXPORTED');
    expect((await story(stack, id)).join('\n')).toMatch(
      /voidDocument ok: .* deleted in Epicor, and proven absent/,
    );
  });
});

/** A bookkeeper names another vendor on the bill in Brex. */
function correctVendor(stack: Stack, recordId: string, name: string): void {
  const other = stack.brex.records.create({ type: 'BILL_EXPENSE', vendor: name });
  const record = stack.brex.records.get(recordId);
  record.vendor = other.vendor;
  stack.brex.records.delete(other.id);
  stack.brex.records.recode(recordId, {});
}
