import { expenseColumns } from './ap-invoice-columns';
import { codingRows } from './ap-invoice-read-back';
import type { InvoiceKey, LineCoding } from './api';
import { type DataSet, isRecord, marked, type Row, rowsOf } from './dataset';
import { recoded } from './gl-account';
import type { Service } from './service';

/**
 * The rows of APInvExpTGLC that give saved lines their accounts (EPICOR.md 3.5): those that Epicor made with the
 * line, changed and otherwise sent back whole; where it made none, new ones.
 */
export async function codedRows(
  service: Service,
  ds: DataSet,
  key: InvoiceKey,
  codings: readonly LineCoding[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const coding of codings) {
    const expense = distributionOf(service, ds, coding);
    const present = codingRows(service, ds, expense);
    if (present.length > 0) {
      rows.push(...present.map((row) => marked(recoded(row, coding.account), 'U')));
    } else {
      const row = await newCodingRow(service, ds, key, expense);
      rows.push(marked(recoded(row, coding.account), 'A'));
    }
  }
  return rows;
}

interface Distribution {
  readonly InvoiceLine: number;
  readonly InvExpSeq: number;
  readonly BookID: string;
}

function distributionOf(service: Service, ds: DataSet, coding: LineCoding): Distribution {
  const ofLine = rowsOf(ds, 'APInvExp')
    .map((row) => service.read('GetByID', expenseColumns, row))
    .filter((expense) => expense.InvoiceLine === coding.lineNumber)
    .sort((a, b) => a.InvExpSeq - b.InvExpSeq);
  const wanted = coding.sequence;
  const found = wanted === undefined ? ofLine[0] : ofLine.find((expense) => expense.InvExpSeq === wanted);
  if (found) return found;
  const which = wanted === undefined ? 'no distribution' : `no distribution ${wanted}`;
  throw service.error('GetByID', 'not-found', `line ${coding.lineNumber} has ${which} to be coded`);
}

async function newCodingRow(
  service: Service,
  ds: DataSet,
  key: InvoiceKey,
  expense: Distribution,
): Promise<Row> {
  const method = 'GetNewAPInvExpTGLC';
  const answered = await service.askDataSet(method, {
    ds,
    vendorNum: key.vendorNum,
    invoiceNum: key.invoiceNum,
    invoiceLine: expense.InvoiceLine,
    invExpSeq: expense.InvExpSeq,
  });
  const row = rowsOf(answered, 'APInvExpTGLC').findLast((candidate) => candidate.RowMod === 'A');
  if (isRecord(row)) return row;
  throw service.error(method, 'bad-reply', 'the reply has no new row of APInvExpTGLC');
}
