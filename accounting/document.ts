import type { Money } from './money';

export type DocumentKind = 'ap-invoice' | 'ap-debit-memo' | 'gl-journal';

/** Which business the document's vendor is: the card merchant, the bill's vendor, or the card issuer. */
export type VendorRole = 'merchant' | 'record' | 'card-issuer';

/** Why a segment got its code: which mapping rule fired. Goes into the audit trail. */
export interface SegmentChoice {
  readonly segment: number;
  readonly code: string;
  /** "field gl_account, remote id 6200" or "default of segment 3". */
  readonly rule: string;
}

/** One line of the planned document. */
export interface PlannedLine {
  /** The Brex line id, or "supplied:<account role>" for a balancing side that Brex did not send. */
  readonly lineId: string;
  /** Full Epicor account, segments joined by "|". */
  readonly account: string;
  /** debit − credit, with its true sign, in the document's currency (DOCUMENTS.md, "Balancing side"). */
  readonly amount: string;
  readonly description: string;
  readonly segments: readonly SegmentChoice[];
}

/**
 * The Epicor document that one record becomes. Pure data: what is written and what read-back must find.
 * For a debit memo, line amounts and total are positive as they are entered (EPICOR.md 3.2).
 */
export interface PlannedDocument {
  readonly kind: DocumentKind;
  readonly vendorRole: VendorRole | null;
  /** AP only: unique per vendor, ≤ 50 characters. */
  readonly documentNumber: string | null;
  /** Connection id and record id; finds the document again in Epicor. */
  readonly marker: string;
  /** Link back to the record in Brex. */
  readonly recordUrl: string;
  readonly currency: string;
  /** Calendar dates, YYYY-MM-DD. */
  readonly invoiceDate: string;
  readonly applyDate: string;
  readonly dueDate: string | null;
  readonly description: string;
  /** The sum of the lines taken: the control total typed by the user. */
  readonly total: Money;
  readonly lines: readonly PlannedLine[];
}

/**
 * A document as it was read back from Epicor, whatever its kind. Amounts of a debit memo are as they are
 * entered, positive: the on-screen columns `Scr…`, not the stored negative ones (EPICOR.md 3.2).
 */
export interface ActualDocument {
  readonly kind: DocumentKind;
  readonly key: EpicorKey;
  readonly posted: boolean;
  readonly vendorNum: number | null;
  readonly documentNumber: string | null;
  readonly marker: string;
  readonly currency: string;
  readonly invoiceDate: string;
  readonly applyDate: string;
  readonly dueDate: string | null;
  readonly total: string;
  /** Control total minus sum of lines; "0" where they agree. */
  readonly variance: string;
  /** Number of tax rows that Epicor added. */
  readonly taxRows: number;
  readonly lines: readonly ActualLine[];
}

export interface ActualLine {
  /** From the line's comment; "" where the line is not ours. */
  readonly lineId: string;
  readonly lineNumber: number;
  /** debit − credit for journals; the extended cost for AP lines. */
  readonly amount: string;
  /** GL coding; a journal line has exactly one. */
  readonly distributions: readonly {
    readonly sequence: number;
    readonly account: string;
    readonly amount: string;
  }[];
}

/** The key of a document in Epicor (EPICOR.md 2.7). */
export type EpicorKey =
  | { readonly kind: 'ap'; readonly vendorNum: number; readonly invoiceNum: string }
  | {
      readonly kind: 'journal';
      readonly bookId: string;
      readonly fiscalYear: number;
      readonly fiscalYearSuffix: string;
      readonly journalCode: string;
      readonly journalNum: number;
      readonly fiscalCalendarId: string;
    };
