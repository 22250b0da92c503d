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

/**
 * A miscellaneous line as a person would enter it (EPICOR.md 3.4), over `template`. Amounts go into the screen's
 * columns, which are positive for a debit memo. `number` is provisional: Epicor gives its own.
 */
export function newLine(template: Row, line: DocumentLine, number: number, options: LineOptions): Row {
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
      ...(options.blank1099 ? { Code1099ID: '' } : {}),
    },
    'A',
  );
}

/** The one distribution of a new line, over its whole amount (EPICOR.md 3.5). */
export function newExpense(base: Row, line: DocumentLine, number: number, chart: Chart): Row {
  return marked(
    {
      ...base,
      InvoiceLine: number,
      InvExpSeq: 1,
      BookID: chart.bookId,
      COACode: chart.coaCode,
      DocScrExpAmt: exactNumber(line.amount),
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
