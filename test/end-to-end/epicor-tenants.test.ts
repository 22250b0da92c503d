import { expectBookedOnce, exportRecord, invoicesOf, untilWaiting } from '../support/booking';
import { clientCredentials } from '../support/client-credentials';
import { type Stack, startStack } from '../support/stack';

const office = '6520|60|100|00';
const cardLiability = '2110|00|000|00';
const expense = { merchant: 'uline', amount: '27.35', account: office } as const;
const booked = { [office]: '27.35', [cardLiability]: '-27.35' };
const payment = { type: 'CARD_PAYMENT', amount: '270.00' } as const;
const paid = { [cardLiability]: '270.00', '1090|00|000|00': '-270.00' };

/** Tenants differ in how they are reached (EPICOR.md 1.3, 2.2, 2.6): the books must not. */
describe('an Epicor that signs in by client credentials', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: clientCredentials });
    stack.epicor.behave({ acceptedLogins: ['bearer'] });
  });
  afterAll(() => stack?.stop());
  afterEach(() =>
    stack.epicor.behave({ failingSets: [], largestPage: 0, nextLinks: false, largestBodyBytes: 0 }),
  );

  it('books records, also those between which every token is revoked', async () => {
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    stack.epicor.revokeTokens();
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
  });

  it('books where no page has more than three rows and pages are linked', async () => {
    stack.epicor.behave({ largestPage: 3, nextLinks: true });
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    await expectBookedOnce(stack, exportRecord(stack, payment), paid);
  });

  it('books where plain reads of large sets fail', async () => {
    stack.epicor.behave({
      failingSets: [
        'APInvoices',
        'APInvGrps',
        'GLAccounts',
        'GLJrnDtls',
        'GLJournalEntries',
        'POes',
        'Vendors',
      ],
    });
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    await expectBookedOnce(stack, exportRecord(stack, payment), paid);
  });

  it('books a record of many lines past a gateway that takes no long body, in stages and pieces', async () => {
    stack.epicor.behave({ largestBodyBytes: 40_000 });
    const id = exportRecord(stack, {
      merchant: 'uline',
      lines: Array.from({ length: 60 }, () => ({ amount: '1.00', account: office })),
    });
    await expectBookedOnce(stack, id, { [office]: '60.00', [cardLiability]: '-60.00' });
    expect(invoicesOf(stack, id)[0]?.lines).toHaveLength(61);
    // one long record says nothing of the others
    const learned = (await stack.store.connections.get(stack.connectionId))?.learned;
    expect(learned?.invoiceSave).not.toBe('staged');
  });

  it('parks a record whose vendor has no terms, and says what gives it some', async () => {
    const vendorNum = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'ULINE')?.vendorNum ?? 0;
    stack.epicor.changeVendor(vendorNum, { TermsCode: '' });
    const id = exportRecord(stack, expense);
    const waiting = await untilWaiting(stack, id, 'missing-setting');
    expect(waiting.reason).toContain('posting.termsCode');
    expect(invoicesOf(stack, id)).toEqual([]);
  });
});
