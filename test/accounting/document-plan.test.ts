import type { AccountingRecord, RecordSnapshot } from '../../accounting/accounting-record';
import { type PlanOptions, planDocument } from '../../accounting/document-plan';
import {
  heldBy,
  inShort,
  line,
  reasonOf,
  recordOf,
  settingsWith,
  snapshotOf,
} from './support/example-records';

const spend = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2110')];

const plan = (
  record: Partial<AccountingRecord> = {},
  snapshot: Partial<RecordSnapshot> = {},
  options: PlanOptions = {},
) =>
  planDocument(
    snapshotOf(recordOf('CARD_EXPENSE_POST', '80', spend, record), snapshot),
    settingsWith(),
    options,
  );

describe('the planned document', () => {
  it('is complete', () => {
    expect(heldBy(plan())).toEqual({
      kind: 'ap-invoice',
      vendorRole: 'merchant',
      documentNumber: 'BREX-accr_1',
      marker: 'acme:accr_1',
      recordUrl: 'https://dashboard.brex.com/accounting?record=accr_1',
      currency: 'USD',
      invoiceDate: '2026-10-03',
      applyDate: '2026-10-05',
      dueDate: null,
      description: 'lunch',
      total: { amount: '0', currency: 'USD' },
      lines: [
        {
          lineId: 'a',
          account: '6200|00|000',
          amount: '80',
          description: 'lunch',
          segments: [
            { segment: 1, code: '6200', rule: 'field gl_account, remote id 6200' },
            { segment: 2, code: '00', rule: 'default of segment 2' },
            { segment: 3, code: '000', rule: 'default of segment 3' },
          ],
        },
        {
          lineId: 'b',
          account: '2110|00|000',
          amount: '-80',
          description: 'lunch',
          segments: [
            { segment: 1, code: '2110', rule: 'clearing account posting.accounts.cardLiability' },
            { segment: 2, code: '00', rule: 'clearing account posting.accounts.cardLiability' },
            { segment: 3, code: '000', rule: 'clearing account posting.accounts.cardLiability' },
          ],
        },
      ],
    });
  });

  it('takes number and due date from a bill', () => {
    const record = recordOf('BILL_EXPENSE', '80', [line('a', 'DEBIT', '80', '6200')], {
      invoiceNumber: 'INV 2026/17',
      dueAt: '2026-11-01T00:00:00Z',
    });
    expect(heldBy(planDocument(snapshotOf(record), settingsWith()))).toMatchObject({
      documentNumber: 'INV 2026/17',
      dueDate: '2026-11-01',
    });
  });

  it('does not depend on whether Brex knows the merchant', () => {
    expect(heldBy(plan({}, { merchant: null }))).toEqual(heldBy(plan()));
  });

  it('is the same for the same record, and not changed by status, version or receipts', () => {
    expect(heldBy(plan({ reviewStatus: 'EXPORTED', version: 9, receiptIds: ['r'] }))).toEqual(heldBy(plan()));
  });
});

describe('another apply date', () => {
  it('replaces the apply date alone', () => {
    expect(heldBy(plan({}, {}, { applyDate: '2026-11-01' }))).toEqual({
      ...heldBy(plan()),
      applyDate: '2026-11-01',
    });
  });

  it('does not make a record of before the start date bookable', () => {
    const old = { erpPostingDate: '2025-12-30T16:00:00Z' };
    expect(inShort(plan(old, {}, { applyDate: '2026-11-01' }))).toBe('close before-start-date');
  });

  it('throws where it is no date, since who asks has to check it', () => {
    expect(() => plan({}, {}, { applyDate: '2026-02-30' })).toThrow(RangeError);
  });
});

