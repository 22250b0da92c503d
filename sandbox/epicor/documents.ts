import type { Context } from './context';
import {
  attachmentTable,
  codingTable,
  expenseTable,
  headerTable,
  lineTable,
  taxTable,
} from './methods/ap-invoice/columns';
import * as journal from './methods/journal/rows';
import { amount, decimalText } from './money';
import { dayOf, flag, integer, type Row, text } from './rows';

/** An AP invoice as tests and people look at it; amounts are decimal text with their true sign. */
export interface InvoiceView {
  readonly vendorNum: number;
  readonly vendorId: string;
  readonly invoiceNum: string;
  readonly debitMemo: boolean;
  readonly groupId: string;
  readonly posted: boolean;
  readonly marker: string;
  readonly url: string;
  readonly entryPerson: string;
  readonly description: string;
  readonly invoiceDate: string;
  readonly applyDate: string;
  readonly dueDate: string;
  readonly fiscalYear: number;
  readonly fiscalPeriod: number;
  readonly currency: string;
  /** What was typed as the control total. */
  readonly controlTotal: string;
  /** The sum of the lines and taxes. */
  readonly total: string;
  readonly variance: string;
  readonly taxRows: number;
  readonly lines: readonly InvoiceLineView[];
  readonly attachments: readonly {
    readonly description: string;
    readonly fileName: string;
    readonly size: number;
    readonly sha256: string;
  }[];
}

export interface InvoiceLineView {
  readonly line: number;
  readonly comment: string;
  readonly description: string;
  readonly amount: string;
  readonly code1099: string;
  readonly distributions: readonly {
    readonly sequence: number;
    readonly account: string;
    readonly amount: string;
  }[];
}

export interface JournalView {
  readonly bookId: string;
  readonly fiscalYear: number;
  readonly fiscalPeriod: number;
  readonly journalCode: string;
  readonly journalNum: number;
  readonly groupId: string;
  readonly posted: boolean;
  /** Of an unposted journal; posting deletes the header. */
  readonly description: string;
  readonly comment: string;
  readonly date: string;
  readonly currency: string;
  readonly lines: readonly {
    readonly line: number;
    readonly account: string;
    readonly debit: string;
    readonly credit: string;
    readonly description: string;
    readonly comment: string;
  }[];
}

const money = (row: Row, column: string): string => decimalText(amount(row, column).toDecimalPlaces(2));

/** Every AP invoice, oldest first. */
export function listInvoices(context: Context): InvoiceView[] {
  return context.db
    .table(headerTable)
    .all()
    .toSorted((a, b) => integer(a, 'HeadNum') - integer(b, 'HeadNum'))
    .map((header) => invoiceView(context, header));
}

function invoiceView(context: Context, header: Row): InvoiceView {
  const key = [integer(header, 'VendorNum'), text(header, 'InvoiceNum')];
  return {
    vendorNum: integer(header, 'VendorNum'),
    vendorId: text(header, 'VendorNumVendorID'),
    invoiceNum: text(header, 'InvoiceNum'),
    debitMemo: flag(header, 'DebitMemo'),
    groupId: text(header, 'GroupID'),
    posted: flag(header, 'Posted'),
    marker: text(header, 'ExternalID'),
    url: text(header, 'ExtSysURL'),
    entryPerson: text(header, 'EntryPerson'),
    description: text(header, 'Description'),
    invoiceDate: dayOf(header.InvoiceDate),
    applyDate: dayOf(header.ApplyDate),
    dueDate: dayOf(header.DueDate),
    fiscalYear: integer(header, 'FiscalYear'),
    fiscalPeriod: integer(header, 'FiscalPeriod'),
    currency: text(header, 'CurrencyCode'),
    controlTotal: money(header, 'DocInvoiceVendorAmt'),
    total: money(header, 'DocInvoiceAmt'),
    variance: money(header, 'DocInvoiceVariance'),
    taxRows: context.db.table(taxTable).under(...key).length,
    lines: context.db
      .table(lineTable)
      .under(...key)
      .map((line) => invoiceLineView(context, line)),
    attachments: context.db
      .table(attachmentTable)
      .under(...key)
      .map((row) => {
        const file = context.db.table('XFileRef').get(text(row, 'FileName')) ?? {};
        return {
          description: text(row, 'DrawDesc'),
          fileName: text(row, 'FileName'),
          size: integer(file, 'Size'),
          sha256: text(file, 'Sha256'),
        };
      }),
  };
}

function invoiceLineView(context: Context, line: Row): InvoiceLineView {
  const key = [integer(line, 'VendorNum'), text(line, 'InvoiceNum')];
  const codings = context.db.table(codingTable).under(...key);
  const expenses = context.db
    .table(expenseTable)
    .under(...key)
    .filter((expense) => expense.InvoiceLine === line.InvoiceLine);
  return {
    line: integer(line, 'InvoiceLine'),
    comment: text(line, 'LineComment'),
    description: text(line, 'Description'),
    amount: money(line, 'DocExtCost'),
    code1099: text(line, 'Code1099ID'),
    distributions: expenses.map((expense) => ({
      sequence: integer(expense, 'InvExpSeq'),
      account: text(
        codings.find((row) => row.InvoiceLine === line.InvoiceLine && row.InvExpSeq === expense.InvExpSeq) ??
          {},
        'GLAccount',
      ),
      amount: money(expense, 'DocExpAmt'),
    })),
  };
}

/** Every journal, unposted ones first. */
export function listJournals(context: Context): JournalView[] {
  const unposted = context.db
    .table(journal.headerTable)
    .all()
    .map((header) => journalView(header, journal.linesOf(context, header)));
  const posted = new Map<string, Row[]>();
  for (const line of context.db.table('GLJrnDtl').all()) {
    const key = JSON.stringify(journal.journalKey(line));
    posted.set(key, [...(posted.get(key) ?? []), line]);
  }
  return [...unposted, ...[...posted.values()].map((lines) => journalView(postedHeader(lines), lines))];
}

const postedHeader = (lines: readonly Row[]): Row => ({
  ...lines[0],
  Posted: true,
  CommentText: lines[0]?.HeaderCommentText ?? '',
});

function journalView(header: Row, lines: readonly Row[]): JournalView {
  return {
    bookId: text(header, 'BookID'),
    fiscalYear: integer(header, 'FiscalYear'),
    fiscalPeriod: integer(header, 'FiscalPeriod'),
    journalCode: text(header, 'JournalCode'),
    journalNum: integer(header, 'JournalNum'),
    groupId: text(header, 'GroupID'),
    posted: flag(header, 'Posted'),
    description: text(header, 'Description'),
    comment: text(header, 'CommentText'),
    date: dayOf(header.JEDate),
    currency: text(header, 'CurrencyCode'),
    lines: lines.map((line) => ({
      line: integer(line, 'JournalLine'),
      account: text(line, 'GLAccount'),
      debit: money(line, 'TotDebit'),
      credit: money(line, 'TotCredit'),
      description: text(line, 'Description'),
      comment: text(line, 'CommentText'),
    })),
  };
}
