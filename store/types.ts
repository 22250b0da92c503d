import type { RecordSnapshot } from '../accounting/accounting-record';
import type { CashTransaction } from '../accounting/cash-transaction';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import type { EpicorKey, PlannedDocument } from '../accounting/document';
import type { LedgerState } from '../accounting/ledger-states';
import type { Money } from '../accounting/money';
import type { SettingChange } from '../accounting/settings-difference';
import type { LedgerPatch, LedgerRow, LedgerSource } from './ledger-row';
import type { MappingRules, PushedReferences } from './mapping-types';
import type { Mirrors } from './mirror-types';
import type { RecordKey } from './record-key';
import type { VendorAlignmentRepository, VendorPartners } from './vendor-alignment-types';
import type { VendorQuestions, VendorRejections } from './vendor-question-types';

export type * from './mapping-types';

/** Everything that outlives Temporal's retention, in PostgreSQL. Instants are `Date`, by the database's clock. */
export interface Store {
  readonly connections: ConnectionRepository;
  readonly ledger: Ledger;
  readonly drafts: DraftRepository;
  readonly previews: PreviewSnapshots;
  readonly cash: CashTransactions;
  readonly vendorLinks: VendorLinks;
  readonly mirrors: Mirrors;
  readonly vendorRejections: VendorRejections;
  readonly vendorQuestions: VendorQuestions;
  readonly vendorPartners: VendorPartners;
  readonly vendorAlignment: VendorAlignmentRepository;
  readonly audit: AuditTrail;
  readonly cursors: Cursors;
  readonly holds: Holds;
  readonly causes: ParkedCauses;
  readonly groups: DocumentGroups;
  readonly mappingRules: MappingRules;
  readonly references: PushedReferences;
  readonly brexTokens: BrexTokens;
  readonly brexAccess: BrexAccess;
  readonly brexBudget: BrexBudget;
  readonly notices: Notices;
  readonly billStatuses: BillStatuses;
  /** Resolves where the database answers. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

// ── connections ──

/** What the systems told, where the connection file leaves it open. */
export interface Learned {
  readonly brexCompanyId?: string;
  readonly integrationId?: string;
  readonly invoiceSave?: 'staged';
  readonly billsReportable?: boolean;
  /** ACTIVE or DISABLED, as Brex said last of the integration. */
  readonly integrationStatus?: string;
}

export interface StoredConnection {
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  readonly updatedAt: Date;
  /** Grows with every change of settings, secrets or what was learned. */
  readonly revision: number;
}

export interface ConnectionRepository {
  /**
   * Creates or updates a connection, in one transaction. Changed secrets are told by name, never by value.
   * Throws `ConnectionRefused` for what CONNECTION.md refuses.
   */
  save(
    settings: ConnectionSettings,
    secrets: ConnectionSecrets,
  ): Promise<{ readonly created: boolean; readonly changes: SettingChange[] }>;
  get(id: string): Promise<StoredConnection | null>;
  /** The id of the connection on this Brex account: there is one at most. */
  ofCompany(brexCompanyId: string): Promise<string | null>;
  /** Decrypted. Throws where there is no such connection, or `MasterKeyError` where the key is another one. */
  secrets(id: string): Promise<ConnectionSecrets>;
  /** In order of id. */
  list(): Promise<StoredConnection[]>;
  /** Remembers; throws `ConnectionRefused` where the Brex company is another connection's, or was another. */
  learn(id: string, learned: Partial<Learned>): Promise<void>;
}

// ── the ledger ──

export interface Sighting extends RecordKey {
  readonly source: LedgerSource;
  readonly version?: number;
}

export interface Ledger {
  /** Writes down that a record exists, in state `seen`; one that is known keeps its state and is only dated. */
  see(sighting: Sighting): Promise<LedgerRow>;
  /** Writes down that these records exist, in as few statements as possible; those that are known stay as they are. */
  seeAll(connectionId: string, recordIds: readonly string[], source: LedgerSource): Promise<void>;
  get(key: RecordKey): Promise<LedgerRow | null>;
  /**
   * Moves a record on, by compare-and-set. Throws `LedgerConflict` where the state machine
   * (accounting/ledger-states.ts), `expect.from`, the lease or a pinned column does not allow it.
   */
  transition(
    key: RecordKey,
    to: LedgerState,
    patch?: Partial<LedgerPatch>,
    expect?: { readonly from?: readonly LedgerState[]; readonly lease?: number },
  ): Promise<LedgerRow>;
  /** Writes down why the record waits, in whatever state it is. */
  note(key: RecordKey, reason: string | null): Promise<void>;
  /**
   * The right to write to Epicor: the row with a token (`lease`) greater than any before. Throws `LedgerConflict`
   * while another owner's lease runs.
   */
  acquireLease(key: RecordKey, owner: string, seconds: number): Promise<LedgerRow>;
  renewLease(key: RecordKey, lease: number, seconds: number): Promise<void>;
  /** Marks a write as sent; called before each write. Throws `LedgerConflict` unless `writing` under this lease. */
  writeSent(key: RecordKey, lease: number): Promise<void>;
  /** Its answer came. Throws `LedgerConflict` where the lease is another's by now. */
  writeAnswered(key: RecordKey, lease: number): Promise<void>;
  /** Gives the lease back; does nothing where it is another's by now. */
  releaseLease(key: RecordKey, lease: number): Promise<void>;
  /** The longest untouched first. */
  byStates(connectionId: string, states: readonly LedgerState[], limit?: number): Promise<LedgerRow[]>;
  counts(connectionId: string): Promise<Record<LedgerState, number>>;
  /**
   * Records that moved lately and wait for nobody: `toRead` are to be read from Brex, or to be read again should
   * their report go unanswered; `toReport` will be reported to Brex if nothing stands in their way.
   */
  onTheirWay(connectionId: string): Promise<{ readonly toRead: number; readonly toReport: number }>;
  /** Another record of the same type, source and amount that is or may be in Epicor. */
  findTwin(
    connectionId: string,
    like: { readonly type: string; readonly sourceId: string } & Money,
    notRecordId: string,
  ): Promise<LedgerRow | null>;
  /**
   * The record that holds an Epicor document, over all connections to that Epicor company. Epicor gives the number of
   * a posted journal again, so that several records may hold one key: then the one of `marker`, else the newest.
   */
  findByEpicorKey(connectionId: string, epicorKey: EpicorKey, marker?: string): Promise<LedgerRow | null>;
}

// ── what is too large for a workflow payload ──

/** What the steps of a record hand on to each other; null what was never stored. */
export interface StoredParts {
  readonly snapshot: RecordSnapshot | null;
  readonly plan: PlannedDocument | null;
  readonly draft: unknown;
}

export interface DraftRepository {
  /** These parts as they were saved last, in one statement. */
  parts<P extends keyof StoredParts>(key: RecordKey, ...wanted: readonly P[]): Promise<Pick<StoredParts, P>>;
  /** Older snapshots are kept; the one saved last is the current one. */
  saveSnapshot(key: RecordKey, version: number, snapshot: RecordSnapshot): Promise<void>;
  snapshot(key: RecordKey): Promise<RecordSnapshot | null>;
  /** Older plans are kept; the one saved last is the current one. */
  savePlan(key: RecordKey, plan: PlannedDocument): Promise<void>;
  plan(key: RecordKey): Promise<PlannedDocument | null>;
  /** Of the records read since then their current snapshots, the newest first. */
  recentSnapshots(connectionId: string, since: Date, limit: number): Promise<RecordSnapshot[]>;
  /** Epicor's defaults; only the last are kept. Plain JSON: what must stay exact to the digit is text in it. */
  saveDraft(key: RecordKey, draft: unknown): Promise<void>;
  draft(key: RecordKey): Promise<unknown>;
  /** Records whose current plan has such a line and was made since then, the newest first. */
  codedTo(connectionId: string, to: CodedTo, since: Date, limit: number): Promise<CodedRecord[]>;
}

/** A line on an account, or with a code of a segment. */
export type CodedTo = { readonly account: string } | { readonly segment: number; readonly code: string };

export interface CodedRecord {
  readonly recordId: string;
  readonly state: LedgerState;
  readonly plan: PlannedDocument;
}

export interface StoredCashTransaction {
  readonly transaction: CashTransaction;
  /** Grows where Brex changed it. */
  readonly version: number;
}

/** Cash activity as Brex told it last. */
export interface CashTransactions {
  /** Writes down what Brex told; its version. */
  see(connectionId: string, transaction: CashTransaction): Promise<number>;
  get(connectionId: string, transactionId: string): Promise<StoredCashTransaction | null>;
  /** In order of posting. */
  list(connectionId: string): Promise<StoredCashTransaction[]>;
}

/** What was read for a preview that somebody asked for; kept for a day. */
export interface PreviewSnapshots {
  save(id: string, connectionId: string, snapshot: RecordSnapshot): Promise<void>;
  get(id: string): Promise<RecordSnapshot | null>;
}

// ── vendors ──

export interface VendorLink {
  readonly merchantKey: string;
  readonly vendorNum: number;
  readonly by: string;
  readonly note: string | null;
  readonly at: Date;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
  /** The vendor of an earlier decision that this one contradicts; null once the same was decided again. */
  readonly contradicts: number | null;
}

/** The memory of decisions: which vendor a merchant is. */
export interface VendorLinks {
  find(connectionId: string, merchantKey: string): Promise<VendorLink | null>;
  /** The link of each key, in their order, in one statement. */
  ofKeys(connectionId: string, merchantKeys: readonly string[]): Promise<(VendorLink | null)[]>;
  /**
   * Another vendor for the same merchant revokes the former link and contradicts it: the merchant is asked about
   * until the same vendor is decided a second time. `decision` tells a second decision from a step that is tried
   * again.
   */
  remember(
    connectionId: string,
    merchantKey: string,
    vendorNum: number,
    by: string,
    note?: string,
    decision?: string,
  ): Promise<void>;
  /** False where there was nothing to revoke. */
  revoke(connectionId: string, merchantKey: string, by: string): Promise<boolean>;
  /** Every link there ever was, oldest first. */
  list(connectionId: string): Promise<VendorLink[]>;
}

// ── the audit trail ──

export interface AuditActor {
  readonly kind: 'activity' | 'gateway' | 'command' | 'signal' | 'system';
  readonly name: string;
  /** The name is only what the sender says of himself. */
  readonly claimed?: boolean;
}

export interface AuditEntry {
  readonly connectionId: string;
  readonly recordId?: string | null;
  readonly actor: AuditActor;
  readonly step: string;
  readonly attempt?: number;
  readonly outcome: 'ok' | 'failed' | 'waiting' | 'ignored';
  /** For people. */
  readonly summary: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly brexTraceId?: string;
  readonly epicorCorrelationId?: string;
  readonly workflowId?: string;
  readonly runId?: string;
}

export interface AuditEvent {
  /** Grows in the order in which the connection's events were written. */
  readonly id: number;
  readonly at: Date;
  readonly connectionId: string;
  readonly recordId: string | null;
  readonly actor: Required<AuditActor>;
  readonly step: string;
  readonly attempt: number | null;
  readonly outcome: AuditEntry['outcome'];
  readonly summary: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly brexTraceId: string | null;
  readonly epicorCorrelationId: string | null;
  readonly workflowId: string | null;
  readonly runId: string | null;
}

/** Append-only and hash-chained per connection; the database refuses anything else. */
export interface AuditTrail {
  append(entry: AuditEntry): Promise<void>;
  /** A record's whole story, oldest first; over all connections where `connectionId` is null. */
  story(connectionId: string | null, recordId: string): Promise<AuditEvent[]>;
  /** Recomputes the chain: the id of the first event that does not follow from the one before, else null. */
  firstBroken(connectionId: string): Promise<number | null>;
  /** The last event: published outside the database, it shows a tail that was cut off later. */
  head(connectionId: string): Promise<AuditHead | null>;
  /** An event's hash, in hex; null where there is no such event. */
  hashOf(connectionId: string, id: number): Promise<string | null>;
}

export interface AuditHead {
  readonly id: number;
  /** SHA-256 over the event and the hash before it, in hex. */
  readonly hash: string;
}

// ── small things ──

/** How far a repeated reading has come. */
export interface Cursors {
  get(connectionId: string, name: string): Promise<string | null>;
  set(connectionId: string, name: string, value: string): Promise<void>;
}

export type HeldSystem = 'brex' | 'epicor';

export interface Hold {
  readonly connectionId: string;
  readonly system: HeldSystem;
  /** '' for every call, else the document kind whose method is denied. */
  readonly scope: string;
  readonly reason: string;
  readonly since: Date;
}

/** Calls that are held back because their credentials do not work. */
export interface Holds {
  /** `first` where it was not held before: the one time to raise an alert. */
  hold(
    connectionId: string,
    system: HeldSystem,
    scope: string,
    reason: string,
  ): Promise<{ readonly first: boolean }>;
  /** How many holds were lifted; of both systems where none is named. */
  release(connectionId: string, system?: HeldSystem): Promise<number>;
  current(connectionId: string): Promise<Hold[]>;
  /** True for one caller per `everyMs` and hold: this one may try whether the credentials work again. */
  claimProbe(connectionId: string, system: HeldSystem, everyMs: number, scope?: string): Promise<boolean>;
}

export interface ParkedCause extends RecordKey {
  readonly cause: string;
  readonly workflowId: string | null;
  readonly since: Date;
  /** When the record was last woken because of it; null where it was not. */
  readonly wokenAt: Date | null;
  /** What woke it last; null where nothing did, or where Epicor has taken back its answer since. */
  readonly wokenBy: WokenBy | null;
}

/** Epicor's own answer that the cause is gone, or what we know of it. */
export type WokenBy = 'epicor' | 'told';

/** What parked records wait for, so that whoever sees it come can wake them. */
export interface ParkedCauses {
  /** A cause that is registered already stays as it is. */
  register(key: RecordKey, cause: string, workflowId?: string): Promise<void>;
  clear(key: RecordKey): Promise<void>;
  /** Clears every cause of the record but this one. */
  clearOthers(key: RecordKey, cause: string): Promise<void>;
  /** The longest waiting first. */
  waitingFor(connectionId: string, cause: string): Promise<ParkedCause[]>;
  /** The same for every cause that begins so: "mapping:". */
  withPrefix(connectionId: string, prefix: string): Promise<ParkedCause[]>;
  list(connectionId: string): Promise<ParkedCause[]>;
  woken(key: RecordKey, cause: string, by: WokenBy): Promise<void>;
  /** Epicor no longer says that the cause is gone: its next yes is news. */
  takenBack(key: RecordKey, cause: string): Promise<void>;
  /** Writes down that causes are gone; one that ends with a colon stands for all that begin so. */
  gone(connectionId: string, causes: readonly string[]): Promise<void>;
  /** When the cause was last said to be gone; null where it never was. */
  wentAt(connectionId: string, cause: string): Promise<Date | null>;
}

export interface Notice {
  readonly subject: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly raisedAt: Date;
}

/** What people must be told once; shown by `status` until it is settled. */
export interface Notices {
  /** `first` where there is no open notice of this subject: the one time to raise an alert. */
  raise(
    connectionId: string,
    subject: string,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly first: boolean }>;
  /** False where there was nothing to settle. */
  settle(connectionId: string, subject: string): Promise<boolean>;
  /** Oldest first. */
  open(connectionId: string): Promise<Notice[]>;
}

/** In which status of Brex each bill was last seen, booked here or not. */
export interface BillStatuses {
  saw(
    connectionId: string,
    bills: readonly { readonly recordId: string; readonly status: string }[],
  ): Promise<void>;
  counts(connectionId: string): Promise<Map<string, number>>;
}

// ── how Brex is reached ──

/** What a refresh of partner OAuth gave (BREX.md 1.2). */
export interface BrexTokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ISO instant from which on the access token is renewed; before it expires. */
  readonly renewAt: string;
}

