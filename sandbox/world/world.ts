import { DateTime } from 'luxon';
import type { EpicorSeed, EpicorSeedVendor } from '../epicor/seed-type';
import { brexFields } from './brex-fields';
import type { BrexSeed, BrexSeedCashTransaction } from './brex-seed';
import { currentDate, fiscalCalendar, type WorldDates, worldDates } from './calendar';
import { accounts, chart, segmentValues } from './chart';
import { handEnteredInvoices, purchaseOrders } from './hand-entered';
import { stableId } from './identifiers';
import { merchants } from './merchants';
import { brexDepartments, brexLocations, users } from './people';
import { createRandom, type Random } from './random';
import { terms, vendors } from './vendors';

export interface WorldOptions {
  /** The same seed gives the same world. Default 1. */
  readonly seed?: number;
  /** YYYY-MM-DD; default is today in UTC. */
  readonly today?: string;
  /** Default 1,500. */
  readonly vendorCount?: number;
}

/** One company as both systems know it. */
export interface World {
  readonly seed: number;
  readonly dates: WorldDates;
  readonly epicor: EpicorSeed;
  readonly brex: BrexSeed;
}

/** Credentials of the stand-ins; they open nothing else. */
export const sandboxCredentials = {
  epicorUsername: 'svc-brex',
  epicorPassword: 'sandbox-epicor-password',
  epicorApiKey: 'sandbox-epicor-api-key',
  epicorClientId: 'brex-kinetic',
  epicorClientSecret: 'sandbox-epicor-client-secret',
  brexToken: 'bxt_sandboxSandboxSandboxSandboxSandbox01',
  /** Base64 of 24 bytes, as Brex's guide shows secrets. */
  webhookSecret: 'c2FuZGJveC13ZWJob29rLXNlY3JldC0x',
} as const;

/** Builds an industrial distributor of about 300 staff: chart, vendors and history in Epicor, people and spend fields in Brex. */
export function createWorld(options: WorldOptions = {}): World {
  const seed = options.seed ?? 1;
  const dates = worldDates(options.today ?? currentDate());
  const random = createRandom(seed);
  const vendorRows = vendors(options.vendorCount ?? 1500, random.fork('vendors'));
  return {
    seed,
    dates,
    epicor: epicorSide(vendorRows, dates, random),
    brex: brexSide(vendorRows, dates),
  };
}

function epicorSide(vendorRows: EpicorSeedVendor[], dates: WorldDates, random: Random): EpicorSeed {
  return {
    company: 'EPIC06',
    companyName: 'Tellico Industrial Supply, Inc.',
    plant: 'MfgSys',
    baseCurrency: 'USD',
    users: [{ username: sandboxCredentials.epicorUsername, password: sandboxCredentials.epicorPassword }],
    apiKeys: [sandboxCredentials.epicorApiKey],
    tokenClients: [
      {
        clientId: sandboxCredentials.epicorClientId,
        clientSecret: sandboxCredentials.epicorClientSecret,
        scopes: ['epicor_erp'],
      },
    ],
    chart,
    accounts: accounts(dates.today),
    segmentValues: segmentValues(),
    vendors: vendorRows,
    terms,
    currencies: [
      { code: 'USD', name: 'US Dollar', symbol: '$', rate: '1', decimals: 2 },
      { code: 'CAD', name: 'Canadian Dollar', symbol: 'C$', rate: '0.7312', decimals: 2 },
      { code: 'EUR', name: 'Euro', symbol: '€', rate: '1.0845', decimals: 2 },
    ],
    book: { bookId: 'MAIN', description: 'Main book' },
    fiscalCalendar: fiscalCalendar(dates),
    purchaseOrders: purchaseOrders(vendorRows, dates, random.fork('orders')),
    invoices: handEnteredInvoices(vendorRows, dates, random.fork('invoices')),
  };
}

/** Vendors that Brex pays bills for. */
const billVendorIds = ['RIVBEND', 'APPALCL', 'VOLSTAF', 'WASTEMG', 'KUB', 'HENSLEY', 'BAKERDO', 'PARKHAN'];

function brexSide(vendorRows: readonly EpicorSeedVendor[], dates: WorldDates): BrexSeed {
  return {
    companyId: stableId('cuacc', 'Tellico Industrial Supply'),
    legalName: 'Tellico Industrial Supply, Inc.',
    address: {
      line1: '4120 Middlebrook Pike',
      city: 'Knoxville',
      state: 'TN',
      country: 'US',
      postal_code: '37921',
    },
    users,
    departments: brexDepartments,
    locations: brexLocations,
    fields: brexFields(),
    merchants,
    vendors: vendorRows
      .filter(({ vendorId }) => billVendorIds.includes(vendorId))
      .map(({ vendorId, name, phone }) => ({
        id: stableId('pdcont', vendorId),
        companyName: name,
        email: `billing@${vendorId.toLowerCase()}.example`,
        phone: phone ?? '',
      })),
    cashAccountId: stableId('dpacc', 'operating'),
    cashAccounts: [
      {
        id: stableId('dpacc', 'operating'),
        name: 'Operating account',
        balance: '248310.67',
        accountNumber: '000004410',
      },
      { id: stableId('dpacc', 'reserve'), name: 'Reserve', balance: '75000', accountNumber: '000004411' },
    ],
    cashTransactions: cashTransactions(dates),
  };
}

function cashTransactions(dates: WorldDates): BrexSeedCashTransaction[] {
  const day = (days: number): string =>
    DateTime.fromISO(dates.today, { zone: 'utc' }).minus({ days }).toFormat('yyyy-MM-dd');
  const row = (name: string, amount: string, days: number, type: string): BrexSeedCashTransaction => ({
    id: stableId('dpcashtx', `${name}/${days}`),
    description: name,
    amount,
    date: day(days),
    type,
  });
  return [
    row('Brex card payment', '-18450.22', 12, 'CARD_COLLECTION'),
    row('Dividend', '212.07', 9, 'DIVIDEND'),
    row('International wire fee', '-15', 6, 'FEE'),
    row('Interest', '38.4', 3, 'INTEREST'),
  ];
}
