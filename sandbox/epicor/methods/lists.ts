import { whereClause } from '../odata/where-clause';
import type { Row } from '../rows';
import { type Method, readMethod } from './method';
import { pageOf } from './reading';

const words = (text: string): string[] => text.split(/\s+/);

/** The light columns of each list, which is the table's name with "List" (EPICOR.md 2.1). */
export const listColumns: Readonly<Record<string, readonly string[]>> = {
  Vendor: words(
    `Inactive Company VendorID Name VendorNum Address1 Address2 Address3 City State ZIP Country TaxPayerID CurrDesc
    GroupCode PhoneNum PayHold CurrencyCode SysRowID TIN RowMod`,
  ),
  APInvGrp: words(
    `Company GroupID CreatedBy FiscalYear FiscalPeriod ActiveUserID PostErrorLog PostInProcess ApplyDate
    FiscalYearSuffix FiscalCalendarID SysRevID SysRowID BaseTotal RowMod`,
  ),
  APInvHed: words(
    `Company OpenPayable VendorNum InvoiceNum DebitMemo InvoiceDate TaxAmt DueDate GroupID Posted FiscalYear
    FiscalPeriod InvoiceAmt DocInvoiceAmt Description CurrencyCode ApplyDate SysRowID ScrDocInvoiceVendorAmt
    DocInvoiceVariance VendorNumName VendorNumVendorID RowMod`,
  ),
  GLJrnGrp: words(
    `Company GroupID BookMode BookID CurrencyCode CreatedBy ActiveUserID PostErrorLog JEDate FiscalYear FiscalPeriod
    JournalCode FiscalYearSuffix FiscalCalendarID COACode Posted SysRevID SysRowID RowMod`,
  ),
  GLJrnHed: words(
    `Company FiscalYear FiscalPeriod JournalNum Description JEDate GroupID TotDebit TotCredit CurrencyCode EnteredBy
    JournalCode CommentText BookID CreateDate FiscalYearSuffix FiscalCalendarID Posted SysRevID SysRowID Balance
    RowMod`,
  ),
};

/** GetList of a service: the light rows that a where clause finds. */
export function getList(table: string): Method {
  const columns = listColumns[table] ?? [];
  return readMethod(
    { whereClause: 'text', pageSize: 'integer', absolutePage: 'integer' },
    (context, given) => {
      const found = whereClause(table, context.db.table(table).all(), given.text('whereClause'));
      const { page, morePages } = pageOf(found, given.integer('pageSize'), given.integer('absolutePage'));
      const light = page.map(
        (row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])) as Row,
      );
      return { returnObj: { [`${table}List`]: light }, parameters: { morePages } };
    },
  );
}
