/**
 * What the Brex stand-in is seeded with: one company with its people, coding fields and merchants, as plain
 * facts. Money is decimal text in major units, dates are YYYY-MM-DD.
 */
export interface BrexSeed {
  readonly companyId: string;
  readonly legalName: string;
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly state: string;
    readonly country: string;
    readonly postal_code: string;
  };
  readonly users: readonly BrexSeedUser[];
  readonly departments: readonly BrexSeedName[];
  readonly locations: readonly BrexSeedName[];
  readonly fields: readonly BrexSeedField[];
  readonly merchants: readonly BrexSeedMerchant[];
  readonly vendors: readonly BrexSeedVendor[];
  /** The primary one of `cashAccounts`; the one that has transactions. */
  readonly cashAccountId: string;
  readonly cashAccounts: readonly BrexSeedCashAccount[];
  readonly cashTransactions: readonly BrexSeedCashTransaction[];
}

export interface BrexSeedName {
  readonly id: string;
  readonly name: string;
  /** Epicor's code of the same thing. */
  readonly code: string;
}

export interface BrexSeedUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly role: string;
  /** Codes, as in `departments` and `locations`. */
  readonly department: string;
  readonly location: string;
}

/** A coding dimension in group ERP (BREX.md 2.6). */
export interface BrexSeedField {
  readonly brexId: string;
  readonly name: string;
  readonly remoteId: string;
  readonly values: readonly BrexSeedFieldValue[];
}

export interface BrexSeedFieldValue {
  readonly brexId: string;
  readonly value: string;
  /** Epicor's code; null where somebody made the value in Brex only. */
  readonly remoteId: string | null;
}

/**
 * How sure a reader can be who was paid: `exact` is one vendor's name, `noisy` one vendor seen through the
 * card network's text, `ambiguous` fits several active vendors, `unknown` fits none.
 */
export type MerchantKind = 'exact' | 'noisy' | 'ambiguous' | 'unknown';

export interface BrexSeedMerchant {
  /** A short name for tests and the bookkeeper; never on the wire. */
  readonly key: string;
  readonly id: string;
  readonly kind: MerchantKind;
  readonly rawDescriptor: string;
  /** As a person would write it; on the wire only with the switch `merchantName`. */
  readonly name: string;
  readonly mcc: string;
  /** ISO 3166 alpha-3. */
  readonly country: string;
  /** Natural account that its purchases are usually coded to. */
  readonly account: string;
  /** Usual purchase, in whole units. */
  readonly low: number;
  readonly high: number;
}

export interface BrexSeedVendor {
  readonly id: string;
  readonly companyName: string;
  readonly email: string;
  readonly phone: string;
}

export interface BrexSeedCashAccount {
  readonly id: string;
  readonly name: string;
  readonly balance: string;
  readonly accountNumber: string;
}

export interface BrexSeedCashTransaction {
  readonly id: string;
  readonly description: string;
  readonly amount: string;
  readonly date: string;
  readonly type: string;
}
