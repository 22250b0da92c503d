import type { CashTransaction } from './cash-transaction';
import type { Money } from './money';

/** DEBIT or CREDIT; a line's amount is always positive (BREX.md 2.3). */
export type Side = 'DEBIT' | 'CREDIT';

/** One coding of a line: which Brex field, which value of it (BREX.md 2.3). Remote ids are Epicor's own codes. */
export interface FieldValue {
  readonly brexFieldId: string;
  readonly remoteFieldId: string | null;
  readonly brexValueId: string;
  readonly remoteValueId: string | null;
}

export interface RecordLine {
  readonly id: string;
  readonly side: Side;
  readonly amount: Money;
  readonly originalAmount: Money | null;
  readonly memo: string | null;
  readonly fieldValues: readonly FieldValue[];
}

/**
 * A Brex accounting record as the accounting rules see it: amounts are exact decimals, dates are ISO
 * instants in UTC. `type`, `sourceType` and `reviewStatus` are plain text, since Brex may add values.
 */
export interface AccountingRecord {
  readonly id: string;
  readonly type: string;
  readonly sourceType: string;
  readonly sourceId: string | null;
  readonly reviewStatus: string;
  readonly version: number;
  readonly amount: Money;
  readonly originalAmount: Money | null;
  readonly erpPostingDate: string;
  readonly postedAt: string;
  readonly dueAt: string | null;
  readonly updatedAt: string;
  readonly invoiceNumber: string | null;
  readonly memo: string | null;
  readonly vendor: { readonly id: string; readonly name: string } | null;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly departmentName: string | null;
    readonly locationName: string | null;
  } | null;
  /** The legal entity that spent; no contract shows where a record carries it (BREX.md 2.3). */
  readonly entity?: { readonly id: string; readonly name: string | null } | null;
  readonly receiptIds: readonly string[];
  readonly lines: readonly RecordLine[];
}

/** Who was paid, as far as Brex tells (BREX.md 6): the cleaned merchant name, else the card network's text. */
export interface Merchant {
  readonly id: string | null;
  readonly name: string | null;
  readonly rawDescriptor: string | null;
  readonly mcc: string | null;
  readonly country: string | null;
  /** Page of the expense it was read with, in Brex's dashboard, where Brex tells it. */
  readonly expensePage?: string;
}

/**
 * Names of the Brex fields and values that a record uses, so that a mapping may name a field by its name
 * and a message may name a value as the bookkeeper sees it. Keys are Brex ids; what Brex did not tell is absent.
 */
export interface FieldNames {
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** What was read of one record at one moment: the input of every accounting rule. */
export interface RecordSnapshot {
  readonly record: AccountingRecord;
  readonly merchant: Merchant | null;
  readonly names: FieldNames;
  /** The lines that `single_entry=true` returns, where they were asked for: a cross-check of the expense side. */
  readonly singleEntryLineIds?: readonly string[] | null;
  /** What it stands for, where it is no record of Brex but cash activity. */
  readonly cash?: CashTransaction;
}
