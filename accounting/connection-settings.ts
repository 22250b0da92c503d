import type { DocumentKind, VendorRole } from './document';
import type { MappingTable } from './mapping-rules';
import type { VendorTemplate } from './vendor-template';

/**
 * One connection's settings (the connection file without its secrets). Names on the file's side are fixed
 * by CONNECTION.md; the parser in connection-file.ts turns the file into this.
 */
export interface ConnectionSettings {
  readonly id: string;
  readonly mode: 'preview' | 'live';
  /** YYYY-MM-DD: records whose posting date is older are never booked. */
  readonly startDate: string;
  readonly brex: BrexSettings;
  readonly epicor: EpicorSettings;
  readonly mapping: MappingSettings;
  readonly posting: PostingSettings;
  /** Absent in connections that were stored before there was such a setting. */
  readonly vendors?: VendorSettings;
  /** Likewise. */
  readonly approvals?: ApprovalSettings;
  readonly schedules: Readonly<Record<ScheduleName, Duration | 'off'>>;
}

/** As written in the file: "15m", "1h", "1d", "2m", "30s". */
export type Duration = string;

export type ScheduleName =
  | 'backfill'
  | 'epicorPoll'
  | 'referenceSync'
  | 'vendorAlignment'
  | 'cashImport'
  | 'tokenWatch'
  | 'reconciliation'
  | 'postGroups'
  | 'wakePosted';

export interface BrexSettings {
  readonly baseUrl: string;
  readonly authKind: 'user-token' | 'partner-oauth';
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly companyId?: string;
  readonly integrationId?: string;
  readonly reportBills: 'auto' | 'always' | 'never';
  readonly bookBillsIn: readonly string[];
  /** Calls that Brex takes per minute, where it is not the usual limit (BREX.md 1.5). */
  readonly requestsPerMinute?: number;
}

export interface EpicorSettings {
  readonly baseUrl: string;
  readonly company: string;
  readonly plant?: string;
  readonly authKind: 'basic' | 'client-credentials';
  readonly username?: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly scope?: string;
  /** GUID of the licence type that calls claim. */
  readonly license?: string;
  readonly invoiceSave: 'auto' | 'single' | 'staged';
  readonly settle: Duration;
  readonly deepLink?: string;
  /** System agent that runs Epicor's posting tasks; 'direct': none; absent: the one that Epicor names. */
  readonly taskAgent?: string;
}

export interface MappingSettings {
  readonly coaCode: string;
  /** Epicor chart segment number → where its code comes from. */
  readonly segments: Readonly<Record<number, SegmentSource>>;
  /** field (as named in `segments`) → Brex value (remote or Brex id) → Epicor code. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The segment of the natural account, where it is not the first (EPICOR.md 6 knows no other). */
  readonly naturalSegment?: number;
  /** The rule table: not of the file, but imported beside it (docs/mapping.md) and joined for a plan. */
  readonly table?: MappingTable;
}

export interface SegmentSource {
  /** A Brex field: by remote id, Brex id or name. */
  readonly field: string;
  readonly default?: string;
  /**
   * Whether Epicor's codes become values of this Brex field: all, only those of an active account, or none.
   * Left out: all, or none where the segment stays blank by default.
   */
  readonly push?: 'all' | 'with-accounts' | 'none';
}

export type AccountRole = 'cardLiability' | 'billsPayable' | 'reimbursementsPayable' | 'cash';

export interface PostingSettings {
  readonly timeZone: string;
  readonly utcMidnightIsDate: boolean;
  readonly group: string;
  readonly bookId: string;
  readonly journalCode: string;
  readonly accounts: Readonly<Partial<Record<AccountRole, string>>>;
  readonly protectedAccounts: readonly string[];
  readonly bills: 'paid-in-brex' | 'paid-in-epicor';
  readonly reimbursements: 'accrual' | 'cash';
  /** 'ask', or the VendorID that takes merchants which match none. */
  readonly noVendor: string;
  readonly cardIssuerVendor?: string;
  /** Epicor purchase terms of invoices whose vendor has none. */
  readonly termsCode?: string;
  readonly closedPeriod: 'park' | 'next-open';
  readonly markExportedWhen: 'saved' | 'posted';
  readonly postGroups: boolean;
  readonly attachReceipts: boolean;
  readonly types: Readonly<Record<string, TypeOverride>>;
  /** How cash activity without a record is booked; absent: not at all. */
  readonly cash?: CashSettings;
}

export interface CashSettings {
  /** Id of a Brex cash account → full Epicor account. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The first that fits decides. */
  readonly rules: readonly CashRule[];
}

export interface CashRule {
  /** Without it the rule speaks of FEE, INTEREST, DIVIDEND and ADJUSTMENT. */
  readonly type?: string;
  /** Of the money, seen from the Brex account. */
  readonly direction?: 'in' | 'out';
  /** Text in the description, or a regular expression between slashes. */
  readonly description?: string;
  /** Full Epicor account of the other side. */
  readonly account: string;
  /** What the journal says instead of Brex's description. */
  readonly memo?: string;
}

/** How vendors are created in Epicor, and which of Epicor's Brex is to have. */
export interface VendorSettings {
  /** Columns that every new vendor is given. */
  readonly template: VendorTemplate;
  /** 'name': the VendorID is made of the name; 'answer': who asks for a vendor must give it. */
  readonly idFrom: 'name' | 'answer';
  /** 'all' that are active and approved; 'none' is created in Brex, those that it has are kept in line. */
  readonly toBrex: 'all' | 'none';
  /** Vendor groups of Epicor that go to Brex; empty: every group. */
  readonly groups: readonly string[];
  /**
   * More vendors than these a scheduled run does not create and change in Brex by itself. Absent in connections that
   * were stored before there was such a setting.
   */
  readonly mostUnattendedChanges?: number;
}

/** After how long people are told that records still wait for a vendor. Neither decides anything. */
export interface ApprovalSettings {
  readonly remindAfter: Duration | 'off';
  readonly escalateAfter: Duration | 'off';
}

export interface TypeOverride {
  readonly document?: DocumentKind | 'skip';
  readonly vendor?: VendorRole;
  readonly lines?: 'all' | 'expense';
}

/** What is secret in a connection file; stored encrypted, never in a workflow payload or a log line. */
export interface ConnectionSecrets {
  readonly brexToken?: string;
  readonly brexClientSecret?: string;
  readonly brexRefreshToken?: string;
  readonly webhookSecrets: readonly string[];
  readonly epicorApiKey: string;
  readonly epicorPassword?: string;
  readonly epicorClientSecret?: string;
}