/**
 * Tokens that replace each other: every refresh ends the refresh token it used, so that the next one must be
 * stored before anything else is done with it. A chain begins with the refresh token of a connection file;
 * `origin` names it, and another token in the file begins another chain.
 */
export interface BrexTokens {
  /**
   * Runs `renew` with the current tokens of the chain (null before the first refresh, or where the key was lost), alone among all processes,
   * and stores what it gives before it returns. Where `renew` gives the same tokens back, nothing is written.
   */
  renew(
    connectionId: string,
    origin: string,
    renew: (current: BrexTokenPair | null) => Promise<BrexTokenPair>,
  ): Promise<BrexTokenPair>;
}

export interface BrexAccessState {
  /** When a call to Brex last succeeded. */
  readonly lastUsedAt: Date | null;
  readonly secretsFetchedAt: Date | null;
}

/** What was seen of a connection's access to Brex. */
export interface BrexAccess {
  /** A call succeeded just now. Does nothing where the connection is not stored yet. */
  noteUse(connectionId: string): Promise<void>;
  state(connectionId: string): Promise<BrexAccessState>;
  /** Secrets that Brex said it signs webhooks with; an empty list keeps the former ones. True where they changed. */
  saveWebhookSecrets(connectionId: string, secrets: readonly string[]): Promise<boolean>;
  /** Decrypted; empty where none were fetched, or with a key that was lost since. */
  webhookSecrets(connectionId: string): Promise<string[]>;
}

