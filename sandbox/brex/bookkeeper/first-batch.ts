import { DateTime } from 'luxon';
import { unmappedAccountName } from '../../world/brex-fields';
import { worldDates } from '../../world/calendar';
import { troubledAccounts } from '../../world/chart';
import { openOrder, twinBill } from '../../world/hand-entered';
import type { RecordDraft } from '../model/record-draft';
import type { DraftMaker } from './drafts';

/** What the bookkeeper exports first: ordinary spend of every kind, and one of everything that needs a person. */
export function firstBatchDrafts(make: DraftMaker, today: string): RecordDraft[] {
  return [
    ...ordinaryPurchases(make),
    ...splitsAndRefunds(make),
    ...journals(make),
    ...bills(make, today),
    ...foreignSpend(make),
    ...troubledVendors(make),
    ...troubledCoding(make),
    ...troubledDates(make, today),
  ];
}

function ordinaryPurchases(make: DraftMaker): RecordDraft[] {
  const coded = Array.from({ length: 8 }, () => make.purchase('exact', 12));
  const uncoded = Array.from({ length: 5 }, () => ({
    ...make.purchase('exact', 12),
    balancing: 'uncoded' as const,
  }));
  return [...coded, ...uncoded, { ...make.purchaseAt('pilot'), balancing: 'absent' }];
}

function splitsAndRefunds(make: DraftMaker): RecordDraft[] {
  return [
    make.purchaseAt('uline', {
      amount: '486.15',
      lines: [
        { amount: '310.00', account: '6550|30|100|70', memo: 'Cartons' },
        { amount: '120.40', account: '6540|30|100|00', memo: 'Gloves' },
        { amount: '55.75', account: '6520|50|100|00', memo: 'Labels' },
      ],
    }),
    make.purchaseAt('delta', {
      amount: '1012.60',
      lines: [
        { amount: '506.30', account: '6210|10|100|00' },
        { amount: '506.30', account: '6210|10|300|00' },
      ],
    }),
    // an early-payment discount: the smaller line runs the other way
    make.purchaseAt('mcmaster', {
      amount: '392.00',
      lines: [
        { amount: '400.00', account: '6510|30|100|00' },
        { amount: '8.00', side: 'CREDIT', account: '5300|30|100|00', memo: '2% discount' },
      ],
    }),
    make.purchaseAt('staples', { type: 'CARD_EXPENSE_REFUND', amount: '42.17', memo: 'Toner returned' }),
    make.purchaseAt('southwest', { type: 'CARD_EXPENSE_REFUND', amount: '218.96', balancing: 'uncoded' }),
  ];
}

function journals(make: DraftMaker): RecordDraft[] {
  const plain = { user: null, memo: null };
  return [
    { ...plain, type: 'CARD_PAYMENT', amount: '18450.22', postedAt: make.daysAgo(6) },
    { ...plain, type: 'REWARD_REDEMPTION', amount: '250.00', postedAt: make.daysAgo(4) },
    {
      type: 'REIMBURSEMENT_EXPENSE_APPROVAL',
      user: 'Carla Mendez',
      amount: '64.18',
      account: '6230|10|100|00',
      merchant: 'panera',
      postedAt: make.daysAgo(5),
      memo: 'Lunch with Norris Tooling',
    },
    {
      type: 'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT',
      user: 'Carla Mendez',
      amount: '64.18',
      postedAt: make.daysAgo(2),
    },
  ];
}

/** Bills come by polling: no webhook tells of them (BREX.md 2.4). */
function bills(make: DraftMaker, today: string): RecordDraft[] {
  const due = (days: number): string =>
    DateTime.fromISO(today, { zone: 'utc' }).plus({ days }).toFormat("yyyy-MM-dd'T00:00:00Z'");
  const bill = (vendor: string, invoiceNumber: string, more: RecordDraft): RecordDraft => ({
    type: 'BILL_EXPENSE',
    vendor,
    invoiceNumber,
    postedAt: make.daysAgo(8),
    dueAt: due(22),
    user: 'Grant Ellison',
    ...more,
  });
  const rent = '4850.00';
  return [
    bill('Riverbend Property Partners LLC', 'RPP-2209', {
      amount: rent,
      account: '6410|90|100|00',
      memo: 'Dock repair',
    }),
    bill('Knoxville Utilities Board', '104-88213-7', {
      lines: [
        { amount: '912.33', account: '6430|60|100|00', memo: 'Office' },
        { amount: '2240.08', account: '6430|30|100|00', memo: 'Warehouse' },
      ],
    }),
    // typed into Epicor by hand as well
    bill(twinBill.vendorName, twinBill.invoiceNumber, { amount: twinBill.amount, account: twinBill.account }),
    // names a purchase order that is still open: goods received would be booked twice
    bill('Volunteer Staffing Group Inc', 'VSG-7781', {
      amount: '3120.00',
      account: '6830|60|100|00',
      memo: `Temporary staff, PO ${openOrder.poNum}`,
    }),
    {
      type: 'BILL_EXPENSE_PAYMENT',
      vendor: 'Riverbend Property Partners LLC',
      amount: rent,
      postedAt: make.daysAgo(1),
      user: null,
    },
  ];
}

function foreignSpend(make: DraftMaker): RecordDraft[] {
  return [
    // bought in Canada, billed in US dollars
    make.purchaseAt('canadian-tire', {
      amount: '82.64',
      originalAmount: { amount: '113.02', currency: 'CAD' },
      account: '6510|30|500|00',
      user: 'Anil Sandhu',
    }),
    // billed in Canadian dollars
    make.purchaseAt('petro-canada', {
      amount: '96.40',
      currency: 'CAD',
      account: '6310|10|500|00',
      user: 'Heather MacLeod',
    }),
  ];
}

function troubledVendors(make: DraftMaker): RecordDraft[] {
  return [
    make.purchaseAt('fastenal'),
    make.purchaseAt('dolly-sods', { memo: 'Prizes for the safety raffle' }),
    make.purchaseAt('home-depot-noisy'),
  ];
}

function troubledCoding(make: DraftMaker): RecordDraft[] {
  return [
    make.purchaseAt('vistaprint', { account: `${unmappedAccountName}|80|100|00`, memo: 'Anniversary gifts' }),
    make.purchaseAt('quiktrip', { account: troubledAccounts.missing }),
    make.purchaseAt('northern-tool', { account: troubledAccounts.inactive }),
    make.purchaseAt('cintas', {
      lines: [
        { amount: '210.00', account: '6540|30|100|00' },
        { amount: '201.00', account: '2110', side: 'CREDIT', balancing: true },
      ],
    }),
    make.purchaseAt('zoom', { amount: '0', memo: 'Card check' }),
  ];
}

function troubledDates(make: DraftMaker, today: string): RecordDraft[] {
  const { startDate, earliestApplyDate } = worldDates(today);
  const day = (date: string, days: number): string =>
    DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat("yyyy-MM-dd'T15:20:00Z'");
  // ten in the evening in New York on the last day of last month: already the next day, and month, in UTC
  const lastEvening = DateTime.fromISO(`${earliestApplyDate}T22:00:00`, { zone: 'America/New_York' })
    .endOf('month')
    .set({ hour: 22, minute: 0, second: 0, millisecond: 0 })
    .toUTC()
    .toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  return [
    make.purchaseAt('drury', { postedAt: lastEvening, account: '6220|10|100|00', user: 'Carla Mendez' }),
    make.purchaseAt('office-depot', { postedAt: day(startDate, 12), memo: 'Found in a glove box' }),
    make.purchaseAt('adobe', { postedAt: day(startDate, -9) }),
  ];
}
