import { calendarDate, isCalendarDate, recordDates } from '../../accounting/record-dates';
import { recordOf } from './support/example-records';

const newYork = { timeZone: 'America/New_York', utcMidnightIsDate: true };

describe('the calendar date of an instant', () => {
  it.each([
    ['30 April 22:00 in New York is April', '2026-05-01T02:00:00Z', newYork, '2026-04-30'],
    ['1 May 00:00 in New York is May', '2026-05-01T04:00:00Z', newYork, '2026-05-01'],
    ['a second before is April', '2026-05-01T03:59:59.999999Z', newYork, '2026-04-30'],
    ['exactly midnight UTC is a date', '2026-05-01T00:00:00Z', newYork, '2026-05-01'],
    ['also with a fraction of zero', '2026-05-01T00:00:00.000000Z', newYork, '2026-05-01'],
    ['also written with an offset', '2026-04-30T20:00:00-04:00', newYork, '2026-05-01'],
    ['a millisecond later is an instant', '2026-05-01T00:00:00.001Z', newYork, '2026-04-30'],
    ['a microsecond later is an instant', '2026-05-01T00:00:00.000001Z', newYork, '2026-04-30'],
    [
      'midnight UTC is an instant where the settings say so',
      '2026-05-01T00:00:00Z',
      { ...newYork, utcMidnightIsDate: false },
      '2026-04-30',
    ],
    [
      'a zone ahead of UTC is on the next day',
      '2026-04-30T16:00:00Z',
      { timeZone: 'Asia/Tokyo', utcMidnightIsDate: true },
      '2026-05-01',
    ],
    [
      'midnight UTC ahead of UTC keeps its day',
      '2026-04-30T00:00:00Z',
      { timeZone: 'Asia/Tokyo', utcMidnightIsDate: true },
      '2026-04-30',
    ],
    ['winter time: 31 December 23:30', '2027-01-01T04:30:00Z', newYork, '2026-12-31'],
    ['UTC', '2026-04-24T16:13:49.959513Z', { timeZone: 'UTC', utcMidnightIsDate: true }, '2026-04-24'],
  ])('%s', (_, instant, settings, expected) => {
    expect(calendarDate(instant, settings)).toBe(expected);
  });

  it('throws where there is none', () => {
    expect(() => calendarDate('yesterday', newYork)).toThrow(RangeError);
    expect(() => calendarDate('2026-05-01T02:00:00Z', { ...newYork, timeZone: 'Mars/Base' })).toThrow(
      RangeError,
    );
  });
});

describe("a record's dates", () => {
  it('are apply date of posting, invoice date of the source, due date of the bill', () => {
    const record = recordOf('BILL_EXPENSE', '1', [], {
      erpPostingDate: '2026-05-01T02:00:00Z',
      postedAt: '2026-04-28T12:00:00Z',
      dueAt: '2026-05-31T00:00:00Z',
    });
    expect(recordDates(record, newYork)).toEqual({
      applyDate: '2026-04-30',
      invoiceDate: '2026-04-28',
      dueDate: '2026-05-31',
    });
  });
});

describe('a date as people type it', () => {
  it.each(['2026-10-01', '2028-02-29'])('takes %s', (text) => expect(isCalendarDate(text)).toBe(true));
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '01.10.2026', '2026-10-01T00:00:00Z', ''])(
    'refuses "%s"',
    (text) => expect(isCalendarDate(text)).toBe(false),
  );
});
