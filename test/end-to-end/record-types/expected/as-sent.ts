import { type Booking, clearedInvoice, journal, type Style } from './booking';

const office = '6520|60|100|00';
const freight = '6940|60|100|00';
const meals = '6230|60|100|00';
const riverbend = { id: 'vendor_riverbend', name: 'Riverbend Property Partners LLC' };

/** One-sided records: Brex leaves the other side out, or sends it without a GL account. */
const oneSided: readonly Booking[] = [
  {
    what: 'without its other side',
    type: 'CARD_EXPENSE_POST',
    record: { merchant: 'uline', amount: '11.00', account: office, balancing: 'absent' },
    books: clearedInvoice('ULINE', ['Dr 6520|60|100|00 11.00', 'Cr 2110|00|000|00 11.00']),
  },
  {
    what: 'with an uncoded other side',
    type: 'CARD_EXPENSE_POST',
    record: { merchant: 'uline', amount: '12.00', account: office, balancing: 'uncoded' },
    books: clearedInvoice('ULINE', ['Dr 6520|60|100|00 12.00', 'Cr 2110|00|000|00 12.00']),
  },
  {
    what: 'without its other side',
    type: 'CARD_EXPENSE_REFUND',
    record: { merchant: 'uline', amount: '3.00', account: office, balancing: 'absent' },
    books: clearedInvoice('ULINE', ['Cr 6520|60|100|00 3.00', 'Dr 2110|00|000|00 3.00']),
  },
  {
    what: 'with an uncoded other side',
    type: 'CARD_EXPENSE_REFUND',
    record: { merchant: 'uline', amount: '4.00', account: office, balancing: 'uncoded' },
    books: clearedInvoice('ULINE', ['Cr 6520|60|100|00 4.00', 'Dr 2110|00|000|00 4.00']),
  },
  {
    what: 'with an uncoded other side',
    type: 'BILL_EXPENSE',
    record: {
      vendor: riverbend,
      invoiceNumber: 'RB-S2',
      amount: '23.00',
      account: office,
      balancing: 'uncoded',
    },
    books: clearedInvoice('RIVBEND', ['Dr 6520|60|100|00 23.00', 'Cr 2120|00|000|00 23.00'], {
      number: 'RB-S2',
    }),
  },
  {
    what: 'with an uncoded cash side',
    type: 'CARD_PAYMENT',
    record: { amount: '24.00', balancing: 'uncoded' },
    books: journal(['Dr 2110|00|000|00 24.00', 'Cr 1090|00|000|00 24.00']),
  },
  {
    what: 'without its cash side',
    type: 'CARD_PAYMENT',
    record: { amount: '13.00', balancing: 'absent' },
    books: journal(['Dr 2110|00|000|00 13.00', 'Cr 1090|00|000|00 13.00']),
  },
  {
    what: 'without any line',
    type: 'CARD_PAYMENT_REFUND',
    record: { amount: '14.00', lines: [], balancing: 'absent' },
    books: journal(['Dr 1090|00|000|00 14.00', 'Cr 2110|00|000|00 14.00']),
  },
  {
    what: 'without its other side',
    type: 'BILL_EXPENSE',
    record: {
      vendor: riverbend,
      invoiceNumber: 'RB-S1',
      amount: '15.00',
      account: office,
      balancing: 'absent',
    },
    books: clearedInvoice('RIVBEND', ['Dr 6520|60|100|00 15.00', 'Cr 2120|00|000|00 15.00'], {
      number: 'RB-S1',
    }),
  },
  {
    what: 'without any line',
    type: 'BILL_EXPENSE_PAYMENT',
    record: { amount: '16.00', lines: [], balancing: 'absent' },
    books: journal(['Dr 2120|00|000|00 16.00', 'Cr 1090|00|000|00 16.00']),
  },
  {
    what: 'without its other side',
    type: 'BILL_EXPENSE_CARD_PAYMENT',
    record: { amount: '17.00', balancing: 'absent' },
    books: journal(['Dr 2120|00|000|00 17.00', 'Cr 2110|00|000|00 17.00']),
  },
  {
    what: 'without its other side',
    type: 'REIMBURSEMENT_EXPENSE_APPROVAL',
    record: { amount: '18.00', account: meals, balancing: 'absent' },
    books: journal(['Dr 6230|60|100|00 18.00', 'Cr 2130|00|000|00 18.00']),
  },
  {
    what: 'without its other side',
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT',
    record: { amount: '19.00', balancing: 'absent' },
    books: journal(['Dr 2130|00|000|00 19.00', 'Cr 1090|00|000|00 19.00']),
  },
  {
    what: 'without its other side',
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT_REVERSAL',
    record: { amount: '21.00', balancing: 'absent' },
    books: journal(['Cr 2130|00|000|00 21.00', 'Dr 1090|00|000|00 21.00']),
  },
  {
    what: 'without its other side, which only Brex knows',
    type: 'REWARD_REDEMPTION',
    record: { amount: '22.00', balancing: 'absent' },
    books: { none: 'waits', reason: 'missing-balancing-side', because: /no debit line/ },
  },
];

