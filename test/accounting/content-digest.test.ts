import type { AccountingRecord, Merchant } from '../../accounting/accounting-record';
import { contentDigest } from '../../accounting/content-digest';
import { coded, line, recordOf } from './support/example-records';

const lines = [
  line('a', 'DEBIT', '80', '6200', { also: [coded('department', '10')] }),
  line('b', 'CREDIT', '80', '2110'),
];
const record = recordOf('BILL_EXPENSE', '80', lines, {
  vendor: { id: 'vnd_1', name: 'Grainger' },
  invoiceNumber: 'I-1',
});
const digestWith = (change: Partial<AccountingRecord>) => contentDigest({ ...record, ...change });
const merchant: Merchant = {
  id: 'mch_1',
  name: 'Blue Bottle',
  rawDescriptor: 'SQ *BLUE',
  mcc: null,
  country: null,
};
const [a = line('a', 'DEBIT', '80', '6200'), b = line('b', 'CREDIT', '80', '2110')] = lines;

describe('the content digest', () => {
  it('is SHA-256 in hex', () => {
    expect(contentDigest(record)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never changes its form: the ledger holds digests for years', () => {
    expect(contentDigest(record)).toBe('676d9de113693ac767b1aee7337465d3188c7281bf44a1dfb0107cf4b9e9d728');
  });

  it.each<[string, Partial<AccountingRecord>]>([
    ['type', { type: 'BILL_EXPENSE_PAYMENT' }],
    ['posting date', { erpPostingDate: '2026-10-06T16:00:00Z' }],
    ['source date', { postedAt: '2026-10-04T16:00:00Z' }],
    ['due date', { dueAt: '2026-11-01T00:00:00Z' }],
    ['amount', { amount: { amount: '80.01', currency: 'USD' } }],
    ['currency', { amount: { amount: '80', currency: 'CAD' } }],
    ['vendor', { vendor: { id: 'vnd_2', name: 'Grainger' } }],
    ['invoice number', { invoiceNumber: 'I-2' }],
    ['line amount', { lines: [{ ...a, amount: { amount: '80.01', currency: 'USD' } }, b] }],
    ['line side', { lines: [{ ...a, side: 'CREDIT' }, b] }],
    [
      'coding',
      { lines: [{ ...a, fieldValues: [coded('gl_account', '6300'), coded('department', '10')] }, b] },
    ],
    ['absence of a coding', { lines: [{ ...a, fieldValues: [coded('gl_account', '6200')] }, b] }],
    ['lines', { lines: [a] }],
  ])('changes with the %s', (_, change) => {
    expect(digestWith(change)).not.toBe(contentDigest(record));
  });

  it.each<[string, Partial<AccountingRecord>]>([
    ['status', { reviewStatus: 'EXPORTED' }],
    ['version', { version: 2 }],
    ['time of change', { updatedAt: '2026-12-01T00:00:00Z' }],
    ['receipts', { receiptIds: ['r'] }],
    ['memo', { memo: 'dinner' }],
    ["vendor's name", { vendor: { id: 'vnd_1', name: 'W.W. Grainger' } }],
    ['spelling of an amount', { amount: { amount: '80.00', currency: 'USD' } }],
    ['order of lines', { lines: [b, a] }],
    ['order of codings', { lines: [{ ...a, fieldValues: [...a.fieldValues].reverse() }, b] }],
    ['memo of a line', { lines: [{ ...a, memo: 'x' }, b] }],
  ])('does not change with the %s', (_, change) => {
    expect(digestWith(change)).toBe(contentDigest(record));
  });

  it('changes with the merchant, but not with the name that Brex gives it', () => {
    const digest = contentDigest(record, merchant);
    expect(contentDigest(record, { ...merchant, id: 'mch_2' })).not.toBe(digest);
    expect(contentDigest(record, null)).not.toBe(digest);
    expect(contentDigest(record, { ...merchant, name: 'Blue Bottle Coffee' })).toBe(digest);
    expect(contentDigest(record, null)).toBe(contentDigest(record));
  });
});