/** How fast a connection may call: `burst` calls at once, then one per `intervalMs`. */
export interface CallRate {
  readonly intervalMs: number;
  readonly burst: number;
}

/** The calls that all processes together may make to one Brex account. Times are the database's. */
export interface BrexBudget {
  /**
   * Takes the right to make `count` calls: the first in `readyInMs`, each further one `intervalMs` after the one
   * before; an instant that is past (below zero) means at once.
   * `taken: false` where the first could not be made within `mostMs`; then nothing was taken.
   */
  take(
    connectionId: string,
    rate: CallRate,
    count: number,
    mostMs: number,
  ): Promise<{ readonly taken: boolean; readonly readyInMs: number }>;
  /**
   * Brex refused a call as one too many: no call of any process until the pause is over, and no burst after it.
   * `pauseOf` gives its length from how often Brex has refused in a row; refusals during a pause count as one.
   */
  pause(
    connectionId: string,
    rate: CallRate,
    pauseOf: (refusals: number) => number,
    quietAfterMs: number,
  ): Promise<void>;
}

// ── groups of documents in Epicor ──

export type GroupKind = 'invoice' | 'journal';

/** open ─▶ sealed ─▶ posting ─▶ posted; posting falls back to sealed where Epicor refuses. taken: another's id. */
export type GroupState = 'open' | 'sealed' | 'posting' | 'posted' | 'taken';

