import { DateTime } from 'luxon';
import type { AccountingRecord } from './accounting-record';
import type { PostingSettings } from './connection-settings';

/** Calendar dates, YYYY-MM-DD. */
export interface RecordDates {
  /** The date the document is posted on: that of `erp_posting_date`. */
  readonly applyDate: string;
  /** That of `posted_at`. */
  readonly invoiceDate: string;
  /** That of `due_at`: bills only. */
  readonly dueDate: string | null;
}

type DateSettings = Pick<PostingSettings, 'timeZone' | 'utcMidnightIsDate'>;

/** The document's dates (DOCUMENTS.md, "Numbers, dates, money"). */
export function recordDates(record: AccountingRecord, settings: DateSettings): RecordDates {
  return {
    applyDate: calendarDate(record.erpPostingDate, settings),
    invoiceDate: calendarDate(record.postedAt, settings),
    dueDate: record.dueAt === null ? null : calendarDate(record.dueAt, settings),
  };
}

/**
 * The calendar date of an ISO instant in the connection's time zone. Exactly midnight UTC is a date that
 * was written as an instant: it keeps its day, unless the settings say otherwise. Throws `RangeError` where
 * the text is no instant or the zone is unknown.
 */
export function calendarDate(instant: string, settings: DateSettings): string {
  const utc = DateTime.fromISO(instant, { zone: 'utc' });
  // Brex writes microseconds, of which a DateTime keeps milliseconds: 00:00:00.000400Z is an instant.
  const isMidnight = utc.toMillis() % 86_400_000 === 0 && !/\.\d*[1-9]/.test(instant);
  const zoned = isMidnight && settings.utcMidnightIsDate ? utc : utc.setZone(settings.timeZone);
  const date = zoned.toISODate();
  if (date === null) throw new RangeError(`"${instant}" has no calendar date in ${settings.timeZone}`);
  return date;
}

/** Whether `text` is an existing day, written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
