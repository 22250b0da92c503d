import type { RecordLine, RecordSnapshot } from '../../accounting/accounting-record';
import { isOtherSideInDoubt } from '../../accounting/clearing-lines';
import { planDocument } from '../../accounting/document-plan';
import {
  coded,
  heldBy,
  inShort,
  line,
  reasonOf,
  recordOf,
  settingsWith,
  snapshotOf,
} from './support/example-records';

const plan = (lines: readonly RecordLine[], more: Partial<RecordSnapshot> = {}, type = 'CARD_EXPENSE_POST') =>
  planDocument(snapshotOf(recordOf(type, '80', lines), more), settingsWith());

describe('the balancing side', () => {
  it('is the line on the clearing account, whatever department Brex put on it', () => {
    const department = { also: [coded('department', '10')] };
    const lines = [
      line('a', 'DEBIT', '80', '6200', department),
      line('b', 'CREDIT', '80', '2110', department),
    ];
    expect(inShort(plan(lines))).toEqual(['ap-invoice merchant 0', 'a 6200|10|000 80', 'b 2110|00|000 -80']);
  });

  it('is the line without a GL account on the normal side', () => {
    expect(inShort(plan([line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', null)]))).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 80',
      'b 2110|00|000 -80',
    ]);
  });

  it('is not the uncoded line on the other side: that is an expense to be coded', () => {
    expect(inShort(plan([line('a', 'DEBIT', '80', null), line('b', 'CREDIT', '80', '2110')]))).toBe(
      'return unmapped-value',
    );
  });

  it('is not an uncoded line beside one on the clearing account: that is a discount to be coded', () => {
    const lines = [
      line('a', 'DEBIT', '100', '6200'),
      line('b', 'CREDIT', '80', '2110'),
      line('c', 'CREDIT', '20', null),
    ];
    expect(inShort(plan(lines))).toBe('return unmapped-value');
  });

  it('may be split over several lines', () => {
    const lines = [
      line('a', 'DEBIT', '80', '6200'),
      line('b', 'CREDIT', '50', '2110'),
      line('c', 'CREDIT', '30', '2110'),
    ];
    expect(inShort(plan(lines))).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 80',
      'b 2110|00|000 -50',
      'c 2110|00|000 -30',
    ]);
  });

  it('is supplied beside a discount that Brex coded', () => {
    expect(inShort(plan([line('a', 'DEBIT', '100', '6200'), line('b', 'CREDIT', '20', '6400')]))).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 100',
      'b 6400|00|000 -20',
      'supplied:cardLiability 2110|00|000 -80',
    ]);
  });

  it('names the setting as the rule of each of its segments', () => {
    const [, supplied] = heldBy(plan([line('a', 'DEBIT', '80', '6200')])).lines;
    expect(supplied?.segments).toEqual([
      { segment: 1, code: '2110', rule: 'clearing account posting.accounts.cardLiability' },
      { segment: 2, code: '00', rule: 'clearing account posting.accounts.cardLiability' },
      { segment: 3, code: '000', rule: 'clearing account posting.accounts.cardLiability' },
    ]);
  });

  it('parks where the lines balance each other elsewhere, and names account and setting', () => {
    const reason = reasonOf(plan([line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '1010')]));
    expect(reason).toMatchObject({ code: 'missing-balancing-side', disposition: 'park' });
    expect(reason.text).toContain('2110|00|000');
    expect(reason.text).toContain('posting.accounts.cardLiability');
  });

  it('leaves the bank of a payment to Brex, but not the liability that it pays', () => {
    const otherBank = [line('a', 'DEBIT', '80', '2110'), line('b', 'CREDIT', '80', '1011')];
    expect(inShort(plan(otherBank, {}, 'CARD_PAYMENT'))).toEqual([
      'gl-journal  0',
      'a 2110|00|000 80',
      'b 1011|00|000 -80',
    ]);
    const expenseAgain = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '1090')];
    expect(inShort(plan(expenseAgain, {}, 'BILL_EXPENSE_PAYMENT'))).toBe('park missing-balancing-side');
  });

  it('takes both uncoded lines of a payment from the settings', () => {
    const lines = [line('a', 'DEBIT', '80', null), line('b', 'CREDIT', '80', null)];
    expect(inShort(plan(lines, {}, 'CARD_PAYMENT'))).toEqual([
      'gl-journal  0',
      'a 2110|00|000 80',
      'b 1090|00|000 -80',
    ]);
  });

  it('parks and names the setting where no account is set', () => {
    const settings = settingsWith({ accounts: {} });
    for (const lines of [
      [line('a', 'DEBIT', '80', '6200')],
      [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', null)],
      [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2110')],
    ]) {
      const reason = reasonOf(planDocument(snapshotOf(recordOf('CARD_EXPENSE_POST', '80', lines)), settings));
      expect(reason).toMatchObject({ code: 'missing-setting', disposition: 'park' });
      expect(reason.text).toContain('posting.accounts.cardLiability');
    }
  });
});

