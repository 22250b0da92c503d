import type { AccountingRecord, Merchant } from '../accounting/accounting-record';
import type { Money } from '../accounting/money';
import type { BrexError } from './errors';

/** One HTTP exchange with Brex, for telemetry and audit. Never carries a query, a header or a body. */
export interface Exchange {
  readonly system: 'brex' | 'epicor';
  readonly method: string;
  readonly path: string;
  /** null where no answer came. */
  readonly status: number | null;
  readonly ms: number;
  readonly traceId: string | null;
  /** lost: it is not known whether the other side acted. */
  readonly outcome: 'ok' | 'error' | 'lost';
}

export interface BrexClientOptions {
  /** "https://api.brex.com" (BREX.md 1.1); a path prefix is kept. */
  readonly baseUrl: string;
  /** A user token, or whoever hands out access tokens that expire. */
  readonly token: string | TokenSource;
  /** Holds calls back so that Brex's limit is kept; without one they are sent at once. */
  readonly limiter?: CallLimiter;
  /** For one call from connecting to the last byte; default 30 seconds. */
  readonly timeoutMs?: number;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** Access tokens that expire and are renewed (BREX.md 1.2). */
export interface TokenSource {
  /** The token for the next call, renewed where it is about to expire. */
  current(): Promise<string>;
  /** Another token than the one that Brex just refused. */
  renewed(refused: string): Promise<string>;
}

/** Brex takes so many calls per minute (BREX.md 1.5). */
export interface CallLimiter {
  /** Resolves to 0 once a call may be sent, at once to the milliseconds to stay away where that is too long to wait. */
  turn(): Promise<number>;
  /** Brex answered 429: nobody calls for that long, or for as long as the limiter thinks where Brex names no time. */
  refused(retryAfterMs: number | null): Promise<void>;
}

export interface BrexCompany {
  readonly id: string;
  readonly legalName: string | null;
}

/** Which records to read. Brex supports `reviewStatus` for CARD and REIMBURSEMENT only (BREX.md 2.4). */
export interface RecordFilter {
  /** Only these; an empty list yields nothing. Brex may silently leave out ids it does not know. */
  readonly ids?: readonly string[];
  readonly reviewStatus?: string;
  readonly sourceType?: string;
  /** ISO instant; records changed after it. */
  readonly updatedAfter?: string;
  /**
   * Takes records that cannot be read, so that one of them does not hide all others. Without it the first
   * one ends the reading with a `bad-reply`.
   */
  readonly onUnreadable?: (recordId: string | null, error: BrexError) => void;
}

/** Which expenses to list: those purchased within these ISO instants. */
export interface ExpenseFilter {
  readonly purchasedFrom: string;
  readonly purchasedTo: string;
}

export interface ExpenseMerchant {
  readonly expenseId: string;
  /** null where the list does not tell it. */
  readonly merchant: Merchant | null;
}

export interface BrexField {
  readonly id: string;
  readonly name: string | null;
  readonly remoteId: string | null;
  /** ACCOUNTING, USER, ERP; Brex may add values and may leave it out. */
  readonly group: string | null;
  /** Null where Brex does not tell it, as by the published schema. */
  readonly integrationId: string | null;
  readonly isDisabled: boolean;
}

export interface BrexFieldValue {
  readonly id: string;
  readonly value: string;
  readonly remoteId: string | null;
  readonly isDisabled: boolean;
}

export interface NewField {
  readonly name: string;
  /** The id that we give it. */
  readonly remoteId: string;
  readonly integrationId: string;
}

/** A value with Epicor's code, which is its remote id and its value id. */
export interface NewFieldValue {
  readonly value: string;
  readonly code: string;
}

export interface FieldValueChange {
  /** Brex's own id of the value, so that none but it is changed. */
  readonly id: string;
  readonly value?: string;
  readonly isDisabled?: boolean;
}

/** What became of one record (BREX.md 2.5). Texts are sent as ASCII, the only one that Brex takes. */
export type ExportResult =
  | {
      readonly recordId: string;
      readonly success: { readonly referenceId: string; readonly deepLinkUrl?: string };
    }
  | { readonly recordId: string; readonly failure: { readonly message: string } };

export interface BrexIntegration {
  readonly integrationId: string;
  /** ACTIVE or DISABLED; Brex may add values. */
  readonly status: string;
}

/** Whom Brex pays bills for the company (BREX.md 4). */
export interface BrexVendor {
  readonly id: string;
  readonly companyName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface BrexReceipt {
  readonly id: string;
  /** Links that expire after 15 minutes. */
  readonly uris: readonly string[];
}

export interface ReceiptFile {
  readonly bytes: Buffer;
  /** "pdf", "jpg", …: by what the file is. */
  readonly extension: string;
}

/** What a vendor is created with, or changed to. Texts are ASCII, the only one that Brex takes (BREX.md 0.10). */
export interface VendorWanted {
  /** Unique among the vendors of the account. */
  readonly companyName: string;
  readonly email?: string | null;
  readonly phone?: string | null;
}

export interface BrexCashAccount {
  readonly id: string;
  readonly name: string;
  /** Brex may add values; null where it names none. */
  readonly status: string | null;
  readonly primary: boolean;
  /** Null where Brex names no amount. */
  readonly currentBalance: Money | null;
  readonly availableBalance: Money | null;
}

export interface BrexCashTransaction {
  readonly id: string;
  readonly description: string;
  /** Positive where money came in; null where Brex names no amount (BREX.md 5). */
  readonly amount: Money | null;
  /** YYYY-MM-DD */
  readonly initiatedAtDate: string;
  readonly postedAtDate: string;
  /** PAYMENT, FEE, INTEREST, CARD_COLLECTION, …; Brex may add values. */
  readonly type: string | null;
  readonly transferId: string | null;
}

/** An endpoint that Brex delivers webhooks to (BREX.md 3.1). */
export interface BrexWebhook {
  readonly id: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  /** ACTIVE, INACTIVE or ERROR; Brex may add values. */
  readonly status: string;
}

export interface WebhookWanted {
  readonly url: string;
  readonly eventTypes: readonly string[];
}

/**
 * Every function throws `BrexError`. A call that Brex surely did not carry out is sent again where that helps at
 * once: with a renewed token, or when the limiter allows. All other retries are the caller's decision.
 */
export interface BrexClient {
  /** GET /v2/company. Its id is the `companyId` of webhooks (BREX.md 3.2). */
  company(): Promise<BrexCompany>;
  /** GET /v3/accounting/records/{id}; null where Brex says that there is none (BREX.md 2.3). */
  record(recordId: string): Promise<AccountingRecord | null>;
  /**
   * GET /v3/accounting/records/{id}?single_entry=true: ids of the lines that Brex takes for the expense (BREX.md 2.3);
   * null where there is no such record.
   */
  singleEntryLineIds(recordId: string): Promise<string[] | null>;
  /** GET /v3/accounting/records, all pages, each record once (BREX.md 2.4). */
  records(filter: RecordFilter): AsyncIterable<AccountingRecord>;
  /** GET /v3/accounting/records/{id}: its receipts with fresh links (BREX.md 2.3). */
  receipts(recordId: string): Promise<BrexReceipt[]>;
  /** Downloads a receipt; throws `ReceiptUnusable` where no repetition helps. */
  downloadReceipt(uri: string): Promise<ReceiptFile>;
  /** GET /v1/expenses/{id} with its merchant; null where the expense or its merchant is unknown (BREX.md 6). */
  expenseMerchant(expenseId: string): Promise<Merchant | null>;
  /** GET /v1/expenses of cards with their merchants, page by page as far as it is read (BREX.md 6). */
  cardExpenseMerchants(filter: ExpenseFilter): AsyncIterable<ExpenseMerchant>;
  /** GET /v1/fields, all pages (BREX.md 2.6). */
  fields(): Promise<BrexField[]>;
  /** GET /v1/fields/{id}/values, only the values named by Brex id (BREX.md 2.6). */
  fieldValues(fieldId: string, valueIds: readonly string[]): Promise<BrexFieldValue[]>;
  /** GET /v1/fields/{id}/values, all pages (BREX.md 2.6). */
  allFieldValues(fieldId: string): Promise<BrexFieldValue[]>;
  /** POST /v1/fields, a field of group ERP (BREX.md 2.6). After a `lost-answer` the same key may be sent again. */
  createField(field: NewField, idempotencyKey: string): Promise<BrexField>;
  /** POST /v1/fields/{id}/values, at most 1000 at once (BREX.md 2.6). */
  createFieldValues(
    fieldId: string,
    values: readonly NewFieldValue[],
    idempotencyKey: string,
  ): Promise<BrexFieldValue[]>;
  /** PUT /v1/fields/{id}/values, at most 1000 at once; harmless to repeat (BREX.md 2.6). */
  updateFieldValues(fieldId: string, changes: readonly FieldValueChange[]): Promise<BrexFieldValue[]>;
  /** POST /v3/accounting/records/export-results; the ids that Brex says it updated (BREX.md 2.5). */
  reportExportResults(results: readonly ExportResult[]): Promise<string[]>;
  /** POST /v3/accounting/integration; the existing one where vendor and account are the same (BREX.md 2.2). */
  createIntegration(of: { vendor: string; vendorAccountId: string }): Promise<BrexIntegration>;
  /** POST /v3/accounting/integration/{id}/disconnect: an ACTIVE one becomes DISABLED (BREX.md 2.2). */
  disconnectIntegration(integrationId: string): Promise<BrexIntegration>;
  /** POST /v3/accounting/integration/{id}/reactivate: a DISABLED one becomes ACTIVE (BREX.md 2.2). */
  reactivateIntegration(integrationId: string): Promise<BrexIntegration>;
  /** GET /v1/vendors, all pages (BREX.md 4). */
  vendors(): Promise<BrexVendor[]>;
  /** GET /v1/vendors?name, all pages; may give others that are named alike (BREX.md 4). */
  vendorsNamed(name: string): Promise<BrexVendor[]>;
  /** GET /v1/vendors/{id}; null where there is none (BREX.md 4). */
  vendor(id: string): Promise<BrexVendor | null>;
  /** POST /v1/vendors; a name that is taken is refused as `invalid` or `conflict` (BREX.md 4). */
  createVendor(wanted: VendorWanted, idempotencyKey: string): Promise<BrexVendor>;
  /** PUT /v1/vendors/{id} with only what is to change; payment accounts are never sent (BREX.md 4). */
  changeVendor(id: string, change: Partial<VendorWanted>, idempotencyKey: string): Promise<BrexVendor>;
  /** GET /v2/accounts/cash (BREX.md 5). */
  cashAccounts(): Promise<BrexCashAccount[]>;
  /** GET /v2/transactions/cash/{id}, all pages, each one once; posted at this instant or later (BREX.md 5). */
  cashTransactions(accountId: string, postedAtStart?: string): AsyncIterable<BrexCashTransaction>;
  /** GET /v1/webhooks, all pages (BREX.md 3.1). */
  webhooks(): Promise<BrexWebhook[]>;
  /** POST /v1/webhooks; only one endpoint per account, so list first (BREX.md 3.1). */
  registerWebhook(wanted: WebhookWanted): Promise<BrexWebhook>;
  /** PUT /v1/webhooks/{id}, which also makes it ACTIVE (BREX.md 3.1). */
  changeWebhook(id: string, wanted: WebhookWanted): Promise<BrexWebhook>;
  /** DELETE /v1/webhooks/{id} (BREX.md 3.1). */
  removeWebhook(id: string): Promise<void>;
  /** GET /v1/webhooks/secrets; all that still sign, usually one, two while rotating (BREX.md 3.1). */
  webhookSecrets(): Promise<string[]>;
  /** Closes idle connections after calls under way have ended. */
  close(): Promise<void>;
}
