import { checkAccount, type EpicorAccount } from '../../accounting/account-rules';

const travel: EpicorAccount = {
  account: '6200|10|200',
  description: 'Travel',
  active: true,
  effectiveFrom: null,
  effectiveTo: null,
};
const check = (row: Partial<EpicorAccount> | null, date = '2026-10-05') =>
  checkAccount('6200|10|200', row === null ? null : { ...travel, ...row }, date);

describe('an account of Epicor', () => {
  it('can be posted to where it exists, is active and effective', () => {
    expect(check({})).toBeNull();
  });

  it('can be posted to on the first and the last day of its range', () => {
    expect(check({ effectiveFrom: '2026-10-05', effectiveTo: '2026-10-05' })).toBeNull();
  });

  it.each([
    ['account-missing', null, 'Account 6200|10|200 does not exist in Epicor.'],
    ['account-inactive', { active: false }, 'Account 6200|10|200 (Travel) is inactive in Epicor.'],
    [
      'account-not-effective',
      { effectiveFrom: '2026-10-06' },
      'Account 6200|10|200 (Travel) is effective only from 2026-10-06 in Epicor, but the apply date is 2026-10-05.',
    ],
    [
      'account-not-effective',
      { effectiveTo: '2026-10-04', description: '' },
      'Account 6200|10|200 is effective only until 2026-10-04 in Epicor, but the apply date is 2026-10-05.',
    ],
  ])('parks the record as %s: %j', (code, row, text) => {
    expect(check(row)).toMatchObject({ code, disposition: 'park', text, cause: 'account:6200|10|200' });
  });

  it("tells Epicor's own words where it was asked and refused", () => {
    expect(checkAccount('6200|10|200|P7', null, '2026-10-05', 'Segment 4 is not valid.')).toMatchObject({
      code: 'account-missing',
      text: 'Epicor does not take account 6200|10|200|P7: "Segment 4 is not valid."',
    });
  });
});
