import type { EpicorAccount } from './account-rules';
import type { VendorRow } from './vendor-matching';

/** An account with the chart it belongs to (EPICOR.md 6). */
export interface ChartAccount extends EpicorAccount {
  readonly coaCode: string;
}

/** One segment of a chart. A dynamic one is no part of the rows of GL accounts (EPICOR.md 6). */
export interface ChartSegment {
  readonly coaCode: string;
  readonly segment: number;
  readonly name: string;
  readonly dynamic: boolean;
}

export interface SegmentValue {
  readonly coaCode: string;
  readonly segment: number;
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
}

export interface PaymentTerms {
  readonly code: string;
  readonly description: string;
}

export interface EpicorCurrency {
  readonly code: string;
  readonly description: string;
  readonly active: boolean;
}

/** Says only which days a period has: whether it is open, Epicor alone knows (EPICOR.md, "What was not found"). */
export interface FiscalPeriod {
  readonly calendarId: string;
  readonly year: number;
  readonly yearSuffix: string;
  readonly period: number;
  readonly start: string;
  readonly end: string;
}

export interface PurchaseOrder {
  readonly poNum: number;
  readonly vendorNum: number;
  /** Open and not voided. */
  readonly open: boolean;
}

/** The head of an AP invoice or debit memo, whoever entered it. Amounts have their true sign, as decimal text. */
export interface ApInvoiceHead {
  readonly vendorNum: number;
  readonly invoiceNum: string;
  readonly invoiceDate: string | null;
  readonly currency: string;
  /** The sum of its lines, in the document's currency. */
  readonly total: string;
  readonly marker: string;
  readonly posted: boolean;
  readonly groupId: string;
  readonly entryPerson: string;
}

/** What one row of each mirrored table of Epicor says, by the mirror's name. Dates are YYYY-MM-DD. */
export interface ReferenceRows {
  readonly accounts: ChartAccount;
  readonly segments: ChartSegment;
  readonly segmentValues: SegmentValue;
  readonly vendors: VendorRow;
  readonly terms: PaymentTerms;
  readonly currencies: EpicorCurrency;
  readonly periods: FiscalPeriod;
  readonly orders: PurchaseOrder;
  readonly invoices: ApInvoiceHead;
}

export type MirrorName = keyof ReferenceRows;

/** In the order in which they are read: what a record needs first comes first. */
export const mirrorNames: readonly MirrorName[] = [
  'segments',
  'accounts',
  'segmentValues',
  'vendors',
  'terms',
  'currencies',
  'periods',
  'orders',
  'invoices',
];

/** What people call the rows of a mirror. */
export const mirrorTitles: Readonly<Record<MirrorName, string>> = {
  segments: 'chart segments',
  accounts: 'GL accounts',
  segmentValues: 'segment values',
  vendors: 'vendors',
  terms: 'payment terms',
  currencies: 'currencies',
  periods: 'fiscal periods',
  orders: 'purchase orders',
  invoices: 'AP invoices',
};

/** A row's key within its mirror: the key columns of Epicor's table without the company (EPICOR.md 2.7). */
export const mirrorKey = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
