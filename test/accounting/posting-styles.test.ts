import type { RecordLine } from '../../accounting/accounting-record';
import type { PostingSettings, TypeOverride } from '../../accounting/connection-settings';
import { planDocument } from '../../accounting/document-plan';
import {
  heldBy,
  inShort,
  line,
  reasonOf,
  recordOf,
  settingsWith,
  snapshotOf,
} from './support/example-records';

const plan = (type: string, lines: readonly RecordLine[], posting: Partial<PostingSettings>) =>
  planDocument(snapshotOf(recordOf(type, '80', lines)), settingsWith(posting));

const styled = (type: string, override: TypeOverride, lines: readonly RecordLine[]) =>
  inShort(plan(type, lines, { types: { [type]: override } }));

const spend = [line('a', 'DEBIT', '80', '6200', { memo: 'beans' }), line('b', 'CREDIT', '80', '2110')];
const refund = [line('a', 'CREDIT', '80', '6200'), line('b', 'DEBIT', '80', '2110')];

describe('bills paid in Epicor', () => {
  const posting = { bills: 'paid-in-epicor' } as const;

  it('takes the expense side only, so that the payable stays open', () => {
    const lines = [
      line('a', 'DEBIT', '100', '6200'),
      line('b', 'CREDIT', '20', '6400'),
      line('c', 'CREDIT', '80', '2120'),
    ];
    expect(inShort(plan('BILL_EXPENSE', lines, posting))).toEqual([
      'ap-invoice record 80',
      'a 6200|00|000 100',
      'b 6400|00|000 -20',
    ]);
  });

  it('supplies nothing where Brex sends no payable, and needs no account for it', () => {
    const lines = [line('a', 'DEBIT', '80', '6200')];
    expect(inShort(plan('BILL_EXPENSE', lines, { ...posting, accounts: {} }))).toEqual([
      'ap-invoice record 80',
      'a 6200|00|000 80',
    ]);
  });

  it('parks where the payable cannot be told from the expense for want of the setting', () => {
    const lines = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2120')];
    const reason = reasonOf(plan('BILL_EXPENSE', lines, { ...posting, accounts: {} }));
    expect(reason).toMatchObject({ code: 'missing-setting', disposition: 'park' });
    expect(reason.text).toContain('posting.accounts.billsPayable');
  });

  it('enters a credit note as a debit memo with positive amounts', () => {
    const lines = [line('a', 'CREDIT', '100', '6200'), line('b', 'DEBIT', '20', '6400')];
    expect(inShort(plan('BILL_EXPENSE', lines, posting))).toEqual([
      'ap-debit-memo record 80',
      'a 6200|00|000 100',
      'b 6400|00|000 -20',
    ]);
  });
});

describe('the card issuer as vendor', () => {
  it('leaves one open payable: expense side only, the merchant named on the line', () => {
    const planned = heldBy(
      plan('CARD_EXPENSE_POST', spend, { types: { CARD_EXPENSE_POST: { vendor: 'card-issuer' } } }),
    );
    expect(planned).toMatchObject({ kind: 'ap-invoice', vendorRole: 'card-issuer', total: { amount: '80' } });
    expect(planned.lines.map(({ lineId, description }) => [lineId, description])).toEqual([
      ['a', 'Blue Bottle: beans'],
    ]);
  });

  it('enters a refund as a debit memo', () => {
    expect(styled('CARD_EXPENSE_REFUND', { vendor: 'card-issuer' }, refund)).toEqual([
      'ap-debit-memo card-issuer 80',
      'a 6200|00|000 80',
    ]);
  });

  it('parks where no card issuer is named', () => {
    const posting = {
      cardIssuerVendor: undefined,
      types: { CARD_EXPENSE_POST: { vendor: 'card-issuer' } },
    } as const;
    const reason = reasonOf(plan('CARD_EXPENSE_POST', spend, posting));
    expect(reason.code).toBe('missing-setting');
    expect(reason.text).toContain('posting.cardIssuerVendor');
  });
});

describe('card spend as journals', () => {
  it('has no vendor, number or due date, and takes all lines', () => {
    const posting = { types: { CARD_EXPENSE_POST: { document: 'gl-journal' } } } as const;
    expect(inShort(plan('CARD_EXPENSE_POST', spend, posting))).toEqual([
      'gl-journal  0',
      'a 6200|00|000 80',
      'b 2110|00|000 -80',
    ]);
    expect(heldBy(plan('CARD_EXPENSE_POST', spend, posting))).toMatchObject({
      vendorRole: null,
      documentNumber: null,
      dueDate: null,
    });
  });
});

describe('debit memos', () => {
  it('are entered positive, expense side only, where the style of refunds asks for them', () => {
    expect(styled('CARD_EXPENSE_REFUND', { document: 'ap-debit-memo' }, refund)).toEqual([
      'ap-debit-memo merchant 80',
      'a 6200|00|000 80',
    ]);
  });

  it('are refused where the expense is no credit', () => {
    expect(styled('CARD_EXPENSE_POST', { document: 'ap-debit-memo' }, spend)).toBe('park unsupported-style');
  });

  it('are not made of a refund that nets to zero', () => {
    expect(styled('CARD_EXPENSE_REFUND', {}, refund)).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 -80',
      'b 2110|00|000 80',
    ]);
  });
});

describe('styles that cannot be booked', () => {
  it.each([
    ['a journal of the expense side', 'CARD_EXPENSE_POST', { document: 'gl-journal', lines: 'expense' }],
    ['a debit memo of all lines', 'CARD_EXPENSE_REFUND', { document: 'ap-debit-memo', lines: 'all' }],
    ['the expense side of a payment', 'CARD_PAYMENT', { document: 'ap-invoice', lines: 'expense' }],
  ] as const)('parks %s and names the setting', (_, type, override) => {
    const reason = reasonOf(plan(type, spend, { types: { [type]: override } }));
    expect(reason).toMatchObject({ code: 'unsupported-style', disposition: 'park' });
    expect(reason.text).toContain(`posting.types.${type}`);
  });
});
