import { clearedInvoice, debitMemo, journal, openInvoice, type Style } from './booking';

const office = '6520|60|100|00';
const consulting = '6830|60|100|00';
const meals = '6230|60|100|00';
const riverbend = { id: 'vendor_riverbend', name: 'Riverbend Property Partners LLC' };

/** A setting under `posting`, beside `noVendor` of the sandbox's file. */
const posting = (...lines: readonly string[]) => ({
  'noVendor: ask': ['noVendor: ask', ...lines].join('\n  '),
});

const openAtIssuer: Style = {
  name: 'card spend at the card issuer',
  setting:
    'types: { CARD_EXPENSE_POST: { vendor: card-issuer }, CARD_EXPENSE_REFUND: { vendor: card-issuer } }',
  settings: posting(
    'cardIssuerVendor: BREX',
    'types:',
    '  CARD_EXPENSE_POST: { vendor: card-issuer }',
    '  CARD_EXPENSE_REFUND: { vendor: card-issuer }',
  ),
  bookings: [
    {
      type: 'CARD_EXPENSE_POST',
      record: {
        merchant: { rawDescriptor: 'SQ *KOWLOON NOODLE HOUSE', name: 'Kowloon' },
        lines: [
          { amount: '70.00', account: office, memo: 'Pens' },
          { amount: '30.00', account: meals },
        ],
        memo: 'Offsite',
      },
      books: openInvoice('BREX', '100.00', ['Dr 6520|60|100|00 70.00', 'Dr 6230|60|100|00 30.00'], {
        header: 'SQ *KOWLOON NOODLE HOUSE: Off…',
        texts: ['SQ *KOWLOON NOODLE HOUSE: Pens', 'SQ *KOWLOON NOODLE HOUSE: Off…'],
      }),
    },
    {
      type: 'CARD_EXPENSE_REFUND',
      record: { merchant: 'uline', amount: '25.00', account: office },
      books: debitMemo('BREX', '-25.00', ['Cr 6520|60|100|00 25.00'], { texts: ['ULINE'] }),
    },
  ],
  balances: { '6520|60|100|00': '45.00', '6230|60|100|00': '30.00', 'AP control': '-75.00' },
};

const asJournals: Style = {
  name: 'card spend and bills as journals',
  setting:
    'types: { CARD_EXPENSE_POST: { document: gl-journal }, CARD_EXPENSE_REFUND: { document: gl-journal }, BILL_EXPENSE: { document: gl-journal } }',
  settings: posting(
    'types:',
    '  CARD_EXPENSE_POST: { document: gl-journal }',
    '  CARD_EXPENSE_REFUND: { document: gl-journal }',
    '  BILL_EXPENSE: { document: gl-journal }',
  ),
  bookings: [
    {
      type: 'CARD_EXPENSE_POST',
      // no vendor is asked for, whoever the merchant is
      record: { merchant: 'kowloon-house', amount: '64.00', account: meals },
      books: journal(['Dr 6230|60|100|00 64.00', 'Cr 2110|00|000|00 64.00'], {
        texts: ['SQ *KOWLOON NOODLE HOUSE', 'SQ *KOWLOON NOODLE HOUSE'],
      }),
    },
    {
      type: 'CARD_EXPENSE_REFUND',
      record: { merchant: 'kowloon-house', amount: '4.00', account: meals },
      books: journal(['Cr 6230|60|100|00 4.00', 'Dr 2110|00|000|00 4.00']),
    },
    {
      type: 'BILL_EXPENSE',
      record: { vendor: riverbend, invoiceNumber: 'RB-J1', amount: '80.00', account: consulting },
      books: journal(['Dr 6830|60|100|00 80.00', 'Cr 2120|00|000|00 80.00']),
    },
  ],
  balances: {
    '6230|60|100|00': '60.00',
    '2110|00|000|00': '-60.00',
    '6830|60|100|00': '80.00',
    '2120|00|000|00': '-80.00',
    'AP control': '0.00',
  },
};

