import type { RecordLine } from '../../accounting/accounting-record';
import { planDocument } from '../../accounting/document-plan';
import { knownTypes } from '../../accounting/document-rules';
import { inShort, line, recordOf, settingsWith, snapshotOf } from './support/example-records';

const plan = (type: string, amount: string, lines: readonly RecordLine[], settings = settingsWith()) =>
  inShort(planDocument(snapshotOf(recordOf(type, amount, lines)), settings));

const reimbursement = 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT';

describe('each type of record, with both sides sent by Brex', () => {
  it.each([
    ['CARD_EXPENSE_POST', 'DEBIT', '6200', '2110', 'ap-invoice merchant 0'],
    ['CARD_EXPENSE_REFUND', 'CREDIT', '6200', '2110', 'ap-invoice merchant 0'],
    ['CARD_EXPENSE_REPAYMENT', 'CREDIT', '6200', '1300', 'gl-journal  0'],
    ['CARD_PAYMENT', 'DEBIT', '2110', '1090', 'gl-journal  0'],
    ['CARD_PAYMENT_REFUND', 'CREDIT', '2110', '1090', 'gl-journal  0'],
    ['REWARD_REDEMPTION', 'DEBIT', '1090', '4900', 'gl-journal  0'],
    ['BILL_EXPENSE', 'DEBIT', '6200', '2120', 'ap-invoice record 0'],
    ['BILL_EXPENSE_PAYMENT', 'DEBIT', '2120', '1090', 'gl-journal  0'],
    ['BILL_EXPENSE_CARD_PAYMENT', 'DEBIT', '2120', '2110', 'gl-journal  0'],
    ['BILL_MONEY_MOVEMENT_PAYIN', 'DEBIT', '1090', '1010', 'gl-journal  0'],
    ['REIMBURSEMENT_EXPENSE_APPROVAL', 'DEBIT', '6200', '2130', 'gl-journal  0'],
    ['REIMBURSEMENT_EXPENSE_REPAYMENT', 'CREDIT', '6200', '1300', 'gl-journal  0'],
    [`${reimbursement}_PAYOUT`, 'DEBIT', '2130', '1090', 'gl-journal  0'],
    [`${reimbursement}_PAYOUT_REVERSAL`, 'CREDIT', '2130', '1090', 'gl-journal  0'],
    [`${reimbursement}_PAYIN`, 'DEBIT', '1090', '1010', 'gl-journal  0'],
    [`${reimbursement}_REFUND`, 'DEBIT', '1010', '1090', 'gl-journal  0'],
  ] as const)('books %s, %s %s against %s, as coded', (type, side, account, against, head) => {
    const other = side === 'DEBIT' ? 'CREDIT' : 'DEBIT';
    const sign = side === 'DEBIT' ? '' : '-';
    expect(plan(type, '80', [line('a', side, '80', account), line('b', other, '80', against)])).toEqual([
      head,
      `a ${account}|00|000 ${sign}80`,
      `b ${against}|00|000 ${sign === '' ? '-' : ''}80`,
    ]);
  });

  it('books the cash basis of reimbursements where the settings say so', () => {
    const lines = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2130')];
    expect(plan('REIMBURSEMENT_EXPENSE_POST', '80', lines, settingsWith({ reimbursements: 'cash' }))).toEqual(
      ['gl-journal  0', 'a 6200|00|000 80', 'b 2130|00|000 -80'],
    );
  });

  it.each(['INVOICE', 'INVOICE_PAYMENT'])('closes %s, which is not booked', (type) => {
    expect(plan(type, '80', [line('a', 'DEBIT', '80', '6200')])).toBe('close type-skipped');
  });

  it('knows the nineteen types of Brex', () => {
    expect(knownTypes).toHaveLength(19);
  });
});

