import {
  isUsable,
  settingsThatGive,
  settingsThatName,
  valuesCodedTo,
  valuesThatGave,
} from '../../accounting/coding-uses';
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
    expect(settingsThatGive('6200', 2, settings)).toEqual(['department efo_x']);
  });

  it('is a rule of the table that gives it, and for a code also a default and an account of the file', () => {
    const rule = { row: 2, conditions: { merchant: 'Uber' }, segment: null, priority: 0, note: '' };
    const table = {
      version: 1,
      rules: [
        { ...rule, code: '6200|10|100' },
        { ...rule, row: 3, segment: 2, code: '10' },
        { ...rule, row: 4, segment: 1, code: '10' },
      ],
    };
    const { mapping } = settingsWith();
    const settings = settingsWith({}, { mapping: { ...mapping, table } });
    expect(settingsThatName('6200|10|100', settings)).toEqual(['mapping table row 2 (merchant = Uber)']);
    // a rule that gives the natural code is the same as a value that is mapped to it
    expect(settingsThatName('10|00|000', settings)).toEqual(['mapping table row 4 (merchant = Uber)']);
    expect(settingsThatGive('10', 2, settings)).toEqual([
      'mapping table row 2 (merchant = Uber)',
      'mapping table row 3 (merchant = Uber)',
    ]);
    expect(settingsThatGive('000', 3, settings)).toEqual([
      'mapping.segments.3.default',
      'posting.accounts.cardLiability',
      'posting.accounts.billsPayable',
      'posting.accounts.reimbursementsPayable',
      'posting.accounts.cash',
    ]);
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
    expect(valuesThatGave('00', 2, plan, snapshot, settings.mapping)).toEqual(['department "00"']);
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
