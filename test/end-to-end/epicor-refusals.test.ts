import { troubledAccounts } from '../../sandbox/world/chart';
import { retryUpdate, returnUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  statusOf,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const office = '6520|60|100|00';
const cardLiability = '2110|00|000|00';
const expense = { merchant: 'uline', amount: '27.35', account: office } as const;
const booked = { [office]: '27.35', [cardLiability]: '-27.35' };

const cardIssuer = { VendorID: 'BREXCARD', Name: 'BREX CARD ISSUER', TermsCode: 'N30' };

/** Texts of the connection file: these types in another style. */
const withTypes = (types: string): Record<string, string> => ({
  'noVendor: ask': `noVendor: ask\n  cardIssuerVendor: BREXCARD\n  types:\n    ${types}`,
});

/** Waits until the record has come to rest so often. */
const parkedTimes = (stack: Stack, id: string, times: number) =>
  until(`${id} was parked ${times} times`, async () => {
    const events = await stack.store.audit.story(stack.connectionId, id);
    return events.filter(({ step }) => step === 'parkRecord').length >= times;
  });

/** What Epicor's set-up does not allow parks with the place and the remedy, and books once it is mended. */
describe('an Epicor that refuses', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
    stack.epicor.addVendor(cardIssuer);
  });
  afterAll(() => stack?.stop());
  afterEach(() =>
    stack.epicor.behave({
      refuseZeroTotals: false,
      refuseNegativeLines: false,
      taxRows: false,
      cutColumns: {},
    }),
  );

  const expectNothingBooked = (id: string): void => {
    expect([...invoicesOf(stack, id), ...journalsOf(stack, id)]).toEqual([]);
  };
  const retry = (id: string) => runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });

  /** Applies other settings and retries until the worker has them too: it keeps settings for some seconds. */
  const retryWith = async (id: string, settings: Record<string, string>): Promise<void> => {
    await stack.reconnect(settings);
    await until(`${id} is booked with the new settings`, async () => {
      const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId: id });
      if (row?.state === 'exported') return true;
      if ((await statusOf(stack, id)).reasonCode !== null) await retry(id).catch(() => undefined);
      return false;
    });
  };

  it.each([
    ['is inactive', troubledAccounts.inactive, 'account-inactive'],
    ['has expired', troubledAccounts.expired, 'account-not-effective'],
    ['is not effective yet', troubledAccounts.notYetEffective, 'account-not-effective'],
    ['is no account of the chart', troubledAccounts.missing, 'account-missing'],
    ['is protected', '2000|00|000|00', 'account-protected'],
  ])(
    'an account that %s: the record parks, naming it, before anything is written',
    async (_, account, code) => {
      const id = exportRecord(stack, { ...expense, account });
      const waiting = await untilWaiting(stack, id, code);
      expect(waiting.reason).toContain(account);
      expectNothingBooked(id);
    },
  );

  it('an inactive account takes the record once it is activated', async () => {
    const account = '6530|30|400|00';
    const seeded = stack.world.epicor.accounts.find((each) => each.account === account);
    const description = seeded?.description ?? '';
    stack.epicor.setAccount({ account, description, active: false });
    const id = exportRecord(stack, { ...expense, account });
    await untilWaiting(stack, id, 'account-inactive');
    stack.epicor.setAccount({ account, description, active: true });
    await retry(id);
    await expectBookedOnce(stack, id, { [account]: '27.35', [cardLiability]: '-27.35' });
  });

  it('a vendor that is switched off after it was matched: the record parks in Epicor’s words', async () => {
    const vendorNum =
      stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'CINTAS')?.vendorNum ?? 0;
    await expectBookedOnce(stack, exportRecord(stack, { ...expense, merchant: 'cintas' }), booked);
    stack.epicor.changeVendor(vendorNum, { Inactive: true });
    const id = exportRecord(stack, { ...expense, merchant: 'cintas' });
    const waiting = await until(`${id} waits`, async () => {
      const status = await statusOf(stack, id).catch(() => null);
      return status?.reasonCode ? status : null;
    });
    expect(waiting.reason).toMatch(/inactive/i);
    expectNothingBooked(id);
    stack.epicor.changeVendor(vendorNum, { Inactive: false });
    await retry(id);
    await expectBookedOnce(stack, id, booked);
  });

  it('a vendor whose VendorID was changed since the list was read: the record is booked to it all the same', async () => {
    const vendorNum =
      stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'CINTAS')?.vendorNum ?? 0;
    await expectBookedOnce(stack, exportRecord(stack, { ...expense, merchant: 'cintas' }), booked);
    stack.epicor.changeVendor(vendorNum, { VendorID: 'CINTASCO' });
    // and its former id was given to another
    stack.epicor.addVendor({ VendorID: 'CINTAS', Name: 'CINTAS OF OHIO', TermsCode: 'N30' });
    const id = exportRecord(stack, { ...expense, merchant: 'cintas' });
    await expectBookedOnce(stack, id, booked);
    expect(invoicesOf(stack, id)).toMatchObject([{ vendorNum, vendorId: 'CINTASCO' }]);
  });

  it('zero totals: the reason names the style that avoids them, and a journal books it', async () => {
    stack.epicor.behave({ refuseZeroTotals: true });
    const id = exportRecord(stack, expense);
    const waiting = await untilWaiting(stack, id, 'epicor-refused');
    expect(waiting.reason).toContain('posting.types.CARD_EXPENSE_POST: { document: gl-journal }');
    expect(waiting.reason).toContain('vendor: card-issuer, lines: expense');
    expectNothingBooked(id);
    await retryWith(id, withTypes('CARD_EXPENSE_POST: { document: gl-journal }'));
    await expectBookedOnce(stack, id, booked);
    expect(journalsOf(stack, id)).toHaveLength(1);
  });

  it('negative lines, after it took the header: the header goes before the record is booked in another style', async () => {
    await stack.reconnect({});
    stack.epicor.behave({ refuseNegativeLines: true });
    // the worker may still have the settings of the test before
    const id = await until('a record is refused as an invoice', async () => {
      const each = exportRecord(stack, expense);
      const row = await until(`${each} waits or is booked`, async () => {
        const seen = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId: each });
        const status = await statusOf(stack, each).catch(() => null);
        return seen?.state === 'exported' || status?.reasonCode ? seen : null;
      });
      return row.state === 'exported' ? null : each;
    });
    const waiting = await untilWaiting(stack, id, 'epicor-refused');
    expect(waiting.reason).toContain('negative lines');
    expect(waiting.reason).toContain('posting.types.CARD_EXPENSE_POST: { document: gl-journal }');
    await retryWith(id, withTypes('CARD_EXPENSE_POST: { vendor: card-issuer }'));
    await expectBookedOnce(stack, id, { [office]: '27.35' });
    expect(invoicesOf(stack, id)[0]).toMatchObject({
      vendorId: 'BREXCARD',
      total: '27.35',
      debitMemo: false,
    });
  });
});

