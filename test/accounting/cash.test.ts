import {
  cashMatch,
  cashReadFrom,
  cashRecord,
  cashRecordId,
  cashTransactionId,
  planCash,
} from '../../accounting/cash';
import type { CashTransaction } from '../../accounting/cash-transaction';
import type { CashRule, ConnectionSettings } from '../../accounting/connection-settings';
import { contentDigest } from '../../accounting/content-digest';
import { planDocument } from '../../accounting/document-plan';
import { heldBy, inShort, reasonOf, settingsWith } from './support/example-records';

const wireFee: CashTransaction = {
  id: 'dpcashtx_1',
  accountId: 'dpacc_1',
  type: 'FEE',
  description: 'International wire fee',
  amount: { amount: '-15', currency: 'USD' },
  postedOn: '2026-10-05',
};
const interest: CashTransaction = {
  ...wireFee,
  id: 'dpcashtx_2',
  type: 'INTEREST',
  description: 'Interest',
  amount: { amount: '38.4', currency: 'USD' },
};

const withRules = (...rules: CashRule[]): ConnectionSettings =>
  settingsWith({ cash: { accounts: { dpacc_1: '1090|00|000' }, rules } });
const fees: CashRule = { type: 'FEE', account: '6910|60|000' };
const decisionOf = (transaction: CashTransaction, ...rules: CashRule[]) =>
  cashMatch(transaction, withRules(...rules)).decision;

describe('which cash activity is booked', () => {
  it('is what a rule names, by the first that fits', () => {
    const match = cashMatch(
      wireFee,
      withRules({ ...fees, direction: 'in' }, fees, { ...fees, account: '9999' }),
    );
    expect(match).toEqual({ decision: 'booked', rule: fees, cashAccount: '1090|00|000' });
  });

  it.each([
    ['direction', { direction: 'out' }, true],
    ['the other direction', { direction: 'in' }, false],
    ['a part of the description, whatever its case', { description: 'WIRE fee' }, true],
    ['another text', { description: 'ach' }, false],
    ['a pattern', { description: '/^international .* fee$/' }, true],
    ['a pattern that is not there', { description: '/^wire/' }, false],
  ] as const)('by %s', (_, more, fits) => {
    expect(decisionOf(wireFee, { account: '6910|60|000', ...more })).toBe(fits ? 'booked' : 'unmatched');
  });

  it('is never what already is an accounting record, unless a rule names its type', () => {
    const everything: CashRule = { account: '6910|60|000' };
    for (const type of ['CARD_COLLECTION', 'PAYMENT', 'REWARDS_REDEMPTION', 'BOOK_TRANSFER']) {
      expect(decisionOf({ ...wireFee, type }, everything)).toBe('left');
      expect(decisionOf({ ...wireFee, type }, { ...everything, type })).toBe('booked');
    }
  });

  it('is not guessed for a type that is new, an account that is not named, or an amount that Brex does not tell', () => {
    const everything: CashRule = { account: '6910|60|000' };
    expect(cashMatch({ ...wireFee, type: 'FBO_TRANSFER' }, withRules(everything))).toEqual({
      decision: 'unmatched',
      why: 'no rule of posting.cash.rules fits',
    });
    expect(cashMatch({ ...wireFee, accountId: 'dpacc_2' }, withRules(fees))).toEqual({
      decision: 'unmatched',
      why: 'posting.cash.accounts has no account for dpacc_2',
    });
    expect(cashMatch({ ...wireFee, amount: null }, withRules(fees))).toEqual({
      decision: 'unmatched',
      why: 'Brex names no amount',
    });
    expect(cashMatch(wireFee, settingsWith()).decision).toBe('unmatched');
  });

  it('is nothing that moves nothing', () => {
    expect(decisionOf({ ...wireFee, amount: { amount: '0', currency: 'USD' } }, fees)).toBe('left');
  });
});

describe('the journal of cash activity', () => {
  it('credits the cash account where money went out, and debits it where money came in', () => {
    const settings = withRules(fees, { type: 'INTEREST', account: '4900|00|000', memo: 'Brex interest' });
    expect(inShort(planCash(wireFee, settings))).toEqual([
      'gl-journal  0',
      'cash 1090|00|000 -15',
      'rule 6910|60|000 15',
    ]);
    expect(inShort(planCash(interest, settings))).toEqual([
      'gl-journal  0',
      'cash 1090|00|000 38.4',
      'rule 4900|00|000 -38.4',
    ]);
    expect(heldBy(planCash(interest, settings))).toMatchObject({
      description: 'Brex interest',
      applyDate: '2026-10-05',
      currency: 'USD',
      marker: 'acme:cash.2fdpcashtx_2',
    });
  });

  it('keeps the day that Brex names, whatever the time zone', () => {
    const settings = settingsWith({
      utcMidnightIsDate: false,
      cash: { accounts: { dpacc_1: '1090|00|000' }, rules: [fees] },
    });
    expect(heldBy(planCash(wireFee, settings)).applyDate).toBe('2026-10-05');
    expect(heldBy(planCash(wireFee, settings, '2026-11-01')).applyDate).toBe('2026-11-01');
  });

  it('is planned as any record is', () => {
    const snapshot = {
      record: cashRecord(wireFee, 1),
      merchant: null,
      names: { fields: {}, values: {} },
      cash: wireFee,
    };
    expect(inShort(planDocument(snapshot, withRules(fees)))).toHaveLength(3);
  });

  it('waits where its rule is gone, and touches no protected account', () => {
    expect(reasonOf(planCash(wireFee, withRules()))).toMatchObject({
      code: 'cash-without-rule',
      disposition: 'park',
    });
    expect(reasonOf(planCash(wireFee, withRules({ ...fees, account: '2000|00|000' }))).code).toBe(
      'account-protected',
    );
  });

  it('is none before the start date', () => {
    const settings = { ...withRules(fees), startDate: '2026-10-06' };
    expect(reasonOf(planCash(wireFee, settings))).toMatchObject({ disposition: 'close' });
  });
});

describe('cash activity as a record', () => {
  it('has a key of its own namespace', () => {
    expect(cashTransactionId(cashRecordId('dpcashtx_1'))).toBe('dpcashtx_1');
    expect(cashTransactionId('accr_1')).toBeNull();
  });

  it('is another content where Brex changed its amount or day, not where only the text is another', () => {
    const digest = (change: Partial<CashTransaction>) =>
      contentDigest(cashRecord({ ...wireFee, ...change }, 1));
    expect(digest({ amount: { amount: '-16', currency: 'USD' } })).not.toBe(digest({}));
    expect(digest({ postedOn: '2026-10-06' })).not.toBe(digest({}));
    expect(digest({ description: 'Wire fee, international' })).toBe(digest({}));
  });

  it('is read again for the days before the newest one, never before the start date', () => {
    expect(cashReadFrom('2026-10-20', '2026-10-01')).toBe('2026-10-17');
    expect(cashReadFrom('2026-10-02', '2026-10-01')).toBe('2026-10-01');
  });
});
