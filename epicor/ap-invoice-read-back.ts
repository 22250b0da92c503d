import type { ActualDocument, ActualLine } from '../accounting/document';
import { codingColumns, expenseColumns, headerColumns, lineColumns } from './ap-invoice-columns';
import type { InvoiceKey } from './api';
import { negated } from './columns';
import { type DataSet, type Row, rowsOf } from './dataset';
import { markIn } from './line-identity';
import type { Service } from './service';

const method = 'GetByID';

/** The invoice's data set, or null where there is none. */
export async function getInvoice(service: Service, key: InvoiceKey): Promise<DataSet | null> {
  const ds = await service.getByKey(method, {
    vendorNum: String(key.vendorNum),
    invoiceNum: key.invoiceNum,
  });
  return ds && rowsOf(ds, 'APInvHed').length > 0 ? ds : null;
}

/**
 * A data set of GetByID as a document. Debit memos are stored negative and entered positive (EPICOR.md 3.2):
 * here all amounts are as entered, so that they compare with what was planned.
 */
export function toDocument(service: Service, ds: DataSet): ActualDocument {
  const header = service.read(method, headerColumns, service.first(method, ds, 'APInvHed'));
  const sign = header.DebitMemo ? negated : (amount: string): string => amount;
  return {
    kind: header.DebitMemo ? 'ap-debit-memo' : 'ap-invoice',
    key: { kind: 'ap', vendorNum: header.VendorNum, invoiceNum: header.InvoiceNum },
    posted: header.Posted,
    vendorNum: header.VendorNum,
    documentNumber: header.InvoiceNum,
    marker: header.ExternalID,
    currency: header.CurrencyCode,
    invoiceDate: header.InvoiceDate,
    applyDate: header.ApplyDate,
    dueDate: header.DueDate,
    total: entered(header.ScrDocInvoiceVendorAmt, header.DocInvoiceVendorAmt, sign),
    variance: sign(header.DocInvoiceVariance),
    taxRows: rowsOf(ds, 'APInvTax').length + rowsOf(ds, 'APLnTax').length,
    lines: rowsOf(ds, 'APInvDtl').map((row) => toLine(service, ds, row, sign)),
  };
}

type Sign = (amount: string) => string;

function toLine(service: Service, ds: DataSet, row: Row, sign: Sign): ActualLine {
  const line = service.read(method, lineColumns, row);
  const distributions = rowsOf(ds, 'APInvExp')
    .map((expense) => service.read(method, expenseColumns, expense))
    .filter((expense) => expense.InvoiceLine === line.InvoiceLine)
    .map((expense) => ({
      sequence: expense.InvExpSeq,
      account: codedAccount(service, ds, expense) || expense.GLAccount,
      amount: entered(expense.DocScrExpAmt, expense.DocExpAmt, sign),
    }));
  return {
    lineId: markIn(line.LineComment),
    lineNumber: line.InvoiceLine,
    amount: entered(line.ScrDocExtCost, line.DocExtCost, sign),
    distributions: distributions.sort((a, b) => a.sequence - b.sequence),
  };
}

/** The screen's column where Epicor fills it, else the stored one with its sign turned. */
function entered(screen: string | null, stored: string, sign: Sign): string {
  return screen === null || screen === '0' ? sign(stored) : screen;
}

interface Distribution {
  readonly InvoiceLine: number;
  readonly InvExpSeq: number;
  readonly BookID: string;
}

function codedAccount(service: Service, ds: DataSet, expense: Distribution): string {
  const accounts = codingRows(service, ds, expense).map(
    (row) => service.read(method, codingColumns, row).GLAccount,
  );
  return accounts.find((account) => account !== '') ?? '';
}

/**
 * The rows that carry a distribution's account. Where several books are kept each may have its own row: then
 * those of the distribution's book are meant.
 */
export function codingRows(service: Service, ds: DataSet, expense: Distribution): Row[] {
  const rows = rowsOf(ds, 'APInvExpTGLC').filter((row) => {
    const coding = service.read(method, codingColumns, row);
    const isItsOwn = coding.InvoiceLine === expense.InvoiceLine && coding.InvExpSeq === expense.InvExpSeq;
    return isItsOwn && coding.RecordType !== 'R';
  });
  const ofBook = rows.filter((row) => service.read(method, codingColumns, row).BookID === expense.BookID);
  return ofBook.length > 0 ? ofBook : rows;
}
