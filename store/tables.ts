import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { RecordSnapshot } from '../accounting/accounting-record';
import type { CashTransaction } from '../accounting/cash-transaction';
import type { Chart } from '../accounting/chart';
import type { ConnectionSettings } from '../accounting/connection-settings';
import type { DocumentKind, EpicorKey, PlannedDocument } from '../accounting/document';
import type { LedgerState } from '../accounting/ledger-states';
import type { MappingRule } from '../accounting/mapping-rules';
import type { MirrorName } from '../accounting/reference-data';
import type { AlignmentPlan, Contact, EpicorVendor, LinkRule } from '../accounting/vendor-alignment';
import type { LedgerSource } from './ledger-row';
import type { AuditActor, AuditEntry, GroupKind, GroupState, HeldSystem, Learned, WokenBy } from './types';
import type { RefusedStep } from './vendor-alignment-types';

/** jsonb: parsed when read, JSON text (json.ts) when written. */
type Json<T extends object | null> = JSONColumnType<T, string, string>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;
/** Set by the database's clock or a trigger; updated only through SQL expressions. */
type DatabaseTime = ColumnType<Date, never, Date>;
/** A numeric is read as text. */
type Numeric = string;
type AssignedByDatabase<T> = ColumnType<T, never, never>;

/** Tables of store/migrations, in camel case (store/dialect.ts). */
export interface Database {
  connection: ConnectionTable;
  ledger: LedgerTable;
  ledgerTransition: { fromState: LedgerState; toState: LedgerState };
  recordSnapshot: {
    id: AssignedByDatabase<number>;
    connectionId: string;
    recordId: string;
    version: number;
    snapshot: Json<RecordSnapshot>;
    savedAt: DatabaseTime;
  };
  documentPlan: {
    id: AssignedByDatabase<number>;
    connectionId: string;
    recordId: string;
    plan: Json<PlannedDocument>;
    savedAt: DatabaseTime;
  };
  documentDraft: { connectionId: string; recordId: string; draft: Json<object>; savedAt: DatabaseTime };
  cashTransaction: {
    connectionId: string;
    transactionId: string;
    transaction: Json<CashTransaction>;
    version: Generated<number>;
    seenAt: DatabaseTime;
  };
  previewSnapshot: {
    id: string;
    connectionId: string;
    snapshot: Json<RecordSnapshot>;
    savedAt: DatabaseTime;
  };
  vendorLink: {
    id: AssignedByDatabase<number>;
    connectionId: string;
    merchantKey: string;
    vendorNum: number;
    decidedBy: string;
    note: string | null;
    decidedAt: DatabaseTime;
    contradicts: ColumnType<number | null, number | null, never>;
    decision: ColumnType<string | null, string | null, never>;
    confirmedBy: ColumnType<string | null, never, string>;
    confirmedAt: ColumnType<Date | null, never, Date>;
    revokedBy: ColumnType<string | null, never, string>;
    revokedAt: ColumnType<Date | null, never, Date>;
  };
  vendorRejection: {
    id: AssignedByDatabase<number>;
    connectionId: string;
    merchantKey: string;
    vendorNum: number;
    decidedBy: string;
    note: string | null;
    decidedAt: DatabaseTime;
    revokedBy: ColumnType<string | null, never, string>;
    revokedAt: ColumnType<Date | null, never, Date>;
  };
  vendorQuestion: {
    connectionId: string;
    recordId: string;
    merchant: string;
    merchantKeys: string[];
    code: string;
    question: string;
    candidates: Json<object>;
    askedAt: DatabaseTime;
    remindedAt: ColumnType<Date | null, never, Date>;
    escalatedAt: ColumnType<Date | null, never, Date>;
  };
  mirrorRow: {
    connectionId: string;
    mirror: MirrorName;
    key: string;
    content: Json<object>;
    sysRevId: Numeric;
    changedAt: DatabaseTime;
    seenAt: DatabaseTime;
  };
  mirrorState: {
    connectionId: string;
    mirror: MirrorName;
    loadedAt: Date | null;
    polledAt: Date | null;
    comparingSince: Date | null;
    comparingAfter: Numeric | null;
    comparedAt: Date | null;
  };
  notice: {
    id: AssignedByDatabase<number>;
    connectionId: string;
    subject: string;
    message: string;
    details: NullableJson<Record<string, unknown>>;
    raisedAt: DatabaseTime;
    settledAt: ColumnType<Date | null, never, Date>;
  };
  causeGone: { connectionId: string; cause: string; at: ColumnType<Date, Date, Date> };
  billStatus: { connectionId: string; recordId: string; status: string; seenAt: DatabaseTime };
  auditEvent: AuditEventTable;
  syncCursor: { connectionId: string; name: string; value: string; updatedAt: DatabaseTime };
  connectionHold: {
    connectionId: string;
    system: HeldSystem;
    scope: string;
    reason: string;
    since: DatabaseTime;
    probedAt: DatabaseTime;
  };
  brexToken: {
    connectionId: string;
    origin: string;
    tokens: string | null;
    updatedAt: ColumnType<Date, never, Date>;
  };
  brexAccess: {
    connectionId: string;
    lastUsedAt: Date | null;
    webhookSecrets: string | null;
    secretsFetchedAt: Date | null;
  };
  brexBudget: {
    connectionId: string;
    wholeAt: Date;
    pausedUntil: Date | null;
    refusals: Generated<number>;
  };
  vendorPartner: {
    connectionId: string;
    brexVendorId: string;
    vendorNum: number;
    rule: LinkRule;
    carried: Json<Contact>;
    shown: Json<Contact>;
    linkedAt: DatabaseTime;
    updatedAt: DatabaseTime;
  };
  vendorPairRejection: {
    connectionId: string;
    brexVendorId: string;
    vendorNum: number;
    rejectedBy: string;
    rejectedAt: DatabaseTime;
  };
  vendorCreationApproval: {
    connectionId: string;
    brexVendorId: string;
    approvedBy: string;
    vendorId: string | null;
    refused: string | null;
    approvedAt: DatabaseTime;
  };
  vendorAlignment: VendorAlignmentTable;
  parkedCause: {
    connectionId: string;
    recordId: string;
    cause: string;
    workflowId: string | null;
    since: DatabaseTime;
    wokenAt: ColumnType<Date | null, never, Date>;
    wokenBy: ColumnType<WokenBy | null, never, WokenBy | null>;
  };
  documentGroup: DocumentGroupTable;
  mappingVersion: {
    connectionId: string;
    version: number;
    importedBy: string;
    importedAt: DatabaseTime;
    fileDigest: string;
    rules: Json<MappingRule[]>;
  };
  chartReading: {
    connectionId: string;
    chart: Json<Chart>;
    readAt: DatabaseTime;
    pushingUntil: ColumnType<Date | null, never, Date | null>;
  };
  pushedField: {
    connectionId: string;
    remoteId: string;
    brexFieldId: string | null;
    pushes: Generated<number>;
    since: DatabaseTime;
  };
  pushedValue: {
    connectionId: string;
    remoteId: string;
    code: string;
    value: string;
    isDisabled: boolean;
    pushedAt: DatabaseTime;
  };
}