describe('each type of record, where Brex sends no balancing side', () => {
  it.each([
    ['CARD_EXPENSE_POST', 'DEBIT', '6200', 'supplied:cardLiability 2110|00|000 -80'],
    ['CARD_EXPENSE_REFUND', 'CREDIT', '6200', 'supplied:cardLiability 2110|00|000 80'],
    ['CARD_PAYMENT', 'DEBIT', '2110', 'supplied:cash 1090|00|000 -80'],
    ['CARD_PAYMENT', 'CREDIT', '1090', 'supplied:cardLiability 2110|00|000 80'],
    ['CARD_PAYMENT_REFUND', 'CREDIT', '2110', 'supplied:cash 1090|00|000 80'],
    ['BILL_EXPENSE', 'DEBIT', '6200', 'supplied:billsPayable 2120|00|000 -80'],
    ['BILL_EXPENSE_PAYMENT', 'DEBIT', '2120', 'supplied:cash 1090|00|000 -80'],
    ['BILL_EXPENSE_CARD_PAYMENT', 'DEBIT', '2120', 'supplied:cardLiability 2110|00|000 -80'],
    ['REIMBURSEMENT_EXPENSE_APPROVAL', 'DEBIT', '6200', 'supplied:reimbursementsPayable 2130|00|000 -80'],
    [`${reimbursement}_PAYOUT`, 'DEBIT', '2130', 'supplied:cash 1090|00|000 -80'],
    [`${reimbursement}_PAYOUT_REVERSAL`, 'CREDIT', '2130', 'supplied:cash 1090|00|000 80'],
  ] as const)('supplies it for %s with a %s of %s', (type, side, account, supplied) => {
    const [, a, b] = plan(type, '80', [line('a', side, '80', account)]) as string[];
    expect([a, b]).toEqual([`a ${account}|00|000 ${side === 'DEBIT' ? '' : '-'}80`, supplied]);
  });

  it('supplies it for REIMBURSEMENT_EXPENSE_POST on the cash basis', () => {
    const settings = settingsWith({ reimbursements: 'cash' });
    expect(plan('REIMBURSEMENT_EXPENSE_POST', '80', [line('a', 'DEBIT', '80', '6200')], settings)).toEqual([
      'gl-journal  0',
      'a 6200|00|000 80',
      'supplied:reimbursementsPayable 2130|00|000 -80',
    ]);
  });

  it.each([
    ['CARD_PAYMENT', 'supplied:cardLiability 2110|00|000 80', 'supplied:cash 1090|00|000 -80'],
    ['CARD_PAYMENT_REFUND', 'supplied:cash 1090|00|000 80', 'supplied:cardLiability 2110|00|000 -80'],
    ['BILL_EXPENSE_PAYMENT', 'supplied:billsPayable 2120|00|000 80', 'supplied:cash 1090|00|000 -80'],
  ])('supplies both sides of %s without lines', (type, debit, credit) => {
    expect(plan(type, '80', [])).toEqual(['gl-journal  0', debit, credit]);
  });

  it.each([
    'CARD_EXPENSE_REPAYMENT',
    'REWARD_REDEMPTION',
    'BILL_MONEY_MOVEMENT_PAYIN',
    'REIMBURSEMENT_EXPENSE_REPAYMENT',
    `${reimbursement}_PAYIN`,
    `${reimbursement}_REFUND`,
  ])('parks %s, which is booked only as coded', (type) => {
    expect(plan(type, '80', [line('a', 'DEBIT', '80', '6200')])).toBe('park missing-balancing-side');
  });

  it('returns an expense without lines', () => {
    expect(plan('CARD_EXPENSE_POST', '80', [])).toBe('return no-lines');
  });
});

