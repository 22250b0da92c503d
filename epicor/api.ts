import type { EpicorAccount } from '../accounting/account-rules';
import type { Chart, ChartOutline } from '../accounting/chart';
import type { ActualDocument, EpicorKey } from '../accounting/document';
import type { FiscalPeriod } from '../accounting/fiscal-period';
import type { VendorRow } from '../accounting/vendor-matching';
import type { AsRead } from './as-read';
import type { Reference } from './reference-api';

export type { AsRead, EpicorAccount, VendorRow };

/** A document with the data set that it was read from, which a write to it may follow. */
export interface ReadDocument {
  readonly document: ActualDocument;
  /** null where nothing more can be written to it, since it is posted. */
  readonly asRead: AsRead | null;
}

export type InvoiceKey = Extract<EpicorKey, { kind: 'ap' }>;
export type JournalKey = Extract<EpicorKey, { kind: 'journal' }>;

/** What a session with one Epicor company can do for this product. Every call throws `EpicorError`. */
export interface Epicor {
  /** Proves address, credentials, key and company. */
  ping(): Promise<{ company: string; name: string }>;
  readonly accounts: Accounts;
  readonly chart: ChartReader;
  readonly vendors: Vendors;
  readonly reference: Reference;
  readonly currencies: { exists(code: string): Promise<boolean> };
  /** Purchase terms. */
  readonly terms: { exists(code: string): Promise<boolean> };
  readonly purchaseOrders: {
    /** Numbers of the vendor's open, not voided purchase orders. */
    open(vendorNum: number): Promise<number[]>;
  };
  readonly apInvoices: ApInvoices;
  /** AP invoice groups (EPICOR.md 3.1, 3.8). */
  readonly apInvoiceGroups: Groups<NewInvoiceGroup>;
  readonly journals: Journals;
  readonly journalGroups: Groups<NewJournalGroup>;
  readonly fiscalPeriods: {
    /** The period of a YYYY-MM-DD in the calendar of `bookId`; null where Epicor has none, or does not tell. */
    of(date: string, bookId: string): Promise<FiscalPeriod | null>;
  };
  /** Documents that are not posted, whoever entered them; those of one group where it is named. */
  readonly unposted: {
    invoices(groupId?: string): Promise<UnpostedDocument[]>;
    journals(groupId?: string): Promise<UnpostedDocument[]>;
  };
}

export interface Accounts {
  /**
   * The rows of `accounts` ("6200|10|000|00") in chart `coaCode`, by account as asked; a row may spell it otherwise,
   * with blank segments at its end left out. Accounts that do not exist are absent.
   */
  find(coaCode: string, accounts: readonly string[]): Promise<Map<string, EpicorAccount>>;
  /** Whether the chart has dynamic segments, which are no part of the rows of accounts (EPICOR.md 6). */
  hasDynamicSegments(coaCode: string): Promise<boolean>;
  /**
   * Asks Epicor itself whether documents of this date may be posted to the account, its dynamic segments included
   * (ValidateGLAccount); changes nothing. `date` is YYYY-MM-DD.
   */
  validate(coaCode: string, account: string, date: string): Promise<Answer>;
}

export interface ChartReader {
  /**
   * These segments of chart `coaCode` with all their codes; a segment that the chart does not have is absent.
   * `withAccounts`: of these segments, whether an active account has each code.
   */
  read(
    coaCode: string,
    segments: readonly number[],
    options?: { readonly withAccounts?: readonly number[] },
  ): Promise<Chart>;
  /** The codes of all charts, and the segments of `coaCode` in order of number, without their codes. */
  outline(coaCode: string): Promise<ChartOutline>;
}

/** A vendor with the row version at which it was read, as decimal text (EPICOR.md 2.4). */
export type VersionedVendor = VendorRow & { readonly sysRevId: string };

