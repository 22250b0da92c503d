import { byGroup, totalsOf, type UnpostedItem } from '../../accounting/unposted-list';

const item = (changes: Partial<UnpostedItem>): UnpostedItem => ({
  group: 'BREX2610',
  period: 'period 10 of 2026',
  document: '1042/A',
  applyDate: '2026-10-15',
  amount: { amount: '10.10', currency: 'USD' },
  recordId: 'accr_1',
  held: false,
  ...changes,
});

describe('the list of unposted documents', () => {
  it('begins with the group of the oldest document, and each group with its oldest', () => {
    const groups = byGroup([
      item({ document: '1042/B' }),
      item({ document: '1042/A', applyDate: '2026-10-02' }),
      item({ group: 'BREX2609', period: 'period 9 of 2026', applyDate: '2026-09-30' }),
    ]);
    expect(groups.map(({ group, items }) => [group, items.map(({ document }) => document)])).toEqual([
      ['BREX2609', ['1042/A']],
      ['BREX2610', ['1042/A', '1042/B']],
    ]);
  });

  it('keeps two periods of one group apart', () => {
    expect(byGroup([item({}), item({ period: 'period 11 of 2026' })])).toHaveLength(2);
  });

  it('adds exactly, per currency, with true signs', () => {
    expect(
      totalsOf([
        item({ amount: { amount: '0.1', currency: 'USD' } }),
        item({ amount: { amount: '0.2', currency: 'USD' } }),
        item({ amount: { amount: '-5', currency: 'CAD' } }),
      ]),
    ).toEqual([
      { amount: '-5', currency: 'CAD' },
      { amount: '0.3', currency: 'USD' },
    ]);
  });
});
