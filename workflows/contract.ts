import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Preview } from '../accounting/preview';

/**
 * How every process reaches the workflows: ids, task queues, start options, signals, updates, queries.
 * Frozen by test/workflows/contract.test.ts: deployed clients and running workflows depend on each name.
 */

/** Where workflows and local steps run, unless the deployment names another. */
export const defaultPostingQueue = 'posting';

/** One queue per connection and system: each Epicor call holds a licence, so its concurrency is kept low. */
export const brexQueue = (connectionId: string): string => `brex/${connectionId}`;
export const epicorQueue = (connectionId: string): string => `epicor/${connectionId}`;

export const recordWorkflowType = 'postAccountingRecord';
export const deliveryWorkflowType = 'fanOutDelivery';
export const backfillWorkflowType = 'backfillRecords';
export const postGroupsWorkflowType = 'postGroups';
export const wakePostedWorkflowType = 'wakePosted';
export const previewWorkflowType = 'previewRecord';
export const cashWorkflowType = 'importCash';
export const referenceWorkflowType = 'syncReferences';
export const tokenWatchWorkflowType = 'watchToken';
export const webhookSecretsWorkflowType = 'renewWebhookSecrets';
export const pollWorkflowType = 'pollEpicor';
export const remindWorkflowType = 'remindOfApprovals';
export const vendorAlignmentWorkflowType = 'alignVendors';
export const scheduledAlignmentWorkflowType = 'alignVendorsBySchedule';

export const recordWorkflowId = (connectionId: string, recordId: string): string =>
  `record/${connectionId}/${recordId}`;
export const deliveryWorkflowId = (webhookId: string): string => `delivery/${webhookId}`;
export const previewWorkflowId = (connectionId: string, recordId: string, askedId: string): string =>
  `preview/${connectionId}/${recordId}/${askedId}`;
/** Of a schedule, by its name in the connection file, and of the runs it starts. */
export const scheduleId = (name: string, connectionId: string): string => `${name}/${connectionId}`;

/** More ids than this in one delivery start one fan-out workflow, so that the gateway answers in time. */
export const fanOutThreshold = 50;