describe('debits and credits', () => {
  it('returns a record whose sides differ, naming both totals', () => {
    const reason = reasonOf(plan([line('a', 'DEBIT', '1080', '6200'), line('b', 'CREDIT', '80', '2110')]));
    expect(reason).toMatchObject({ code: 'unbalanced', disposition: 'return' });
    expect(reason.text).toBe('Debits are 1,080.00 USD, but credits are 80.00 USD.');
  });

  it('are equal to the cent: binary fractions do not count', () => {
    const lines = [
      line('a', 'DEBIT', '0.1', '6200'),
      line('b', 'DEBIT', '0.2', '6300'),
      line('c', 'CREDIT', '0.3', '2110'),
    ];
    expect(inShort(plan(lines))).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 0.1',
      'b 6300|00|000 0.2',
      'c 2110|00|000 -0.3',
    ]);
  });

  it('returns a record whose lines do not come to its amount, before a side is supplied', () => {
    const reason = reasonOf(plan([line('a', 'DEBIT', '70', '6200')]));
    expect(reason).toMatchObject({ code: 'unbalanced', disposition: 'return' });
    expect(reason.text).toContain('70.00 USD');
    expect(reason.text).toContain('80.00 USD');
  });

  it('takes the sign from the side: a record may give its amount as negative', () => {
    const record = recordOf('CARD_EXPENSE_REFUND', '-80', [line('a', 'CREDIT', '80', '6200')]);
    expect(inShort(planDocument(snapshotOf(record), settingsWith()))).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 -80',
      'supplied:cardLiability 2110|00|000 80',
    ]);
  });

  it('leaves out lines of zero, coded or not', () => {
    const lines = [line('a', 'DEBIT', '80', '6200'), line('z', 'DEBIT', '0.00', null)];
    expect(heldBy(plan(lines)).lines.map(({ lineId }) => lineId)).toEqual(['a', 'supplied:cardLiability']);
  });
});

describe('the cross-check against single_entry=true', () => {
  const lines = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', null)];

  it('passes where Brex keeps the expense lines', () => {
    expect(plan(lines, { singleEntryLineIds: ['a'] }).ok).toBe(true);
  });

  it('parks where Brex keeps the line that was taken for the balancing side', () => {
    expect(inShort(plan(lines, { singleEntryLineIds: ['b'] }))).toBe('park missing-balancing-side');
  });

  it('says nothing where it keeps every line', () => {
    expect(plan(lines, { singleEntryLineIds: ['a', 'b'] }).ok).toBe(true);
  });

  it('is asked for where only the missing GL account tells the other side', () => {
    const inDoubt = (each: readonly RecordLine[], type = 'CARD_EXPENSE_POST') =>
      isOtherSideInDoubt(snapshotOf(recordOf(type, '80', each)), settingsWith());
    expect(inDoubt(lines)).toBe(true);
    expect(inDoubt([line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2110')])).toBe(false);
    expect(inDoubt([line('a', 'DEBIT', '80', '6200')])).toBe(false);
    expect(inDoubt([line('a', 'DEBIT', '80', null), line('b', 'CREDIT', '80', null)], 'CARD_PAYMENT')).toBe(
      false,
    );
  });

  it('says nothing where it was not asked for, or names other ids', () => {
    expect(plan(lines, { singleEntryLineIds: null }).ok).toBe(true);
    expect(plan(lines, { singleEntryLineIds: ['other'] }).ok).toBe(true);
  });
});