interface DocumentGroupTable {
  id: AssignedByDatabase<number>;
  connectionId: string;
  kind: GroupKind;
  groupId: string;
  period: string;
  periodName: string;
  currency: string;
  state: Generated<GroupState>;
  confirmed: Generated<boolean>;
  submittedRev: ColumnType<Numeric | null, never, Numeric>;
  submittedAt: ColumnType<Date | null, never, Date>;
  answered: Generated<boolean>;
  problem: ColumnType<string | null, never, string | null>;
  openedAt: DatabaseTime;
  sealedAt: ColumnType<Date | null, never, Date>;
  postedAt: ColumnType<Date | null, never, Date>;
}

interface ConnectionTable {
  id: string;
  settings: Json<ConnectionSettings>;
  learned: Json<Learned>;
  secrets: string;
  brexCompanyId: string | null;
  epicorScope: string;
  postingGroup: string;
  revision: Generated<number>;
  createdAt: DatabaseTime;
  updatedAt: DatabaseTime;
}

interface LedgerTable {
  connectionId: string;
  recordId: string;
  epicorScope: AssignedByDatabase<string>;
  state: Generated<LedgerState>;
  source: LedgerSource;
  version: number | null;
  seenVersion: number | null;
  lastSeenAt: DatabaseTime;
  digest: string | null;
  recordType: string | null;
  sourceId: string | null;
  amount: Numeric | null;
  currency: string | null;
  postingDate: string | null;
  documentKind: DocumentKind | null;
  vendorNum: number | null;
  documentNumber: string | null;
  marker: string | null;
  epicorKey: NullableJson<EpicorKey>;
  lostAnswer: Generated<boolean>;
  reason: string | null;
  exportedAt: Date | null;
  lease: Generated<number>;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  writeSentAt: Date | null;
  writeAttempts: Generated<number>;
  documentGroup: number | null;
  createdAt: DatabaseTime;
  updatedAt: DatabaseTime;
}

interface VendorAlignmentTable {
  connectionId: string;
  directory: NullableJson<EpicorVendor[]>;
  plan: NullableJson<AlignmentPlan>;
  planDigest: string | null;
  plannedAt: Date | null;
  done: Generated<number>;
  refusals: ColumnType<RefusedStep[], string | undefined, string>;
  appliedAt: Date | null;
  appliedBy: string | null;
  offReason: string | null;
  offRevision: number | null;
  offSince: Date | null;
}

interface AuditEventTable {
  id: AssignedByDatabase<number>;
  connectionId: string;
  recordId: string | null;
  at: AssignedByDatabase<Date>;
  actorKind: AuditActor['kind'];
  actorName: string;
  actorClaimed: boolean;
  step: string;
  attempt: number | null;
  outcome: AuditEntry['outcome'];
  summary: string;
  details: NullableJson<Record<string, unknown>>;
  brexTraceId: string | null;
  epicorCorrelationId: string | null;
  workflowId: string | null;
  runId: string | null;
  hash: AssignedByDatabase<Buffer>;
}

export type LedgerRecord = Selectable<LedgerTable>;
export type ConnectionRecord = Selectable<ConnectionTable>;
export type DocumentGroupRecord = Selectable<DocumentGroupTable>;
export type AuditRecord = Selectable<AuditEventTable>;