/** Records of many lines. */
const manyLines: readonly Booking[] = [
  {
    what: 'split over three lines, with three balancing lines',
    type: 'CARD_EXPENSE_POST',
    record: {
      merchant: 'staples',
      amount: '60.00',
      lines: [
        { amount: '10.00', account: office, memo: 'Paper' },
        { amount: '20.00', account: '6520|10|200|00', memo: 'Pens' },
        { amount: '30.00', account: freight, memo: 'Courier' },
        { amount: '10.00', account: '2110|00|000|00', balancing: true },
        { amount: '20.00', account: '2110|10|200|00', balancing: true },
        { amount: '30.00', account: '2110|00|000|00', balancing: true },
      ],
    },
    books: clearedInvoice(
      'STAPLES',
      [
        'Dr 6520|60|100|00 10.00',
        'Dr 6520|10|200|00 20.00',
        'Dr 6940|60|100|00 30.00',
        'Cr 2110|00|000|00 10.00',
        'Cr 2110|00|000|00 20.00',
        'Cr 2110|00|000|00 30.00',
      ],
      { texts: ['Paper', 'Pens', 'Courier', 'STAPLES', 'STAPLES', 'STAPLES'] },
    ),
  },
  {
    what: 'with a discount on it',
    type: 'CARD_EXPENSE_POST',
    record: {
      merchant: 'staples',
      amount: '27.00',
      lines: [
        { amount: '30.00', account: office },
        { amount: '3.00', side: 'CREDIT', account: '5300|60|100|00' },
      ],
    },
    books: clearedInvoice('STAPLES', [
      'Dr 6520|60|100|00 30.00',
      'Cr 5300|60|100|00 3.00',
      'Cr 2110|00|000|00 27.00',
    ]),
  },
];

const moneyAndForms: readonly Booking[] = [
  {
    what: 'billed in euro for a purchase in Swiss francs',
    type: 'CARD_EXPENSE_POST',
    record: {
      merchant: 'uline',
      amount: '40.00',
      currency: 'EUR',
      originalAmount: { amount: '37.50', currency: 'CHF' },
      account: office,
      memo: 'Labels',
    },
    books: clearedInvoice('ULINE', ['Dr 6520|60|100|00 40.00', 'Cr 2110|00|000|00 40.00'], {
      currency: 'EUR',
      header: 'Labels (37.50 CHF)',
      texts: ['Labels (37.50 CHF)', 'Labels (37.50 CHF)'],
    }),
  },
  {
    what: 'in Canadian dollars',
    type: 'CARD_PAYMENT',
    record: { amount: '41.00', currency: 'CAD' },
    books: journal(['Dr 2110|00|000|00 41.00', 'Cr 1090|00|000|00 41.00'], { currency: 'CAD' }),
  },
  {
    what: "at a vendor that is reported on a 1099, which is the card processor's to report",
    type: 'CARD_EXPENSE_POST',
    record: { merchant: { rawDescriptor: 'HENSLEY, ROBERT T' }, amount: '42.00', account: office },
    books: clearedInvoice('HENSLEY', ['Dr 6520|60|100|00 42.00', 'Cr 2110|00|000|00 42.00'], {
      code1099: '',
    }),
  },
  {
    what: 'of lines that do not come to its amount',
    type: 'CARD_EXPENSE_POST',
    record: {
      merchant: 'uline',
      amount: '50.00',
      lines: [{ amount: '49.00', account: office }],
      balancing: 'absent',
    },
    books: { none: 'returned', because: /lines come to 49\.00 USD, but the record is of 50\.00 USD/ },
  },
  {
    what: 'coded to the AP control account',
    type: 'CARD_EXPENSE_POST',
    record: { merchant: 'uline', amount: '51.00', account: '2000|00|000|00' },
    books: { none: 'waits', reason: 'account-protected', because: /2000\|00\|000\|00, a protected account/ },
  },
  {
    what: 'that is new at Brex',
    type: 'CARD_EXPENSE_TELEPORT',
    record: { amount: '52.00', merchant: 'uline', account: office },
    books: { none: 'waits', reason: 'unknown-type', because: /CARD_EXPENSE_TELEPORT/ },
  },
];

/** What Brex may send within the defaults. Its documents leave open which sides it sends and how refunds are signed. */
export const asSent: Style = {
  name: 'what Brex may send',
  setting: '',
  settings: {},
  bookings: [...oneSided, ...manyLines, ...moneyAndForms],
  // amounts of all currencies as written
  balances: {
    '6520|60|100|00': '176.00',
    '6520|10|200|00': '20.00',
    '6940|60|100|00': '30.00',
    '6230|60|100|00': '18.00',
    '5300|60|100|00': '-3.00',
    '2110|00|000|00': '-138.00',
    '2120|00|000|00': '-5.00',
    '2130|00|000|00': '-20.00',
    '1090|00|000|00': '-78.00',
    'AP control': '0.00',
  },
};