describe('an Epicor that changes what it saves', () => {
  let stack: Stack;

  beforeAll(async () => {
    // tax is added to a total only, and documents that net to zero have none
    stack = await startStack({ settings: withTypes('CARD_EXPENSE_POST: { lines: expense }') });
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.epicor.behave({ taxRows: false, cutColumns: {} }));

  it('by adding tax: the record parks saying so, is not exported, and can be returned', async () => {
    stack.epicor.behave({ taxRows: true });
    const id = exportRecord(stack, { ...expense, merchant: 'tennessee-valley-sign' });
    const waiting = await untilWaiting(stack, id, 'document-differs');
    expect(waiting.reason).toContain('added tax');
    expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
    await runOf(stack, id).executeUpdate(returnUpdate, { args: [{ by: 'Dana', message: 'Tax.' }] });
    await untilState(stack, id, 'returned');
    expect(invoicesOf(stack, id)).toEqual([]);
  });

  it('by cutting the mark: read-back notices, and nothing takes the document for another’s or for absent', async () => {
    stack.epicor.behave({ cutColumns: { 'APInvHed.ExternalID': 20 } });
    const id = exportRecord(stack, expense);
    const waiting = await untilWaiting(stack, id, 'document-differs');
    expect(waiting.reason).toContain('marker');
    const standing = () => stack.epicor.invoices().filter(({ invoiceNum }) => invoiceNum.includes(id));
    expect(standing()).toHaveLength(1);

    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await parkedTimes(stack, id, 2);
    await untilWaiting(stack, id, 'document-differs');
    expect(standing()).toHaveLength(1);
    await runOf(stack, id).executeUpdate(returnUpdate, { args: [{ by: 'Dana', message: 'No.' }] });
    const refused = await until(`${id} says that it cannot be deleted`, async () => {
      const status = await statusOf(stack, id);
      return status.reason.includes('do not delete') ? status : null;
    });
    expect(refused.reasonCode).toBe('document-differs');
    expect(standing()).toHaveLength(1);
    expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
  });
});

describe('an Epicor that cuts the mark of a journal', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each([
    ['on its header', { 'GLJrnHed.CommentText': 24, 'GLJrnHed.Description': 24 }, 0],
    ['on its lines', { 'GLJrnDtlMnl.CommentText': 24 }, 2],
  ])(
    '%s: read-back notices, and neither lines nor a second journal are added',
    async (_, cutColumns, lines) => {
      const before = stack.epicor.journals().length;
      stack.epicor.behave({ cutColumns });
      const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '27.35' });
      for (const attempt of ['first', 'again']) {
        await untilWaiting(stack, id, 'document-differs');
        expect(stack.epicor.journals()).toHaveLength(before + 1);
        expect(stack.epicor.journals().at(-1)?.lines).toHaveLength(lines);
        if (attempt === 'first')
          await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
      }
      expect(stack.brex.records.get(id).reviewStatus).toBe('READY_FOR_EXPORT');
    },
  );

  it('on the lines of an invoice: nothing is added to it either', async () => {
    stack.epicor.behave({ cutColumns: { 'APInvDtl.LineComment': 6 } });
    const id = exportRecord(stack, expense);
    await untilWaiting(stack, id, 'document-differs');
    expect(invoicesOf(stack, id).map((invoice) => invoice.lines.length)).toEqual([2]);
  });
});

