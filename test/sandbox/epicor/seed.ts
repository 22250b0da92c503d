import type { EpicorSeed } from '../../../sandbox/epicor/seed-type';

/** A company small enough to be read at a glance. */
export const smallSeed: EpicorSeed = {
  company: 'EPIC06',
  companyName: 'Small Supply, Inc.',
  plant: 'MfgSys',
  baseCurrency: 'USD',
  users: [
    { username: 'svc-brex', password: 'pass:word' },
    { username: 'clerk', password: 'clerk' },
  ],
  apiKeys: ['the-key'],
  bearerTokens: ['the-token'],
  chart: {
    coaCode: 'MAIN',
    description: 'Main chart',
    separator: '-',
    segments: [
      { number: 1, name: 'Account', abbreviation: 'Acct', minLength: 4, maxLength: 4 },
      { number: 2, name: 'Department', abbreviation: 'Dept', minLength: 2, maxLength: 2 },
      { number: 3, name: 'Site', abbreviation: 'Site', minLength: 3, maxLength: 3 },
    ],
  },
  accounts: [
    { account: '6100|10|200', description: 'Travel' },
    { account: '6200|10|200', description: 'Meals' },
    { account: '2110|00|000', description: 'Brex card' },
    { account: '6300|10|200', description: 'Old software', active: false },
    { account: '6400|10|200', description: 'Leases until June', effectiveTo: '2026-06-30' },
  ],
  segmentValues: [
    { segment: 1, code: '6100', name: 'Travel', normalBalance: 'D' },
    { segment: 2, code: '10', name: 'Sales' },
  ],
  vendors: [
    { vendorNum: 12, vendorId: 'ACME', name: 'Acme Tools', currency: 'USD', terms: 'N30' },
    { vendorNum: 13, vendorId: 'MAPLE', name: "Maple O'Brien", currency: 'CAD', terms: 'N30' },
    { vendorNum: 14, vendorId: 'GONE', name: 'Gone Ltd', currency: 'USD', terms: 'N30', inactive: true },
    { vendorNum: 15, vendorId: 'TAXED', name: 'Taxed Co', currency: 'USD', terms: 'N00', taxRegion: 'TN' },
    {
      vendorNum: 16,
      vendorId: 'FREELNC',
      name: 'Freelancer',
      currency: 'USD',
      terms: 'N00',
      print1099: true,
    },
  ],
  terms: [
    { code: 'N30', description: 'Net 30', days: 30 },
    { code: 'N00', description: 'Due at once', days: 0 },
  ],
  currencies: [
    { code: 'USD', name: 'US Dollar', symbol: '$', rate: '1', decimals: 2 },
    { code: 'CAD', name: 'Canadian Dollar', symbol: 'C$', rate: '0.73', decimals: 2 },
  ],
  book: { bookId: 'MAIN', description: 'Main book' },
  fiscalCalendar: {
    id: 'MAIN',
    earliestApplyDate: '2026-10-01',
    periods: Array.from({ length: 12 }, (_, index) => ({
      fiscalYear: 2026,
      yearSuffix: '',
      period: index + 1,
      start: `2026-${String(index + 1).padStart(2, '0')}-01`,
      end: `2026-${String(index + 1).padStart(2, '0')}-${new Date(2026, index + 1, 0).getDate()}`,
    })),
  },
  purchaseOrders: [
    {
      poNum: 4711,
      vendorNum: 12,
      orderDate: '2026-10-05',
      open: true,
      currency: 'USD',
      lines: [{ description: 'Drills', quantity: '10', unitCost: '99.50' }],
    },
  ],
  invoices: [
    {
      vendorNum: 12,
      invoiceNum: 'HAND-1',
      groupId: 'JULY',
      posted: true,
      invoiceDate: '2026-07-10',
      applyDate: '2026-07-10',
      currency: 'USD',
      entryPerson: 'clerk',
      description: 'Typed by hand',
      lines: [{ description: 'Repair', amount: '80.00', account: '6100|10|200' }],
    },
  ],
};
