import { type Booking, clearedInvoice, journal, type Style } from './booking';

const office = '6520|60|100|00';
const consulting = '6830|60|100|00';
const meals = '6230|60|100|00';

const cards: readonly Booking[] = [
  {
    type: 'CARD_EXPENSE_POST',
    record: { merchant: 'uline', amount: '100.00', account: office, memo: 'Boxes' },
    books: clearedInvoice('ULINE', ['Dr 6520|60|100|00 100.00', 'Cr 2110|00|000|00 100.00'], {
      header: 'Boxes',
      texts: ['Boxes', 'Boxes'],
    }),
  },
  {
    type: 'CARD_EXPENSE_REFUND',
    record: { merchant: 'uline', amount: '20.00', account: office },
    books: clearedInvoice('ULINE', ['Cr 6520|60|100|00 20.00', 'Dr 2110|00|000|00 20.00']),
  },
  {
    type: 'CARD_EXPENSE_REPAYMENT',
    record: { merchant: 'uline', amount: '15.00', account: office },
    books: journal(['Cr 6520|60|100|00 15.00', 'Dr 2110|00|000|00 15.00']),
  },
  {
    type: 'CARD_PAYMENT',
    record: { amount: '160.00' },
    books: journal(['Dr 2110|00|000|00 160.00', 'Cr 1090|00|000|00 160.00']),
  },
  {
    type: 'CARD_PAYMENT_REFUND',
    record: { amount: '5.00' },
    books: journal(['Cr 2110|00|000|00 5.00', 'Dr 1090|00|000|00 5.00']),
  },
  {
    type: 'REWARD_REDEMPTION',
    record: { amount: '10.00' },
    books: journal(['Cr 4910|00|000|00 10.00', 'Dr 2110|00|000|00 10.00']),
  },
];

const bills: readonly Booking[] = [
  {
    type: 'BILL_EXPENSE',
    record: {
      vendor: { id: 'vendor_riverbend', name: 'Riverbend Property Partners LLC' },
      invoiceNumber: 'RB/2026-77 A',
      dueAt: '2027-01-15T00:00:00Z',
      amount: '300.00',
      lines: [
        { amount: '310.00', account: consulting },
        { amount: '10.00', side: 'CREDIT', account: '5300|60|100|00', memo: 'Early payment' },
      ],
    },
    books: clearedInvoice(
      'RIVBEND',
      ['Dr 6830|60|100|00 310.00', 'Cr 5300|60|100|00 10.00', 'Cr 2120|00|000|00 300.00'],
      { number: 'RB/2026-77 A', dueDate: '2027-01-15' },
    ),
  },
  {
    type: 'BILL_EXPENSE_PAYMENT',
    record: { amount: '230.00' },
    books: journal(['Dr 2120|00|000|00 230.00', 'Cr 1090|00|000|00 230.00']),
  },
  {
    type: 'BILL_EXPENSE_CARD_PAYMENT',
    record: { amount: '100.00' },
    books: journal(['Dr 2120|00|000|00 100.00', 'Cr 2110|00|000|00 100.00']),
  },
  {
    type: 'BILL_MONEY_MOVEMENT_PAYIN',
    record: { amount: '30.00' },
    books: journal(['Dr 1090|00|000|00 30.00', 'Cr 2120|00|000|00 30.00']),
  },
  {
    type: 'INVOICE',
    record: { amount: '9.00', sourceType: 'CARD' },
    books: { none: 'closed', because: /INVOICE are not booked/ },
  },
  {
    type: 'INVOICE_PAYMENT',
    record: { amount: '9.00', sourceType: 'CARD' },
    books: { none: 'closed', because: /INVOICE_PAYMENT are not booked/ },
  },
];

const reimbursements: readonly Booking[] = [
  {
    type: 'REIMBURSEMENT_EXPENSE_APPROVAL',
    record: { amount: '45.00', account: meals },
    books: journal(['Dr 6230|60|100|00 45.00', 'Cr 2130|00|000|00 45.00']),
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_POST',
    record: { amount: '45.00', account: meals },
    books: { none: 'closed', because: /booked when approved/ },
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_REPAYMENT',
    record: { amount: '12.00', account: meals },
    books: journal(['Cr 6230|60|100|00 12.00', 'Dr 1090|00|000|00 12.00']),
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT',
    record: { amount: '45.00' },
    books: journal(['Dr 2130|00|000|00 45.00', 'Cr 1090|00|000|00 45.00']),
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT_REVERSAL',
    record: { amount: '8.00' },
    books: journal(['Cr 2130|00|000|00 8.00', 'Dr 1090|00|000|00 8.00']),
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYIN',
    record: { amount: '20.00' },
    books: journal(['Dr 1090|00|000|00 20.00', 'Cr 2130|00|000|00 20.00']),
  },
  {
    type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_REFUND',
    record: { amount: '28.00' },
    books: journal(['Cr 1090|00|000|00 28.00', 'Dr 2130|00|000|00 28.00']),
  },
];

/** Every type that Brex documents, as it is booked unless the connection file says otherwise. */
export const usual: Style = {
  name: 'the defaults',
  setting: '',
  settings: {},
  bookings: [...cards, ...bills, ...reimbursements],
  // everything bought was paid: what clears comes to zero, and nothing is open at a vendor
  balances: {
    '6520|60|100|00': '65.00',
    '6830|60|100|00': '310.00',
    '5300|60|100|00': '-10.00',
    '6230|60|100|00': '33.00',
    '4910|00|000|00': '-10.00',
    '2110|00|000|00': '0.00',
    '2120|00|000|00': '0.00',
    '2130|00|000|00': '0.00',
    '1090|00|000|00': '-388.00',
    'AP control': '0.00',
  },
};