export interface Vendors {
  /**
   * Every vendor whose row version is above `sysRevId` (null: all), in the order of row versions. Row versions
   * may be committed out of order: begin a little below the highest one known, and take repeated vendors as
   * normal.
   */
  changedSince(sysRevId: string | null): AsyncIterable<VersionedVendor>;
  /** Every vendor with its contact, inactive ones too. */
  directory(): AsyncIterable<ListedVendor>;
  get(vendorNum: number): Promise<VendorRow | null>;
  byId(vendorId: string): Promise<VendorRow | null>;
  /**
   * Creates a vendor (GetNewVendor, Update), unless one bears the marker already or has exactly this name: then
   * that one is given, active or not. Safe to repeat after a lost answer, once it had time to commit. Refused as
   * `business` where the wanted VendorID is another vendor's, or where no VendorID is left for the name.
   */
  create(vendor: NewVendor): Promise<CreatedVendor>;
}

/** A vendor with what other directories know of it. */
export interface ListedVendor extends VendorRow {
  readonly email: string;
  readonly phone: string;
  /** Vendor group; blank where it is in none. */
  readonly group: string;
  readonly approved: boolean;
}

export interface NewVendor {
  readonly name: string;
  /** Wanted VendorID, at most 8 characters; left out: made of the name, the next one where it is taken. */
  readonly vendorId?: string;
  /** Finds the vendor again: goes to Vendor.ExternalId. */
  readonly marker: string;
  /** Further columns of Vendor, laid over Epicor's defaults. */
  readonly template: Readonly<Record<string, string | number | boolean>>;
}

export interface CreatedVendor {
  readonly vendor: VendorRow;
  /** False where it was there already. */
  readonly created: boolean;
}

/** What is typed into a new invoice's or debit memo's header. Amounts are as entered: positive for a debit memo. */
export interface NewInvoice {
  readonly groupId: string;
  readonly kind: 'ap-invoice' | 'ap-debit-memo';
  readonly vendorId: string;
  /** Where given, Epicor's answer to `vendorId` must be this vendor: a VendorID can be given to another. */
  readonly vendorNum?: number;
  readonly invoiceNum: string;
  /** Calendar dates, YYYY-MM-DD. */
  readonly invoiceDate: string;
  readonly applyDate: string;
  /** null: as the vendor's terms say. */
  readonly dueDate: string | null;
  readonly currency: string;
  /** Terms where the vendor has none; left out: an invoice of such a vendor is refused. */
  readonly termsCode?: string;
  /** Control total: decimal text. */
  readonly total: string;
  readonly description: string;
  readonly marker: string;
  readonly recordUrl: string;
}

/** Epicor's defaults for a document with our entries in them; plain JSON, so that it can be stored. */
export interface InvoiceDraft {
  readonly kind: 'ap-invoice' | 'ap-debit-memo';
  readonly vendorNum: number;
  readonly invoiceNum: string;
  /** What Epicor remarked on the way (a payment hold, a date in the future): for the audit trail. */
  readonly remarks: readonly string[];
  /** The data set as exact JSON text. */
  readonly ds: string;
}

/** A line to be saved; a `PlannedLine` is one. */
export interface DocumentLine {
  readonly lineId: string;
  readonly account: string;
  /** Invoices and debit memos: as entered. Journals: debit − credit. Decimal text. */
  readonly amount: string;
  readonly description: string;
}

export interface LineOptions {
  /** Leaves the 1099 code of the lines blank instead of the vendor's default. */
  readonly blank1099?: boolean;
}

/** Which account a saved line's distribution is to carry; without `sequence` its first. */
export interface LineCoding {
  readonly lineNumber: number;
  readonly account: string;
  readonly sequence?: number;
}

/** A file of an invoice, as Epicor lists it. */
export interface Attachment {
  readonly description: string;
  /** With its path on the server. */
  readonly fileName: string;
}

/** Another document under the number that ours would bear. */
export interface Twin {
  readonly key: InvoiceKey;
  readonly entryPerson: string;
  /** Date of its last change, YYYY-MM-DD: Epicor keeps no date of entry. */
  readonly changedOn: string | null;
  readonly marker: string;
  readonly groupId: string;
  readonly posted: boolean;
}