// ── search attributes: Keyword and Datetime only, never a name, memo or amount (TEMPORAL.md 2.3, 3.4) ──
export const searchAttributes = {
  connection: defineSearchAttributeKey('BrexKineticConnection', SearchAttributeType.KEYWORD),
  recordId: defineSearchAttributeKey('BrexRecordId', SearchAttributeType.KEYWORD),
  recordType: defineSearchAttributeKey('BrexRecordType', SearchAttributeType.KEYWORD),
  vendorNum: defineSearchAttributeKey('EpicorVendorNum', SearchAttributeType.KEYWORD),
  company: defineSearchAttributeKey('EpicorCompany', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('ExportStatus', SearchAttributeType.KEYWORD),
  reason: defineSearchAttributeKey('AttentionReason', SearchAttributeType.KEYWORD),
  postedAt: defineSearchAttributeKey('PostedAt', SearchAttributeType.DATETIME),
  waitingSince: defineSearchAttributeKey('WaitingSince', SearchAttributeType.DATETIME),
} as const;

/** Values of the search attribute `ExportStatus`. */
export type ExportStatus =
  | 'Fetching'
  | 'Mapping'
  | 'MatchingVendor'
  | 'WaitingForVendor'
  | 'Posting'
  | 'Reporting'
  | 'Exported'
  | 'NeedsAttention'
  | 'Returned'
  | 'Skipped'
  | 'Booked'
  | 'NotReady'
  | 'Closed';

/** What a record that waits for nobody is doing, to whoever would decide about it. */
export const statusWords: Readonly<Record<ExportStatus, string>> = {
  Fetching: 'it is being read from Brex',
  Mapping: 'its coding is being mapped to accounts',
  MatchingVendor: 'its vendor is being looked up',
  WaitingForVendor: 'it is about to ask for a vendor',
  Posting: 'it is being booked in Epicor',
  Reporting: 'it is booked and being reported to Brex',
  Exported: 'it is booked and exported',
  NeedsAttention: 'it is about to ask',
  Returned: 'it was returned to Brex',
  Skipped: 'it was skipped for good',
  Booked: 'it is booked',
  NotReady: 'it is not ready for export in Brex',
  Closed: 'it needs no document',
};

// ── the record's workflow ──
export interface RecordInput {
  readonly connectionId: string;
  readonly recordId: string;
  /** How the run sets its search attributes (workflows/search-index.ts); absent in runs from before there was a choice. */
  readonly searchTogether?: boolean;
}

/** The record is ready for export; backfill knows its version, a webhook does not. */
export interface RecordReady {
  readonly version?: number;
}

/** Who asks is a claim, and marked so in the audit trail: signals carry no identity. */
interface Asked {
  readonly by: string;
  readonly note?: string;
}

export interface ApproveVendor extends Asked {
  readonly vendorNum: number;
  /** Remember the decision for this merchant; default true. */
  readonly remember?: boolean;
  /** Needed for a vendor that is none of the candidates, where there are any. */
  readonly override?: boolean;
}

/** The merchant is none of the candidates; with `vendorNum`, not this one. */
export interface RejectVendor extends Asked {
  readonly vendorNum?: number;
}

/** Has the vendor created in Epicor, from the template of the connection file, and books to it. */
export interface CreateVendor extends Asked {
  /** Default: as the connection file says, made of the name. */
  readonly vendorId?: string;
  /** Default: the merchant's. */
  readonly name?: string;
}

export type Confirmation = 'po' | 'duplicate' | 'changed';

export interface Retry extends Asked {
  /** Book with this apply date (YYYY-MM-DD) instead of the record's. */
  readonly applyDate?: string;
  /**
   * "po": book although the text names an open purchase order; "duplicate": although another record looks
   * the same; "changed": report the document as it stands although the record changed after it was booked.
   */
  readonly confirm?: Confirmation;
}

export interface Return extends Asked {
  /** Shown to the bookkeeper in Brex; default is the reason for waiting. */
  readonly message?: string;
}

/** A person says which Epicor document already is this record. */
export interface Link extends Asked {
  readonly vendorNum?: number;
  readonly invoiceNum?: string;
  readonly journalNum?: number;
  readonly fiscalYear?: number;
  readonly fiscalCalendarId?: string;
}

export interface Skip extends Asked {
  readonly reason: string;
}

export const recordReadySignal = defineSignal<[RecordReady]>('recordReady');
/** What the record waited for has come (an account, a period, a mapping): look again. */
export const wakeSignal = defineSignal<[]>('wake');
export const approveVendorSignal = defineSignal<[ApproveVendor]>('approveVendor');
export const rejectVendorSignal = defineSignal<[RejectVendor]>('rejectVendor');
export const createVendorSignal = defineSignal<[CreateVendor]>('createVendor');
export const retrySignal = defineSignal<[Retry]>('retry');
export const returnSignal = defineSignal<[Return]>('return');
export const linkSignal = defineSignal<[Link]>('link');
export const skipSignal = defineSignal<[Skip]>('skip');

/** Updates of the same meaning, validated, for our command, which wants an answer. */
export const approveVendorUpdate = defineUpdate<RecordStatus, [ApproveVendor]>('approveVendor');
export const rejectVendorUpdate = defineUpdate<RecordStatus, [RejectVendor]>('rejectVendor');
export const createVendorUpdate = defineUpdate<RecordStatus, [CreateVendor]>('createVendor');
export const retryUpdate = defineUpdate<RecordStatus, [Retry]>('retry');
export const returnUpdate = defineUpdate<RecordStatus, [Return]>('return');
export const linkUpdate = defineUpdate<RecordStatus, [Link]>('link');
export const skipUpdate = defineUpdate<RecordStatus, [Skip]>('skip');

export interface VendorCandidate {
  readonly vendorNum: number;
  readonly vendorId: string;
  readonly name: string;
  /** 1 is the same name, 0 has nothing in common. */
  readonly score: number;
  readonly hint: string;
}

export interface RecordStatus {
  readonly status: ExportStatus;
  /** What is wrong and what mends it; empty while all is well. */
  readonly reason: string;
  readonly reasonCode: string | null;
  readonly type: string | null;
  /** "1,234.50 USD" */
  readonly amount: string | null;
  readonly merchant: string | null;
  readonly candidates: readonly VendorCandidate[];
  /** Vendor and number of the Epicor document, once there is one. */
  readonly document: string | null;
}

export const statusQuery = defineQuery<RecordStatus>('status');

/**
 * Start options of a record's workflow. USE_EXISTING: a running run takes the signal. ALLOW_DUPLICATE: a
 * record may come again after it was returned; the ledger, not the id, prevents a second posting.
 */
export function recordStartOptions(input: RecordInput, taskQueue: string) {
  return {
    workflowId: recordWorkflowId(input.connectionId, input.recordId),
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [{ ...input, searchTogether: true }] as [RecordInput],
    staticSummary: `Brex record ${input.recordId}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: input.connectionId },
      { key: searchAttributes.recordId, value: input.recordId },
    ]),
  } as const;
}

/** Receipts are tried to be attached this often; what is left then is only told. */
export const receiptAttempts = 6;

/** Type of a step's failure: the ledger has the record in another state than the run takes it to be. */
export const ledgerMovedOn = 'LedgerMovedOn';

// ── a preview that somebody asks for ──

/** A result of null: Brex has no such record. Each asking is a run of its own, and ends whatever the systems do. */
export type PreviewResult = Preview | null;

export function previewStartOptions(input: RecordInput, askedId: string, taskQueue: string) {
  return {
    workflowId: previewWorkflowId(input.connectionId, input.recordId, askedId),
    taskQueue,
    args: [input] as [RecordInput],
    workflowExecutionTimeout: '5 minutes',
    staticSummary: `Preview of Brex record ${input.recordId}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: input.connectionId },
      { key: searchAttributes.recordId, value: input.recordId },
    ]),
  } as const;
}