describe('a refund at the card issuer', () => {
  it.each([
    ['expense only', 'CARD_EXPENSE_REFUND: { vendor: card-issuer }'],
    ['asked for as a debit memo', 'CARD_EXPENSE_REFUND: { document: ap-debit-memo, vendor: card-issuer }'],
  ])('%s is a debit memo, entered positive, of the expense side', async (_, style) => {
    const stack = await startStack({ settings: withTypes(style) });
    stack.epicor.addVendor(cardIssuer);
    try {
      const id = exportRecord(stack, { ...expense, type: 'CARD_EXPENSE_REFUND' });
      await expectBookedOnce(stack, id, { [office]: '-27.35' });
      expect(invoicesOf(stack, id)[0]).toMatchObject({
        debitMemo: true,
        vendorId: 'BREXCARD',
        total: '-27.35',
        variance: '0',
      });
    } finally {
      await stack.stop();
    }
  });

  it('as a debit memo of the merchant takes the expense side only; a purchase is none and parks', async () => {
    const memo = '{ document: ap-debit-memo }';
    const stack = await startStack({
      settings: withTypes(`CARD_EXPENSE_REFUND: ${memo}\n    CARD_EXPENSE_POST: ${memo}`),
    });
    try {
      const id = exportRecord(stack, { ...expense, type: 'CARD_EXPENSE_REFUND' });
      await expectBookedOnce(stack, id, { [office]: '-27.35' });
      expect(invoicesOf(stack, id)[0]).toMatchObject({ debitMemo: true, vendorId: 'ULINE' });
      const purchase = exportRecord(stack, expense);
      const waiting = await untilWaiting(stack, purchase, 'unsupported-style');
      expect(waiting.reason).toContain('document: ap-invoice');
    } finally {
      await stack.stop();
    }
  });
});

/** A save without an answer, after which the record was given another style, may still have been committed. */
describe('a document of another style that came after all', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it('keeps the record from being booked beside it, until it is gone', async () => {
    const vendorNum = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'ULINE')?.vendorNum ?? 0;
    /** The worker may still have the settings of before. */
    const untilBooked = (how: string, isBookedSo: (id: string) => boolean) =>
      until(`records are booked ${how}`, async () => {
        const each = exportRecord(stack, expense);
        await untilState(stack, each, 'exported');
        return isBookedSo(each);
      });
    stack.epicor.behave({ refuseZeroTotals: true });
    stack.epicor.faults.arm({ fault: 'reset', match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const id = exportRecord(stack, expense);
    await untilWaiting(stack, id, 'epicor-refused');
    stack.epicor.behave({ refuseZeroTotals: false });
    await stack.reconnect(withTypes('CARD_EXPENSE_POST: { document: gl-journal }'));
    await untilBooked('as journals', (each) => journalsOf(stack, each).length === 1);
    // as if the save that was lost had been committed by now
    const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId: id });
    const { today } = stack.world.dates;
    stack.epicor.enterInvoice({
      vendorNum,
      invoiceNum: `BREX-${id}`,
      groupId: 'LATE',
      posted: false,
      invoiceDate: today,
      applyDate: today,
      currency: 'USD',
      entryPerson: 'svc-brex',
      description: 'Office supplies',
      lines: [{ description: 'Office supplies', amount: '27.35', account: office }],
    });
    stack.epicor.changeInvoice(vendorNum, `BREX-${id}`, { ExternalID: row?.marker ?? '' });
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    const waiting = await untilWaiting(stack, id, 'document-differs');
    expect(waiting.reason).toContain(
      `${vendorNum}/BREX-${id} in Epicor bears this record already, in another style`,
    );
    expect(journalsOf(stack, id)).toEqual([]);
    stack.epicor.deleteInvoice(vendorNum, `BREX-${id}`);
    await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, id, booked);
  });
});
