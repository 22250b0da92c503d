/**
 * What the Epicor stand-in is seeded with: one company and its reference data, as plain facts. The stand-in
 * turns each fact into rows with Epicor's column names. Dates are YYYY-MM-DD, money is decimal text.
 */
export interface EpicorSeed {
  /** "EPIC06": the company in every URL. */
  readonly company: string;
  readonly companyName: string;
  /** "MfgSys" */
  readonly plant: string;
  readonly baseCurrency: string;
  /** Basic logins. */
  readonly users: readonly EpicorSeedUser[];
  /** Values that `x-api-key` may have. */
  readonly apiKeys: readonly string[];
  /** Bearer tokens that are accepted besides Basic. */
  readonly bearerTokens?: readonly string[];
  /** Clients of the identity provider beside it, which get tokens by their own credentials. */
  readonly tokenClients?: readonly EpicorSeedTokenClient[];
  readonly chart: EpicorSeedChart;
  readonly accounts: readonly EpicorSeedAccount[];
  readonly segmentValues: readonly EpicorSeedSegmentValue[];
  readonly vendors: readonly EpicorSeedVendor[];
  readonly terms: readonly EpicorSeedTerms[];
  readonly currencies: readonly EpicorSeedCurrency[];
  readonly book: { readonly bookId: string; readonly description: string };
  readonly fiscalCalendar: EpicorSeedFiscalCalendar;
  readonly purchaseOrders: readonly EpicorSeedPurchaseOrder[];
  /** Documents that people entered by hand before go-live: twins, a group still open, a group already posted. */
  readonly invoices: readonly EpicorSeedInvoice[];
}

export interface EpicorSeedUser {
  readonly username: string;
  readonly password: string;
}

export interface EpicorSeedTokenClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
}

export interface EpicorSeedChart {
  /** "MAIN" */
  readonly coaCode: string;
  readonly description: string;
  /** Between segments where accounts are shown to people; stored accounts are joined by "|". */
  readonly separator: string;
  readonly segments: readonly EpicorSeedSegment[];
}

export interface EpicorSeedSegment {
  /** From 1; segment 1 is the natural account. */
  readonly number: number;
  readonly name: string;
  readonly abbreviation: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** No part of the chart's rows; default false. */
  readonly dynamic?: boolean;
}

export interface EpicorSeedAccount {
  /** Segments joined by "|": "6200|10|000|00". */
  readonly account: string;
  readonly description: string;
  /** Default true. */
  readonly active?: boolean;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
}

export interface EpicorSeedSegmentValue {
  readonly segment: number;
  readonly code: string;
  readonly name: string;
  /** Default true. */
  readonly active?: boolean;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** Segment 1 only. */
  readonly normalBalance?: 'D' | 'C';
  readonly category?: string;
}

export interface EpicorSeedVendor {
  readonly vendorNum: number;
  /** At most 8 characters, unique. */
  readonly vendorId: string;
  readonly name: string;
  readonly address1?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly taxPayerId?: string;
  readonly currency: string;
  readonly terms: string;
  readonly groupCode?: string;
  readonly inactive?: boolean;
  readonly payHold?: boolean;
  /** Set: Epicor adds tax rows to this vendor's invoices while the switch `taxRows` is on. */
  readonly taxRegion?: string;
  /** A vendor that is reported on a 1099. */
  readonly print1099?: boolean;
}

export interface EpicorSeedTerms {
  readonly code: string;
  readonly description: string;
  /** Days from the invoice date to the due date. */
  readonly days: number;
}

export interface EpicorSeedCurrency {
  readonly code: string;
  readonly name: string;
  readonly symbol: string;
  /** Base currency units for one unit, decimal text; "1" for the base currency. */
  readonly rate: string;
  /** Digits after the decimal point. */
  readonly decimals: number;
}

export interface EpicorSeedFiscalCalendar {
  /** "MAIN" */
  readonly id: string;
  readonly periods: readonly EpicorSeedPeriod[];
  /** An apply date before this one is refused: that is how Epicor closes periods. */
  readonly earliestApplyDate: string;
}

export interface EpicorSeedPeriod {
  readonly fiscalYear: number;
  /** Usually "". */
  readonly yearSuffix: string;
  readonly period: number;
  readonly start: string;
  readonly end: string;
}

export interface EpicorSeedPurchaseOrder {
  readonly poNum: number;
  readonly vendorNum: number;
  readonly orderDate: string;
  readonly open: boolean;
  readonly currency: string;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: string;
    readonly unitCost: string;
  }[];
}

export interface EpicorSeedInvoice {
  readonly vendorNum: number;
  readonly invoiceNum: string;
  readonly debitMemo?: boolean;
  /** Entered unposted in this group, or posted from it. */
  readonly groupId: string;
  readonly posted: boolean;
  readonly invoiceDate: string;
  readonly applyDate: string;
  readonly currency: string;
  /** Who typed it. */
  readonly entryPerson: string;
  readonly description: string;
  readonly lines: readonly {
    readonly description: string;
    readonly amount: string;
    readonly account: string;
  }[];
}