/** Type of an update's refusal: the record waits for nobody now, so that another one may be meant. */
export const notWaiting = 'NotWaiting';

// ── a delivery of more ids than the gateway starts by itself ──
export interface DeliveryInput {
  readonly connectionId: string;
  readonly webhookId: string;
  readonly recordIds: readonly string[];
}

/** One run per webhook id: Svix resends under the same id, and a second run of it would be idle work. */
export function deliveryStartOptions(input: DeliveryInput, taskQueue: string) {
  return {
    workflowId: deliveryWorkflowId(input.webhookId),
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [input] as [DeliveryInput],
    staticSummary: `${input.recordIds.length} Brex records ready for export`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: input.connectionId },
    ]),
  } as const;
}

// ── a delivery that no known secret signed ──
export interface WebhookSecretsInput {
  readonly connectionId: string;
}

/** A delivery bears a signature of an unknown secret: they may have been rotated. */
export const secretsWantedSignal = defineSignal<[]>('secretsWanted');

/** One run per connection, however many deliveries ask for it. */
export function webhookSecretsStartOptions({ connectionId }: WebhookSecretsInput, taskQueue: string) {
  return {
    workflowId: `webhook-secrets/${connectionId}`,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [{ connectionId }] as [WebhookSecretsInput],
    staticSummary: `Secrets that sign webhooks of ${connectionId}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: connectionId },
    ]),
  } as const;
}

// ── what schedules start ──
/** The input of every scheduled workflow. */
export interface ScheduledInput {
  readonly connectionId: string;
}

export type BackfillInput = ScheduledInput;

export interface PollResult {
  readonly rows: number;
  readonly changed: number;
  /** Rows that Epicor no longer has. */
  readonly gone: number;
  /** Parked records that were woken. */
  readonly woken: number;
  /** Tables that could not be read, in words. */
  readonly problems: readonly string[];
}

/** Of how many records that wait for a vendor people were told. */
export interface RemindResult {
  readonly reminded: number;
  readonly escalated: number;
}

export interface BackfillResult {
  readonly found: number;
  readonly started: number;
}

// ── posting of groups in Epicor ──
export type PostGroupsInput = ScheduledInput;

export interface PostGroupsResult {
  /** Groups that were to be posted. */
  readonly groups: number;
  readonly posted: number;
}

/** A group by its number in our database. */
export interface GroupToPost extends ScheduledInput {
  readonly group: number;
}

export interface PostingStep {
  readonly posted: boolean;
  /** Epicor is at it: look again after at least this long; null where nothing more is to be done now. */
  readonly waitMs: number | null;
}

// ── records that are reported once they are posted ──
export type WakePostedInput = ScheduledInput;

export interface WakePostedResult {
  readonly waiting: number;
  readonly woken: number;
}

/** What an import of cash activity came to. */
export interface CashImported {
  readonly found: number;
  readonly started: number;
  /** Without a rule: `brex-kinetic cash unmatched` lists them. */
  readonly unmatched: number;
}

// ── Epicor's codes, pushed to Brex ──
export type ReferenceInput = ScheduledInput;

export interface ReferenceResult {
  /** Nothing was written; the counts are of what would be. */
  readonly preview: boolean;
  /** Fields made in Brex. */
  readonly fields: number;
  /** Values made in Brex. */
  readonly created: number;
  /** Values renamed, disabled or enabled in Brex. */
  readonly changed: number;
  /** What a person should know: what is left as it is and how to resolve it. */
  readonly notices: readonly string[];
}

/** Start options of a push that a person asks for; one that runs by schedule has an id of its own. */
export function referenceStartOptions(input: ReferenceInput, taskQueue: string) {
  return {
    workflowId: `${scheduleId('referenceSync', input.connectionId)}/asked`,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [input] as [ReferenceInput],
    staticSummary: `Epicor's codes of ${input.connectionId} to Brex`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: input.connectionId },
    ]),
  } as const;
}