export interface ApInvoices {
  /** Documents that bear our marker, over all vendors, posted and unposted. */
  findByMarker(marker: string): Promise<InvoiceKey[]>;
  /** Whatever document holds this number of this vendor, ours or not. */
  findTwin(key: { vendorNum: number; invoiceNum: string }): Promise<Twin | null>;
  /** Both in one call; `twin` only where it is not ours. */
  lookUp(wanted: {
    marker: string;
    vendorNum: number;
    invoiceNum: string;
  }): Promise<{ ours: InvoiceKey[]; twin: Twin | null }>;
  /**
   * Epicor's defaults with our entries; saves nothing. A refusal has kind `business` and `during`: 'vendor',
   * 'terms' where the vendor has none, 'currency', 'invoice-date', or 'apply-date' for a closed period.
   */
  newHeader(invoice: NewInvoice): Promise<InvoiceDraft>;
  /** Header, lines and coding in one write (EPICOR.md 3.3). */
  saveWhole(
    draft: InvoiceDraft,
    lines: readonly DocumentLine[],
    groupId: string,
    options?: LineOptions,
  ): Promise<InvoiceKey>;
  saveHeader(draft: InvoiceDraft, groupId: string): Promise<InvoiceKey>;
  /**
   * Adds lines in one write; refused as `concurrent` where another attempt wrote since `asRead` was read. Without it,
   * as in the writes below, the document is read first.
   */
  addLines(
    key: InvoiceKey,
    lines: readonly DocumentLine[],
    groupId: string,
    options?: LineOptions,
    asRead?: AsRead | null,
  ): Promise<void>;
  /** Sets the accounts of saved lines in one write (EPICOR.md 3.5). */
  codeLines(key: InvoiceKey, codings: readonly LineCoding[], asRead?: AsRead | null): Promise<void>;
  /** Deletes distributions in one write: those that Epicor added beside ours. */
  removeDistributions(
    key: InvoiceKey,
    distributions: readonly { lineNumber: number; sequence: number }[],
    groupId: string,
    asRead?: AsRead | null,
  ): Promise<void>;
  /** Of `keys`, those that stand in Epicor, and whether they are posted. */
  standing(keys: readonly InvoiceKey[]): Promise<{ readonly key: InvoiceKey; readonly posted: boolean }[]>;
  /** The invoice's files; none where there is no such invoice. */
  attachments(key: InvoiceKey): Promise<Attachment[]>;
  /** Uploads a file and attaches it; after a `lost-answer` look at `attachments` before repeating it. */
  attach(
    key: InvoiceKey,
    file: { readonly fileName: string; readonly description: string; readonly bytes: Buffer },
  ): Promise<void>;
  /** The document as Epicor holds it, amounts as entered; null where there is none. */
  readBack(key: InvoiceKey): Promise<ActualDocument | null>;
  /** The same, to write to it next: of the writes that take what was read, the first one only, since it moves on. */
  readToWrite(key: InvoiceKey): Promise<ReadDocument | null>;
  /**
   * Deletes an unposted document of ours (DeleteMaster). Refuses with kind `business`, sending nothing, where it
   * is posted or does not bear `marker`.
   */
  remove(key: InvoiceKey, groupId: string, marker: string): Promise<void>;
}

export interface NewJournal {
  readonly groupId: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly currency: string;
  readonly description: string;
  readonly marker: string;
  readonly recordUrl: string;
}

/** As `InvoiceDraft`; the journal's number is given when it is saved. */
export interface JournalDraft {
  readonly ds: string;
}

/** Where to look for a posted journal: general ledgers have millions of lines. */
export interface JournalPlace {
  readonly bookId: string;
  /** YYYY-MM-DD; lines within about three months of it are searched. */
  readonly date: string;
}

export interface FoundJournal {
  readonly key: JournalKey;
  readonly posted: boolean;
  /** Lines that bear the marker; null for an unposted journal, whose lines are not read by the search. */
  readonly lineCount: number | null;
}

