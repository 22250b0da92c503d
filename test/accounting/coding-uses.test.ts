import { isUsable, settingsThatName, valuesCodedTo, valuesMappedTo } from '../../accounting/coding-uses';
import { planDocument } from '../../accounting/document-plan';
import { coded, heldBy, line, recordOf, settingsWith, snapshotOf } from './support/example-records';

const account = {
  account: '6200|00|000',
  description: 'Travel',
  active: true,
  effectiveFrom: null,
  effectiveTo: '2026-12-31',
};

describe('what points to an account', () => {
  it('is a Brex value that the settings translate to its code, and a role of the settings', () => {
    const settings = settingsWith(
      { accounts: { cardLiability: '2110|00|000', cash: '6200|00|000' } },
      {
        mapping: {
          coaCode: 'MAIN',
          segments: { 1: { field: 'gl_account' }, 2: { field: 'department' } },
          values: { gl_account: { efo_travel: '6200', efo_meals: '6300' }, department: { efo_x: '6200' } },
        },
      },
    );
    expect(settingsThatName('6200|00|000', settings)).toEqual([
      'gl_account efo_travel',
      'posting.accounts.cash',
    ]);
    expect(settingsThatName('6400|00|000', settings)).toEqual([]);
    expect(valuesMappedTo('6200', 2, settings.mapping)).toEqual(['department efo_x']);
  });

  it('is a Brex value, by its name, that a line of a record was coded with', () => {
    const settings = settingsWith();
    const snapshot = snapshotOf(
      recordOf('CARD_EXPENSE_POST', '50', [
        line('a', 'DEBIT', '40', '6200'),
        line('b', 'DEBIT', '10', '6300', { also: [coded('department', '00')] }),
        line('c', 'CREDIT', '50', '2110'),
      ]),
      { names: { fields: { ef_gl_account: 'GL account' }, values: { efo_6200: 'Travel' } } },
    );
    const plan = heldBy(planDocument(snapshot, settings));
    const values = (name: string) => valuesCodedTo(name, plan, snapshot, settings.mapping);
    expect(values('6200|00|000')).toEqual(['GL account "Travel"']);
    expect(values('6300|00|000')).toEqual(['GL account "6300"']);
    expect(values('6400|00|000')).toEqual([]);
  });
});

describe('an account', () => {
  it('is usable while it exists, is active and effective', () => {
    expect(isUsable(account, '2026-12-31')).toBe(true);
    expect(isUsable(account, '2027-01-01')).toBe(false);
    expect(isUsable({ ...account, active: false }, '2026-12-31')).toBe(false);
    expect(isUsable(null, '2026-12-31')).toBe(false);
  });
});