// ── vendors of both directories ──
/** What a person asks of a run; the schedule asks nothing. */
export type VendorsAsked =
  | { readonly kind: 'plan' }
  /** Carry out the plan of this digest, and no other. */
  | { readonly kind: 'apply'; readonly digest: string; readonly by: string }
  /** Create in Epicor what was approved. */
  | { readonly kind: 'approved'; readonly by?: string };

export interface AlignVendorsInput extends ScheduledInput {
  readonly ask?: VendorsAsked;
}

export interface VendorPlanCounts {
  readonly link: number;
  readonly createInBrex: number;
  readonly updateInBrex: number;
  readonly createInEpicor: number;
  /** Likely pairs, carried out once a person applies them. */
  readonly waiting: number;
  /** Vendors of Brex that Epicor has not, until a person approves them. */
  readonly proposals: number;
  readonly findings: number;
}

export interface VendorsAligned {
  /**
   * off: Brex or Epicor does not let vendors be read or changed. plan-changed: nothing, or no more, was written.
   * too-many-changes: more than a run may make in Brex that nobody asked for.
   */
  readonly outcome: 'planned' | 'aligned' | 'off' | 'plan-changed' | 'too-many-changes';
  readonly digest: string | null;
  readonly counts: VendorPlanCounts | null;
  readonly written: number;
  readonly created: number;
  readonly refused: number;
}

/** One run of a connection at a time, whoever asks for it: a second one at the same time is refused. */
export const vendorAlignmentWorkflowId = (connectionId: string): string => `align-vendors/${connectionId}`;

/** Name in a run's memo of what it is about, in words: whoever finds it under way is told. */
export const alignmentMemo = 'about';

function alignmentAbout(ask: VendorsAsked | undefined): string {
  switch (ask?.kind) {
    case 'plan':
      return 'somebody makes a plan';
    case 'apply':
      return `${ask.by} applies a plan`;
    case 'approved':
      return `what ${ask.by ?? 'somebody'} approved is created in Epicor`;
    default:
      return 'the scheduled run';
  }
}

/** What a run that somebody asks for, and the child of a scheduled one, have in common. */
export function alignmentOptions(input: AlignVendorsInput) {
  const about = alignmentAbout(input.ask);
  return {
    workflowId: vendorAlignmentWorkflowId(input.connectionId),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [input] as [AlignVendorsInput],
    memo: { [alignmentMemo]: about },
    staticSummary: `Vendors of both directories: ${about}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.connection, value: input.connectionId },
    ]),
  } as const;
}

export function alignVendorsStartOptions(input: AlignVendorsInput, taskQueue: string) {
  return { ...alignmentOptions(input), taskQueue, workflowIdConflictPolicy: 'FAIL' } as const;
}
