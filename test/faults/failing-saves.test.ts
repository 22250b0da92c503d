import { createVendorUpdate, retryUpdate } from '../../workflows/contract';
import { expectBookedOnce, exportRecord, runOf, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const office = '6520|60|100|00';
const cardLiability = '2110|00|000|00';
const expense = { merchant: 'uline', amount: '61.40', account: office } as const;
const booked = { [office]: '61.40', [cardLiability]: '-61.40' };
const payment = { type: 'CARD_PAYMENT', amount: '610.00' } as const;
const paid = { [cardLiability]: '610.00', '1090|00|000|00': '-610.00' };

const correlationId = '7d1f0b52-0000-4000-8000-0000000000aa';
/** Epicor's own failure inside, before anything was saved; not one of a proxy, which would pass. */
const failsInside = {
  fault: 'status',
  status: 500,
  body: {
    HttpStatus: 500,
    ReasonPhrase: 'REST API Exception',
    ErrorMessage: 'We apologize, but an unexpected internal problem occurred.',
    ErrorType: 'System.NullReferenceException',
    CorrelationId: correlationId,
  },
} as const;
const always = { times: 0 } as const;

/** A save that Epicor fails at inside is no outage: trying the same for ever would help nobody. */
describe('an Epicor that fails inside on saves', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({
      settings: { 'schedules:': 'vendors: { template: { TermsCode: N30 } }\nschedules:' },
    });
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.epicor.faults.clear());

  it('has whoever wants a vendor created told, who creates it once it is mended', async () => {
    const match = { path: 'VendorSvc/Update', ...always };
    stack.epicor.faults.arm({ ...failsInside, match });
    const merchant = { rawDescriptor: 'SQ *QUVOX BZZYX', name: 'Quvox Bzzyx' };
    const id = exportRecord(stack, { ...expense, merchant });
    await untilWaiting(stack, id, 'vendor-none');
    const create = () => runOf(stack, id).executeUpdate(createVendorUpdate, { args: [{ by: 'Dana' }] });
    await create().catch(() => undefined);
    const waiting = await untilWaiting(stack, id, 'vendor-refused');
    expect(waiting.reason).toContain(correlationId);
    expect(stack.epicor.faults.list()[0]?.met).toBe(6);
    stack.epicor.faults.clear();
    await create();
    await expectBookedOnce(stack, id, booked);
    const made = stack.epicor.db.table('Vendor').all();
    expect(made.filter(({ Name }) => String(Name).startsWith('Quvox'))).toHaveLength(1);
  });

  const expectToWaitUntilMended = async (id: string, accounts: Record<string, string>): Promise<void> => {
    const waiting = await untilWaiting(stack, id, 'epicor-failing');
    expect(waiting.reason).toContain(correlationId);
    stack.epicor.faults.clear();
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, id, accounts);
  };

  it('waits for a person where no save of an invoice succeeds, and books it once that is mended', async () => {
    stack.epicor.faults.arm({ ...failsInside, match: { path: 'APInvoiceSvc/UpdateMaster', ...always } });
    await expectToWaitUntilMended(exportRecord(stack, expense), booked);
  });

  it('waits likewise where the accounts of saved lines cannot be saved', async () => {
    stack.epicor.behave({ invoiceSave: 'header-only' });
    stack.epicor.faults.arm({
      ...failsInside,
      match: { path: 'APInvoiceSvc/Update', body: '{"ds":{"APInvExpTGLC"', ...always },
    });
    await expectToWaitUntilMended(exportRecord(stack, { ...expense, merchant: 'cintas' }), booked);
    stack.epicor.behave({ invoiceSave: 'whole' });
  });

  it('waits likewise where a journal cannot be saved', async () => {
    stack.epicor.faults.arm({ ...failsInside, match: { path: 'GLJournalEntrySvc/Update', ...always } });
    await expectToWaitUntilMended(exportRecord(stack, payment), paid);
  });
});

describe('an Epicor that fails inside on an invoice saved in one call', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it('is given it in stages, then and from then on', async () => {
    stack.epicor.faults.arm({
      ...failsInside,
      match: { path: 'APInvoiceSvc/UpdateMaster', body: '"APInvExpTGLC"', ...always },
    });
    await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    expect(stack.epicor.faults.list()[0]?.met).toBe(2);
    expect((await stack.store.connections.get(stack.connectionId))?.learned.invoiceSave).toBe('staged');
  });
});