export interface Journals {
  newHeader(journal: NewJournal): Promise<JournalDraft>;
  saveHeader(draft: JournalDraft): Promise<JournalKey>;
  /**
   * Adds lines in one write; refused as `concurrent` where another attempt wrote since `asRead` was read. Without it
   * the journal is read first.
   */
  addLines(
    key: JournalKey,
    lines: readonly DocumentLine[],
    marker: string,
    asRead?: AsRead | null,
  ): Promise<void>;
  /**
   * The journal as Epicor holds it, unposted or posted; null where there is none. Numbers are reused after posting,
   * so that two journals may bear one: then the one with `marker` is given, where there is one. Even so it is ours
   * only where it bears our marker; else `findByMarker` tells where ours is.
   */
  readBack(key: JournalKey, marker?: string): Promise<ActualDocument | null>;
  /** The same, to write to it next (as of `ApInvoices`). */
  readToWrite(key: JournalKey, marker?: string): Promise<ReadDocument | null>;
  /** Journals that bear our marker: unposted ones, then posted ones. */
  findByMarker(marker: string, place: JournalPlace): Promise<FoundJournal[]>;
  /** Deletes an unposted journal; refuses, sending nothing, where it is posted or does not bear `marker`. */
  remove(key: JournalKey, marker: string): Promise<void>;
}

export interface NewInvoiceGroup {
  readonly groupId: string;
  /** YYYY-MM-DD, in the period of the group's invoices. */
  readonly applyDate: string;
}

export interface NewJournalGroup {
  readonly groupId: string;
  /** YYYY-MM-DD, in the period of the group's journals. */
  readonly date: string;
  readonly journalCode: string;
  readonly bookId: string;
  readonly currency: string;
}

/** A group as it stands in Epicor. */
export interface FoundGroup {
  readonly groupId: string;
  /** YYYY-MM-DD, by which its period is told: of its invoices or journals. */
  readonly date: string | null;
  /** null for invoices, whose group takes every currency, and where Epicor does not tell. */
  readonly currency: string | null;
  /** null for invoices, and where Epicor does not tell. */
  readonly bookId: string | null;
  /** Who has it open: nobody else may work in it. */
  readonly heldBy: string | null;
  /** Epicor is posting it at this moment. */
  readonly isPosting: boolean;
  /** What the last posting was refused for, in Epicor's words; else blank. */
  readonly postErrors: string;
  /** Its row version, which grows with every change. */
  readonly sysRevId: string;
}

/** One kind of group. All but `post` may be repeated without harm. */
export interface Groups<New> {
  /** Creates the group where it does not exist. A closed period is refused as kind `business` during 'apply-date'. */
  ensure(group: New): Promise<{ readonly created: boolean; readonly group: FoundGroup | null }>;
  find(groupId: string): Promise<FoundGroup | null>;
  /**
   * Asks Epicor whether documents may bear this date in this group (OnChangeofApplyDate of a new AP group,
   * CheckFiscalYear of journals); changes nothing.
   */
  checkDate(groupId: string, date: string): Promise<Answer>;
  /** Gives up our own user's lock. */
  unlock(groupId: string): Promise<void>;
  /** What Epicor has against posting the group now, or would ask a user first; empty where nothing. */
  objections(groupId: string): Promise<string[]>;
  /**
   * Posts the group, or has Epicor's task agent `agent` post it ('direct': without one). What came of it is seen in
   * the group afterwards; what Epicor says at once is given back ('' where nothing).
   */
  post(groupId: string, agent: string): Promise<string>;
}

/** A document that is not posted, as a list shows it. */
export interface UnpostedDocument {
  readonly key: EpicorKey;
  readonly marker: string;
  readonly groupId: string;
  readonly period: Pick<FiscalPeriod, 'calendar' | 'year' | 'suffix' | 'period'>;
  /** YYYY-MM-DD */
  readonly applyDate: string;
  readonly currency: string;
  /** Of an invoice its control total, of a journal its debits; decimal text. */
  readonly total: string;
  readonly enteredBy: string;
  /** A person holds it back from posting. */
  readonly held: boolean;
}

/** Epicor's yes, with what it remarks beside it, or its no in its own words. */
export type Answer =
  | { readonly ok: true; readonly remark?: string }
  | { readonly ok: false; readonly said: string };
