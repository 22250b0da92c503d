import type { BrexSeed } from '../../world/brex-seed';

/** Decimal text in major units, with its currency. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export type ReviewStatus = 'PREPARE' | 'REVIEW' | 'READY_FOR_EXPORT' | 'EXPORTED';
export type SourceType = 'CARD' | 'REIMBURSEMENT' | 'BILL';
export type Side = 'DEBIT' | 'CREDIT';

/** One coding of a line, as it goes over the wire (BREX.md 2.3). */
export interface FieldPair {
  readonly brex_field_id: string;
  readonly remote_field_id: string | null;
  readonly brex_field_value_id: string;
  readonly remote_field_value_id: string | null;
}

export interface StoredLine {
  readonly id: string;
  readonly type: Side;
  readonly amount: Amount;
  readonly originalAmount: Amount | null;
  readonly memo: string | null;
  readonly fieldValues: readonly FieldPair[];
  /** The clearing side, which `single_entry=true` leaves out. */
  readonly balancing: boolean;
}

/** What the integration reported of a record. */
export type ReportedResult =
  | { readonly kind: 'success'; readonly referenceId: string | null; readonly deepLinkUrl: string | null }
  | { readonly kind: 'failure'; readonly message: string };

export interface StoredRecord {
  readonly id: string;
  type: string;
  reviewStatus: ReviewStatus;
  sourceId: string | null;
  sourceType: SourceType;
  amount: Amount;
  originalAmount: Amount | null;
  erpPostingDate: string;
  postedAt: string;
  dueAt: string | null;
  invoiceNumber: string | null;
  memo: string | null;
  vendor: { readonly id: string; readonly name: string } | null;
  userId: string | null;
  receiptIds: string[];
  version: number;
  updatedAt: string;
  lines: StoredLine[];
  /** Oldest first. */
  results: ReportedResult[];
}

export interface StoredMerchant {
  readonly id: string;
  readonly rawDescriptor: string;
  readonly name: string;
  readonly mcc: string;
  readonly country: string;
}

export interface StoredExpense {
  readonly id: string;
  readonly type: 'CARD' | 'BILLPAY' | 'REIMBURSEMENT';
  readonly merchant: StoredMerchant | null;
  readonly userId: string | null;
  amount: Amount;
  originalAmount: Amount;
  memo: string | null;
  readonly purchasedAt: string;
  postedAt: string;
  updatedAt: string;
}

export interface StoredField {
  readonly brex_id: string;
  name: string;
  readonly remote_id: string | null;
  readonly group: string;
  readonly integration_id?: string | null;
  is_disabled: boolean;
  updated_at: string;
}

export interface StoredFieldValue {
  readonly brex_id: string;
  readonly field_id: string;
  value: string;
  readonly value_id: string | null;
  readonly remote_id: string | null;
  is_disabled: boolean;
  updated_at: string;
}

export interface StoredVendor {
  readonly id: string;
  company_name: string;
  email: string | null;
  phone: string | null;
  /** As `payment_accounts` of a reply; none where left out. */
  payment_accounts?: readonly PaymentAccount[];
}

export interface PaymentAccount {
  readonly details: {
    readonly type: string;
    readonly payment_instrument_id: string;
    readonly [field: string]: unknown;
  };
}

export interface StoredIntegration {
  readonly integration_id: string;
  readonly vendor: string;
  readonly vendor_account_id: string;
  status: 'ACTIVE' | 'DISABLED';
  readonly created_at: string;
}

export interface StoredSubscription {
  readonly id: string;
  url: string;
  event_types: string[];
  status: 'ACTIVE' | 'INACTIVE' | 'ERROR';
}

export interface StoredSecret {
  readonly secret: string;
  status: 'ACTIVE' | 'PENDING_REVOKE';
}

export interface DeliveryAttempt {
  /** Unix seconds that were signed. */
  readonly timestamp: number;
  /** null where no answer came. */
  readonly status: number | null;
  readonly error: string | null;
}

export interface StoredDelivery {
  /** "msg_…", the same on every attempt. */
  readonly id: string;
  readonly eventType: string;
  readonly body: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: DeliveryAttempt[];
  /** Unix milliseconds of the next attempt. */
  dueAt: number;
}

/** An access token of partner OAuth. */
export interface AccessGrant {
  readonly token: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

export interface RememberedReply {
  readonly fingerprint: string;
  readonly status: number;
  readonly text: string;
}

/** Everything that changes in the stand-in; JSON, so that it survives a restart. */
export interface BrexState {
  readonly records: Record<string, StoredRecord>;
  readonly expenses: Record<string, StoredExpense>;
  fields: StoredField[];
  fieldValues: StoredFieldValue[];
  vendors: StoredVendor[];
  readonly integrations: StoredIntegration[];
  subscriptions: StoredSubscription[];
  secrets: StoredSecret[];
  deliveries: StoredDelivery[];
  readonly replies: Record<string, RememberedReply>;
  /** The partner's current refresh token; it changes with every use. */
  refreshToken: string;
  /** Refresh tokens of the same authorisation that were used, newest last. */
  usedRefreshTokens: string[];
  grants: AccessGrant[];
  /** Microseconds of the youngest `updated_at`. */
  lastInstant: number;
  firstBatch: string[] | null;
  spendRounds: number;
}

export interface StateOptions {
  readonly webhookUrl?: string;
  readonly webhookSecret: string;
}

/** The state of an account on which nothing was spent yet. */
export function initialState(seed: BrexSeed, options: StateOptions): BrexState {
  const since = '2025-01-15T09:00:00.000000Z';
  return {
    records: {},
    expenses: {},
    fields: seed.fields.map(({ brexId, name, remoteId }) => ({
      brex_id: brexId,
      name,
      remote_id: remoteId,
      group: 'ERP',
      is_disabled: false,
      updated_at: since,
    })),
    fieldValues: seed.fields.flatMap((field) =>
      field.values.map(({ brexId, value, remoteId }) => ({
        brex_id: brexId,
        field_id: field.brexId,
        value,
        value_id: remoteId,
        remote_id: remoteId,
        is_disabled: false,
        updated_at: since,
      })),
    ),
    vendors: seed.vendors.map(({ id, companyName, email, phone }) => ({
      id,
      company_name: companyName,
      email,
      phone,
    })),
    integrations: [],
    subscriptions: options.webhookUrl === undefined ? [] : [readySubscription(options.webhookUrl)],
    secrets: [{ secret: options.webhookSecret, status: 'ACTIVE' }],
    deliveries: [],
    replies: {},
    refreshToken: 'sandbox-refresh-token',
    usedRefreshTokens: [],
    grants: [],
    lastInstant: 0,
    firstBatch: null,
    spendRounds: 0,
  };
}

export function readySubscription(url: string): StoredSubscription {
  return { id: 'wsub_sandbox', url, event_types: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'], status: 'ACTIVE' };
}