describe('which records are not booked', () => {
  const lines = [line('a', 'DEBIT', '80', '6200')];

  it('parks a type that Brex added since', () => {
    expect(plan('CARD_CASHBACK', '80', lines)).toBe('park unknown-type');
    expect(plan('constructor', '80', lines)).toBe('park unknown-type');
  });

  it('books an unknown type for which the settings name a document', () => {
    const settings = settingsWith({ types: { CARD_CASHBACK: { document: 'gl-journal' } } });
    const both = [line('a', 'DEBIT', '80', '1090'), line('b', 'CREDIT', '80', '4900')];
    expect(plan('CARD_CASHBACK', '80', both, settings)).toEqual([
      'gl-journal  0',
      'a 1090|00|000 80',
      'b 4900|00|000 -80',
    ]);
  });

  it('closes a type that the settings skip', () => {
    const settings = settingsWith({ types: { CARD_EXPENSE_POST: { document: 'skip' } } });
    expect(plan('CARD_EXPENSE_POST', '80', lines, settings)).toBe('close type-skipped');
  });

  it('closes the reimbursement of the other basis', () => {
    expect(plan('REIMBURSEMENT_EXPENSE_POST', '80', lines)).toBe('close other-reimbursement-basis');
    expect(
      plan('REIMBURSEMENT_EXPENSE_APPROVAL', '80', lines, settingsWith({ reimbursements: 'cash' })),
    ).toBe('close other-reimbursement-basis');
  });

  it('closes a record of zero', () => {
    expect(plan('CARD_EXPENSE_POST', '0', [line('a', 'DEBIT', '0.00', '6200')])).toBe('close zero-amount');
    expect(plan('CARD_EXPENSE_POST', '0', [])).toBe('close zero-amount');
  });

  it('books lines that net to zero, since they move an expense from one account to another', () => {
    const moved = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '6300')];
    expect(plan('BILL_EXPENSE', '0', moved)).toEqual([
      'ap-invoice record 0',
      'a 6200|00|000 80',
      'b 6300|00|000 -80',
    ]);
  });

  it('closes a record of before the start date, of whatever type, and books one of that day', () => {
    const settings = settingsWith({}, { startDate: '2026-10-06' });
    expect(plan('CARD_EXPENSE_POST', '80', lines, settings)).toBe('close before-start-date');
    expect(plan('CARD_CASHBACK', '80', lines, settings)).toBe('close before-start-date');
    expect(
      plan('CARD_EXPENSE_POST', '80', lines, settingsWith({}, { startDate: '2026-10-05' })),
    ).toHaveLength(3);
  });

  it('parks bill payments where bills are paid in Epicor, even if a style asks for a journal', () => {
    const settings = settingsWith({
      bills: 'paid-in-epicor',
      types: { BILL_EXPENSE_PAYMENT: { document: 'gl-journal' } },
    });
    const payment = [line('a', 'DEBIT', '80', '2120'), line('b', 'CREDIT', '80', '1090')];
    expect(plan('BILL_EXPENSE_PAYMENT', '80', payment, settings)).toBe('park paid-in-epicor');
    expect(plan('BILL_EXPENSE_CARD_PAYMENT', '80', payment, settings)).toBe('park paid-in-epicor');
  });

  it('parks a record of mixed currencies and names them', () => {
    const mixed = recordOf('CARD_EXPENSE_POST', '80', [
      line('a', 'DEBIT', '50', '6200'),
      line('b', 'DEBIT', '30', '6200', { currency: 'EUR' }),
    ]);
    const ruling = planDocument(snapshotOf(mixed), settingsWith());
    expect(ruling).toMatchObject({
      ok: false,
      attention: { code: 'mixed-currency', disposition: 'park', text: expect.stringContaining('EUR, USD') },
    });
  });

  it('returns a record with a line finer than its currency, since Epicor would round each line by itself', () => {
    const third = recordOf('CARD_EXPENSE_POST', '100', [
      line('a', 'DEBIT', '33.333', '6200'),
      line('b', 'DEBIT', '66.667', '6200'),
    ]);
    expect(planDocument(snapshotOf(third), settingsWith())).toMatchObject({
      ok: false,
      attention: {
        code: 'amount-too-fine',
        disposition: 'return',
        text: expect.stringContaining('33.333 USD'),
      },
    });
  });

  it.each([
    ['JPY', '80.5', 'return amount-too-fine'],
    ['KWD', '80.125', 'booked'],
    ['JPY', '80.0', 'booked'],
    ['HUF', '9.99', 'booked'],
    ['COP', '12.50', 'booked'],
    ['IQD', '12.125', 'booked'],
    ['COP', '12.505', 'return amount-too-fine'],
    ['USDC', '80.123456', 'booked'],
  ])('knows how many decimals %s has: of %s it is %s', (currency, amount, expected) => {
    const record = recordOf('CARD_EXPENSE_POST', amount, [line('a', 'DEBIT', amount, '6200', { currency })]);
    const ruling = planDocument(snapshotOf({ ...record, amount: { amount, currency } }), settingsWith());
    const { disposition, code } = ruling.ok ? { disposition: 'booked', code: '' } : ruling.attention;
    expect(`${disposition} ${code}`.trim()).toBe(expected);
  });
});
