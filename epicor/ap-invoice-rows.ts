import type { DocumentLine, InvoiceKey, LineOptions } from './api';
import { exactNumber } from './columns';
import { marked, type Row } from './dataset';
import { accountColumns } from './gl-account';
import { marks, oneLine } from './line-identity';

/** Which chart and book the accounts of new distributions belong to. */
export interface Chart {
  readonly coaCode: string;
  readonly bookId: string;
}

/** Columns that every row of an invoice carries. */
export function invoiceColumns(company: string, key: InvoiceKey): Row {
  return { Company: company, VendorNum: key.vendorNum, InvoiceNum: key.invoiceNum };
}

/** Of a debit memo only what is entered is certain: positive on the screen, stored negative (EPICOR.md 3.2). */
export interface EnteredAs {
  readonly debitMemo: boolean;
}

/**
 * A miscellaneous line as a person would enter it (EPICOR.md 3.4), over `template`. Amounts go into the screen's
 * columns, which are positive for a debit memo, and of an invoice into those of the table as well, where they are the
 * same: which of them a save heeds is not documented. `number` is provisional: Epicor gives its own.
 */
export function newLine(
  template: Row,
  line: DocumentLine,
  number: number,
  { blank1099, debitMemo }: LineOptions & EnteredAs,
): Row {
  const amount = exactNumber(line.amount);
  return marked(
    {
      ...template,
      InvoiceLine: number,
      LineType: 'M',
      Description: oneLine(line.description),
      LineComment: marks(line.lineId),
      ScrVendorQty: 1,
      DocUnitCost: amount,
      ScrDocExtCost: amount,
      ...(debitMemo ? {} : { VendorQty: 1, DocExtCost: amount }),
      ...(blank1099 ? { Code1099ID: '' } : {}),
    },
    'A',
  );
}

/** The one distribution of a new line, over its whole amount (EPICOR.md 3.5). */
export function newExpense(
  base: Row,
  line: DocumentLine,
  number: number,
  { debitMemo, ...chart }: Chart & EnteredAs,
): Row {
  const amount = exactNumber(line.amount);
  return marked(
    {
      ...base,
      InvoiceLine: number,
      InvExpSeq: 1,
      BookID: chart.bookId,
      COACode: chart.coaCode,
      DocScrExpAmt: amount,
      ...(debitMemo ? {} : { DocExpAmt: amount }),
      GLAccount: line.account,
    },
    'A',
  );
}

/** The account of that distribution. Its other key columns are Epicor's to fill: their values are unknown. */
export function newCoding(base: Row, line: DocumentLine, number: number, chart: Chart): Row {
  return marked(
    {
      ...base,
      InvoiceLine: number,
      InvExpSeq: 1,
      RecordType: 'A',
      BookID: chart.bookId,
      COACode: chart.coaCode,
      ...accountColumns(line.account),
    },
    'A',
  );
}