describe('protected accounts', () => {
  it('park the record, naming the account', () => {
    const lines = [line('a', 'DEBIT', '80', '2000'), line('b', 'CREDIT', '80', '2110')];
    const reason = reasonOf(plan({ lines }));
    expect(reason).toMatchObject({ code: 'account-protected', disposition: 'park' });
    expect(reason.text).toContain('2000|00|000');
  });

  it('are meant whole: another segment is another account', () => {
    const settings = settingsWith({ protectedAccounts: ['6200|00|001'] });
    const record = recordOf('CARD_EXPENSE_POST', '80', spend);
    expect(planDocument(snapshotOf(record), settings).ok).toBe(true);
  });

  it('of fewer segments stand for every account that begins so, and for no other', () => {
    const settings = settingsWith({ protectedAccounts: ['62'] });
    const record = recordOf('CARD_EXPENSE_POST', '80', spend);
    expect(planDocument(snapshotOf(record), settings).ok).toBe(true);
    const whole = settingsWith({ protectedAccounts: ['6200'] });
    expect(inShort(planDocument(snapshotOf(record), whole))).toBe('park account-protected');
  });

  it('also bar a clearing account', () => {
    const settings = settingsWith({ protectedAccounts: ['2110|00|000'] });
    const record = recordOf('CARD_EXPENSE_POST', '80', spend);
    expect(inShort(planDocument(snapshotOf(record), settings))).toBe('park account-protected');
  });
});

describe('open purchase orders', () => {
  const named = { memo: 'coffee for PO 4512' };

  it('park the record that names one', () => {
    expect(inShort(plan(named, {}, { openPurchaseOrders: [4512] }))).toBe('park names-open-po');
  });

  it('do not where a person confirmed it, or none of them is named', () => {
    expect(plan(named, {}, { openPurchaseOrders: [4512], confirm: 'po' }).ok).toBe(true);
    expect(plan(named, {}, { openPurchaseOrders: [4513] }).ok).toBe(true);
    expect(plan(named).ok).toBe(true);
  });
});

describe('descriptions', () => {
  const descriptionsOf = (record: Partial<AccountingRecord>, snapshot: Partial<RecordSnapshot> = {}) => {
    const planned = heldBy(plan(record, snapshot));
    return [planned.description, planned.lines[0]?.description];
  };

  it("are the record's memo, and on a line its own memo", () => {
    const lines = [line('a', 'DEBIT', '80', '6200', { memo: 'beans' }), line('b', 'CREDIT', '80', '2110')];
    expect(descriptionsOf({ lines })).toEqual(['lunch', 'beans']);
  });

  it('name the merchant where there is no memo, and the type where there is neither', () => {
    expect(descriptionsOf({ memo: ' ' })).toEqual(['Blue Bottle', 'Blue Bottle']);
    expect(descriptionsOf({ memo: null }, { merchant: null })).toEqual([
      'card expense post',
      'card expense post',
    ]);
  });

  it('are at most thirty characters, cut between characters', () => {
    const [description] = descriptionsOf({ memo: 'Quarterly subscription of design tools' });
    expect(description).toBe('Quarterly subscription of des…');
    expect(description).toHaveLength(30);
  });

  it('tell the original amount where it was in another currency, and keep it when cut', () => {
    const originalAmount = { amount: '72.5', currency: 'EUR' };
    expect(descriptionsOf({ memo: 'Dinner with the team of Lyon', originalAmount })[0]).toBe(
      'Dinner with the t… (72.50 EUR)',
    );
    expect(descriptionsOf({ originalAmount: { amount: '80', currency: 'USD' } })[0]).toBe('lunch');
  });

  it('hold no control characters, line breaks, emoji or broken characters', () => {
    expect(descriptionsOf({ memo: 'Tea\u0000 ☕️\r\nand\tcake 🎂\u200b \ud83d x™' })[0]).toBe(
      'Tea and cake x™',
    );
    expect(descriptionsOf({ memo: 'Cafe\u0301 Zürich 東京 5' })[0]).toBe('Café Zürich 東京 5');
  });

  it('name the employee of a reimbursement', () => {
    const record = recordOf('REIMBURSEMENT_EXPENSE_APPROVAL', '80', [line('a', 'DEBIT', '80', '6200')], {
      memo: 'Taxi',
      user: { id: 'u', name: 'Ann Lee', departmentName: null, locationName: null },
    });
    expect(heldBy(planDocument(snapshotOf(record, { merchant: null }), settingsWith())).description).toBe(
      'Ann Lee: Taxi',
    );
  });
});