const refundsAsMemos: Style = {
  name: 'refunds as debit memos',
  setting: 'types: { CARD_EXPENSE_REFUND: { document: ap-debit-memo } }',
  settings: posting('types:', '  CARD_EXPENSE_REFUND: { document: ap-debit-memo }'),
  bookings: [
    {
      type: 'CARD_EXPENSE_REFUND',
      record: {
        merchant: 'staples',
        lines: [
          { amount: '50.00', account: office, memo: 'Chair' },
          { amount: '5.00', side: 'DEBIT', account: '6940|60|100|00', memo: 'Return freight' },
        ],
        amount: '45.00',
      },
      books: debitMemo('STAPLES', '-45.00', ['Cr 6520|60|100|00 50.00', 'Dr 6940|60|100|00 5.00']),
    },
    {
      what: 'a purchase, which is no credit',
      type: 'CARD_EXPENSE_POST',
      record: { merchant: 'staples', amount: '50.00', account: office },
      books: clearedInvoice('STAPLES', ['Dr 6520|60|100|00 50.00', 'Cr 2110|00|000|00 50.00']),
    },
  ],
  balances: {
    '6520|60|100|00': '0.00',
    '6940|60|100|00': '5.00',
    '2110|00|000|00': '-50.00',
    'AP control': '45.00',
  },
};

const paidInEpicor: Style = {
  name: 'bills that Epicor pays',
  setting: 'bills: paid-in-epicor',
  settings: { 'bills: paid-in-brex': 'bills: paid-in-epicor' },
  bookings: [
    {
      type: 'BILL_EXPENSE',
      record: {
        vendor: riverbend,
        invoiceNumber: 'RB-E1',
        dueAt: '2027-02-28T00:00:00Z',
        amount: '480.00',
        lines: [
          { amount: '500.00', account: consulting },
          { amount: '20.00', side: 'CREDIT', account: '5300|60|100|00' },
        ],
      },
      books: openInvoice('RIVBEND', '480.00', ['Dr 6830|60|100|00 500.00', 'Cr 5300|60|100|00 20.00'], {
        number: 'RB-E1',
        dueDate: '2027-02-28',
      }),
    },
    {
      what: 'a credit note',
      type: 'BILL_EXPENSE',
      record: {
        vendor: riverbend,
        invoiceNumber: 'RB-CN1',
        amount: '60.00',
        lines: [{ amount: '60.00', side: 'CREDIT', account: consulting }],
        balancing: 'absent',
      },
      books: debitMemo('RIVBEND', '-60.00', ['Cr 6830|60|100|00 60.00'], { number: 'RB-CN1' }),
    },
    {
      what: "of a vendor that is reported on a 1099: the payment is Epicor's own",
      type: 'BILL_EXPENSE',
      record: {
        vendor: { id: 'vendor_hensley', name: 'Hensley, Robert T' },
        invoiceNumber: 'RH-1',
        amount: '90.00',
        account: consulting,
      },
      books: openInvoice('HENSLEY', '90.00', ['Dr 6830|60|100|00 90.00'], {
        number: 'RH-1',
        code1099: 'NEC1',
      }),
    },
    {
      type: 'BILL_EXPENSE_PAYMENT',
      record: { amount: '480.00' },
      books: { none: 'waits', reason: 'paid-in-epicor', because: /not paid twice/ },
    },
    {
      type: 'BILL_EXPENSE_CARD_PAYMENT',
      record: { amount: '480.00' },
      books: { none: 'waits', reason: 'paid-in-epicor', because: /not paid twice/ },
    },
  ],
  balances: {
    '6830|60|100|00': '530.00',
    '5300|60|100|00': '-20.00',
    'AP control': '-510.00',
  },
};

const cashBasis: Style = {
  name: 'reimbursements when they are paid',
  setting: 'reimbursements: cash',
  settings: { 'reimbursements: accrual': 'reimbursements: cash' },
  bookings: [
    {
      type: 'REIMBURSEMENT_EXPENSE_APPROVAL',
      record: { amount: '33.00', account: meals },
      books: { none: 'closed', because: /booked when paid/ },
    },
    {
      type: 'REIMBURSEMENT_EXPENSE_POST',
      record: { amount: '33.00', account: meals },
      books: journal(['Dr 6230|60|100|00 33.00', 'Cr 2130|00|000|00 33.00']),
    },
  ],
  balances: { '6230|60|100|00': '33.00', '2130|00|000|00': '-33.00', 'AP control': '0.00' },
};

/** Every style of DOCUMENTS.md beside the defaults. */
export const styles: readonly Style[] = [openAtIssuer, asJournals, refundsAsMemos, paidInEpicor, cashBasis];
