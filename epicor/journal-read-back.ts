import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import type { ActualDocument, ActualLine } from '../accounting/document';
import type { JournalKey } from './api';
import { type DataSet, type Row, rowsOf } from './dataset';
import { postedJournalLines } from './entity-sets';
import type { EpicorHttp } from './http';
import { journalHeaderColumns, journalLineColumns, postedLineColumns } from './journal-columns';
import { journalFilter, journalParameters, toJournalKey } from './journal-key';
import { markIn } from './line-identity';
import { readAll } from './odata';
import type { Service } from './service';

/** The journal's data set, or null where there is no unposted journal of this key. */
export async function getJournal(service: Service, key: JournalKey): Promise<DataSet | null> {
  const parameters = journalParameters(key);
  const ds = await service.getByKey('GetByID', {
    ...parameters,
    fiscalYear: String(parameters.fiscalYear),
    journalNum: String(parameters.journalNum),
  });
  return ds && rowsOf(ds, 'GLJrnHed').length > 0 ? ds : null;
}

/** The marker of a journal's header: its comment has room for it, its description may have been cut. */
export function journalMarker(header: { CommentText: string; Description: string }): string {
  return markIn(header.CommentText) || markIn(header.Description);
}

/** A data set of GetByID as a document: amounts are debit − credit in the journal's currency (EPICOR.md 4). */
export function toJournal(service: Service, ds: DataSet): ActualDocument {
  const header = service.read('GetByID', journalHeaderColumns, service.first('GetByID', ds, 'GLJrnHed'));
  const marker = journalMarker(header);
  const lines = rowsOf(ds, 'GLJrnDtlMnl').map((row) => unpostedLine(service, row, marker));
  return {
    ...headerless(toJournalKey(header), marker, lines),
    posted: header.Posted,
    currency: header.CurrencyCode,
    invoiceDate: header.JEDate,
    applyDate: header.JEDate,
  };
}

/** The same of a posted journal, whose header posting has deleted: read from its lines. null where there are none. */
export async function readPostedJournal(http: EpicorHttp, key: JournalKey): Promise<ActualDocument | null> {
  const rows: z.output<typeof postedLineColumns>[] = [];
  const read = { select: postedLineColumns, filter: journalFilter(key) };
  // a blank suffix may be stored as null, which no comparison in the filter would find
  for await (const row of readAll(http, postedJournalLines, read))
    if (row.FiscalYearSuffix === key.fiscalYearSuffix) rows.push(row);
  const [first] = rows;
  if (!first) return null;
  const marker = markIn(first.CommentText) || markIn(first.Description);
  const lines = rows.map((row) => {
    const amount =
      difference(row.DebitAmount, row.CreditAmount) ??
      difference(row.BookDebitAmount, row.BookCreditAmount) ??
      '0';
    return actualLine(row.JournalLine, row.CommentText, marker, row.GLAccount, amount);
  });
  return {
    ...headerless(key, marker, lines),
    posted: true,
    currency: first.CurrencyCode,
    invoiceDate: first.JEDate,
    applyDate: first.JEDate,
  };
}

/** What a journal has of a document: no vendor, number, due date or tax; its lines must sum to nothing. */
function headerless(key: JournalKey, marker: string, lines: readonly ActualLine[]) {
  const sum = lines.reduce((total, line) => total.plus(line.amount), new Decimal(0)).toFixed();
  return {
    kind: 'gl-journal' as const,
    key,
    vendorNum: null,
    documentNumber: null,
    marker,
    dueDate: null,
    total: sum,
    variance: sum,
    taxRows: 0,
    lines: [...lines].sort((a, b) => a.lineNumber - b.lineNumber),
  };
}

function unpostedLine(service: Service, row: Row, marker: string): ActualLine {
  const line = service.read('GetByID', journalLineColumns, row);
  const amount =
    difference(line.TotDebit, line.TotCredit) ??
    difference(line.DebitAmount, line.CreditAmount) ??
    line.TransAmt ??
    '0';
  return actualLine(line.JournalLine, line.CommentText, marker, line.GLAccount, amount);
}

/** null where a deployment fills neither column. */
function difference(debit: string | null, credit: string | null): string | null {
  const amount = new Decimal(debit ?? '0').minus(credit ?? '0');
  return amount.isZero() ? null : amount.toFixed();
}

/** A line is ours where its comment begins with the journal's marker; its Brex line id follows. */
function actualLine(
  lineNumber: number,
  comment: string,
  marker: string,
  account: string,
  amount: string,
): ActualLine {
  const lineId = marker !== '' && markIn(comment) === marker ? markIn(comment, 1) : '';
  return { lineId, lineNumber, amount, distributions: [{ sequence: 1, account, amount }] };
}
