import { DateTime } from 'luxon';
import type { EpicorSeedInvoice, EpicorSeedPurchaseOrder, EpicorSeedVendor } from '../epicor/seed-type';
import type { WorldDates } from './calendar';
import type { Random } from './random';

/** A bill that is in Brex and was typed into Epicor too, before the connection went live. */
export const twinBill = {
  vendorId: 'APPALCL',
  vendorName: 'Appalachian Cleaning Services',
  invoiceNumber: 'ACS-20417',
  amount: '1480',
  account: '6420|60|100|00',
} as const;

/** An open order whose number a bill's memo may name. */
export const openOrder = { poNum: 48_213, vendorId: 'VOLSTAF' } as const;

/** What people typed in by hand: a group of last month that is posted, and one of today that is open. */
export function handEnteredInvoices(
  vendors: readonly EpicorSeedVendor[],
  dates: WorldDates,
  random: Random,
): EpicorSeedInvoice[] {
  const active = vendors.filter(({ inactive, currency }) => !inactive && currency === 'USD');
  const lastMonth = DateTime.fromISO(dates.earliestApplyDate).plus({ days: 11 }).toISODate() ?? dates.today;
  const posted = Array.from({ length: 12 }, (_, index) =>
    ordinaryInvoice(random.pick(active), `H${7300 + index}`, lastMonth, random),
  );
  return [...posted, twin(vendors, dates)];
}

function ordinaryInvoice(
  vendor: EpicorSeedVendor,
  invoiceNum: string,
  date: string,
  random: Random,
): EpicorSeedInvoice {
  const amount = `${random.between(40, 2600)}.${String(random.between(0, 99)).padStart(2, '0')}`;
  return {
    vendorNum: vendor.vendorNum,
    invoiceNum,
    groupId: 'MW0412',
    posted: true,
    invoiceDate: date,
    applyDate: date,
    currency: 'USD',
    entryPerson: 'mwhitfield',
    description: 'Statement',
    lines: [{ description: 'Supplies', amount, account: '6510|30|100|00' }],
  };
}

function twin(vendors: readonly EpicorSeedVendor[], dates: WorldDates): EpicorSeedInvoice {
  return {
    vendorNum: vendorNumOf(vendors, twinBill.vendorId),
    invoiceNum: twinBill.invoiceNumber,
    groupId: 'MWOPEN',
    posted: false,
    invoiceDate: dates.earliestApplyDate,
    applyDate: dates.earliestApplyDate,
    currency: 'USD',
    entryPerson: 'mwhitfield',
    description: 'Office cleaning',
    lines: [{ description: 'Office cleaning', amount: twinBill.amount, account: twinBill.account }],
  };
}

/** Orders of which some are still open. */
export function purchaseOrders(
  vendors: readonly EpicorSeedVendor[],
  dates: WorldDates,
  random: Random,
): EpicorSeedPurchaseOrder[] {
  const active = vendors.filter(({ inactive }) => !inactive);
  const ordinary = Array.from({ length: 40 }, (_, index) => {
    const vendor = random.pick(active);
    return order(48_100 + index, vendor.vendorNum, vendor.currency, random.chance(0.5), dates, random);
  });
  const named = order(openOrder.poNum, vendorNumOf(vendors, openOrder.vendorId), 'USD', true, dates, random);
  return [...ordinary, named];
}

function order(
  poNum: number,
  vendorNum: number,
  currency: string,
  open: boolean,
  dates: WorldDates,
  random: Random,
): EpicorSeedPurchaseOrder {
  const quantity = String(random.between(1, 40));
  const unitCost = `${random.between(3, 190)}.${random.between(10, 99)}`;
  return {
    poNum,
    vendorNum,
    orderDate: dates.startDate,
    open,
    currency,
    lines: [{ description: 'As quoted', quantity, unitCost }],
  };
}

function vendorNumOf(vendors: readonly EpicorSeedVendor[], vendorId: string): number {
  const vendor = vendors.find((candidate) => candidate.vendorId === vendorId);
  if (vendor === undefined) throw new Error(`the world has no vendor ${vendorId}`);
  return vendor.vendorNum;
}
