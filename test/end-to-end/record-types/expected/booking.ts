import type { ReasonCode } from '../../../../accounting/attention';
import type { RecordDraft } from '../../../../sandbox/brex/model/record-draft';

/*
 * Expectations as an accountant writes them: "Dr account amount", "Cr account amount", in the order of the lines.
 * Nothing here is computed by the product.
 */

/** One document in Epicor. */
export interface ExpectedDocument {
  readonly document: 'AP invoice' | 'AP debit memo' | 'GL journal';
  /** VendorID; null for a journal. */
  readonly vendor: string | null;
  /** What the document leaves open at the vendor, with its true sign; "0.00" for a journal. */
  readonly payable: string;
  readonly lines: readonly string[];
  readonly currency?: string;
  /** The bill's own number. */
  readonly number?: string;
  readonly dueDate?: string;
  readonly invoiceDate?: string;
  readonly applyDate?: string;
  readonly header?: string;
  /** Texts of the lines, in their order. */
  readonly texts?: readonly string[];
  /** The 1099 code of each line; blank unless said. */
  readonly code1099?: string;
}

/** No document: where the record stays, and why. */
export type NoDocument =
  | { readonly none: 'closed' | 'returned'; readonly because: RegExp }
  | { readonly none: 'waits'; readonly reason: ReasonCode; readonly because: RegExp };

/** One record of Brex and what becomes of it. */
export interface Booking {
  /** What is special about the record; its type alone where there is nothing. */
  readonly what?: string;
  readonly type: string;
  readonly record: RecordDraft;
  readonly books: ExpectedDocument | NoDocument;
}

/** A connection's settings, and what its records become under them. */
export interface Style {
  readonly name: string;
  /** Replacements in sandbox/connection.yaml. */
  readonly settings: Readonly<Record<string, string>>;
  /** The setting as it stands in the connection file, for the docs; empty for the defaults. */
  readonly setting: string;
  readonly bookings: readonly Booking[];
  /** What all documents of the style together do, posted: account → debit − credit; AP control is what is open. */
  readonly balances: Readonly<Record<string, string>>;
}

export const hasDocument = (books: Booking['books']): books is ExpectedDocument => 'document' in books;

/** An invoice that leaves nothing open: what was bought, and against which account it clears. */
export function clearedInvoice(
  vendor: string,
  lines: readonly string[],
  more: Partial<ExpectedDocument> = {},
) {
  return { document: 'AP invoice', vendor, payable: '0.00', lines, ...more } as const;
}

/** An invoice that is still to be paid. */
export function openInvoice(
  vendor: string,
  payable: string,
  lines: readonly string[],
  more: Partial<ExpectedDocument> = {},
) {
  return { document: 'AP invoice', vendor, payable, lines, ...more } as const;
}

/** What a vendor owes. */
export function debitMemo(
  vendor: string,
  payable: string,
  lines: readonly string[],
  more: Partial<ExpectedDocument> = {},
) {
  return { document: 'AP debit memo', vendor, payable, lines, ...more } as const;
}

export function journal(lines: readonly string[], more: Partial<ExpectedDocument> = {}) {
  return { document: 'GL journal', vendor: null, payable: '0.00', lines, ...more } as const;
}