export interface NewGroup {
  readonly connectionId: string;
  readonly kind: GroupKind;
  /** Identifies the fiscal period. */
  readonly period: string;
  /** The same for people. */
  readonly periodName: string;
  /** '' for invoices: their group takes every currency. */
  readonly currency: string;
}

export interface DocumentGroup extends NewGroup {
  readonly id: number;
  /** As Epicor has it. */
  readonly groupId: string;
  readonly state: GroupState;
  /** Epicor's group of this id was made by us, or found to be of the period. */
  readonly confirmed: boolean;
  /** Epicor's version of the group when it was submitted for posting, as decimal text. */
  readonly submittedRev: string | null;
  readonly submittedAt: Date | null;
  /** Whether Epicor answered the submission. */
  readonly answered: boolean;
  /** Why it is not posted, in a bookkeeper's words. */
  readonly problem: string | null;
  readonly openedAt: Date;
  readonly sealedAt: Date | null;
  readonly postedAt: Date | null;
}

export interface DocumentGroups {
  /** The open group of this period, made under one of `ids` where there is none; callers that come together get the same. */
  open(wanted: NewGroup, ids: readonly string[]): Promise<DocumentGroup>;
  confirm(id: number): Promise<void>;
  get(id: number): Promise<DocumentGroup | null>;
  /** Those that are not posted, oldest first. */
  list(connectionId: string): Promise<DocumentGroup[]>;
  /**
   * Notes that the record's document is about to be written into the group; false where it is no longer open (or is
   * not known) and the record had not entered it before. To be called before each creating write.
   */
  enter(key: RecordKey, kind: GroupKind, groupId: string): Promise<boolean>;
  /** Seals the open groups that hold booked documents; every group that is to be posted, oldest first. */
  seal(connectionId: string): Promise<DocumentGroup[]>;
  /** Records that entered the group and whose document is not, or not surely, as planned yet. */
  unfinished(id: number): Promise<string[]>;
  /** Before the group is submitted; false where another does so. */
  submitting(id: number, sysRevId: string): Promise<boolean>;
  /** Epicor answered. */
  submitted(id: number): Promise<void>;
  /** It surely was not submitted, or may be submitted once more. */
  again(id: number): Promise<void>;
  /** Why it is not posted; `news` where that was not known before: the one time to raise an alert. */
  troubled(id: number, problem: string): Promise<{ readonly news: boolean }>;
  posted(id: number): Promise<void>;
  /** Epicor has another group under this id: it is left alone, and another id taken. */
  taken(id: number): Promise<void>;
}
