import { contains, monthOf, periodKey, periodName } from '../../accounting/fiscal-period';
import { invoiceGroupIds, journalGroupIds } from '../../accounting/group-ids';

const october = monthOf('2026-10-15');

describe('ids of groups', () => {
  it('tell people the period of invoices, and count its groups', () => {
    expect(invoiceGroupIds('BREX', october).slice(0, 3)).toEqual(['BREX2610', 'BREX26102', 'BREX26103']);
  });

  it('tell period and currency of journals', () => {
    expect(journalGroupIds('BREX', october, 'CAD').slice(0, 2)).toEqual(['BREXACAD', 'BREXACAD2']);
  });

  it('fit into nine characters and differ, also of weekly periods', () => {
    const ids = [
      ...invoiceGroupIds('BREX', { ...october, period: 52 }),
      ...journalGroupIds('BREX', { ...october, period: 52 }, 'USD'),
    ];
    expect(ids.filter((id) => id.length > 9)).toEqual([]);
    expect(new Set(ids).size).toBe(70);
  });
});

describe('a fiscal period', () => {
  it('is the calendar month where Epicor tells none', () => {
    expect(monthOf('2028-02-10')).toMatchObject({ from: '2028-02-01', to: '2028-02-29', period: 2 });
  });

  it('has its first and its last day', () => {
    expect(
      ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'].map((day) => contains(october, day)),
    ).toEqual([false, true, true, false]);
  });

  it('is named with calendar, year and suffix, so that no two are taken for one', () => {
    const period = { ...october, calendar: 'MAIN', suffix: 'B' };
    expect([periodKey(period), periodName(period)]).toEqual(['MAIN/2026/B/10', 'period 10 of 2026B']);
  });
});
