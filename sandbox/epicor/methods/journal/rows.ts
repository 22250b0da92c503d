import { accountColumns, accountDescription, accountOf, displayed, requireAccount } from '../../accounts';
import type { Context } from '../../context';
import { refuse } from '../../errors';
import { amount, decimalText, exact, rounded, sum } from '../../money';
import { type Dataset, integer, type Row, text, type Value } from '../../rows';
import { decimalsOf } from '../ap-invoice/columns';

export const headerTable = 'GLJrnHed';
export const lineTable = 'GLJrnDtlMnl';

/** What finds a journal: the columns above its lines. */
export const journalKey = (row: Row): Value[] => [
  text(row, 'BookID'),
  integer(row, 'FiscalYear'),
  text(row, 'FiscalYearSuffix'),
  text(row, 'JournalCode'),
  integer(row, 'JournalNum'),
];

export const storedJournal = (context: Context, row: Row): Row | null =>
  context.db.table(headerTable).under(...journalKey(row))[0] ?? null;

export const linesOf = (context: Context, header: Row): Row[] =>
  context.db.table(lineTable).under(...journalKey(header));

/** A journal with its lines, as GetByID answers it. */
export const journalDataset = (context: Context, header: Row): Dataset => ({
  [headerTable]: [header],
  [lineTable]: linesOf(context, header),
});

/** Columns that a line carries of its header. */
export function ofJournal(header: Row): Row {
  return {
    BookID: text(header, 'BookID'),
    FiscalYear: integer(header, 'FiscalYear'),
    FiscalYearSuffix: text(header, 'FiscalYearSuffix'),
    FiscalPeriod: integer(header, 'FiscalPeriod'),
    FiscalCalendarID: text(header, 'FiscalCalendarID'),
    JournalCode: text(header, 'JournalCode'),
    JournalNum: integer(header, 'JournalNum'),
    GroupID: text(header, 'GroupID'),
    JEDate: header.JEDate ?? null,
    CurrencyCode: text(header, 'CurrencyCode'),
  };
}

/** Account and amounts of a line as it is saved. Debit or credit, positive, in the journal's currency. */
export function lineFigures(context: Context, header: Row, row: Row): Row {
  const account = accountOf(context, row);
  if (account === '') throw refuse('G/L Account is required.', lineTable, 'GLAccount');
  requireAccount(context, account, text(header, 'JEDate'), lineTable);
  const [debit, credit] = [amount(row, 'TotDebit'), amount(row, 'TotCredit')];
  if (debit.isNegative() || credit.isNegative()) {
    throw refuse('Debit and credit amounts are entered positive.', lineTable, 'TotDebit');
  }
  if (!debit.isZero() && !credit.isZero()) {
    throw refuse('A line has either a debit or a credit.', lineTable, 'TotDebit');
  }
  const rate = exact(context.rates[text(header, 'CurrencyCode')] ?? '1');
  const signed = debit.minus(credit);
  return {
    ...accountColumns(account),
    GLAccountDesc: accountDescription(context, account),
    GLGLAcctDisp: displayed(context, account),
    TotDebit: decimalText(debit),
    TotCredit: decimalText(credit),
    TotCurrDebit: decimalText(debit),
    TotCurrCredit: decimalText(credit),
    DebitAmount: decimalText(debit),
    CreditAmount: decimalText(credit),
    DocTransAmt: decimalText(signed),
    TransAmt: rounded(signed.times(rate), decimalsOf(context, context.baseCurrency)),
  };
}

/** Brings a journal's totals up to date; unbalanced is allowed until posting. */
export function totalJournal(context: Context, header: Row): Row {
  const lines = linesOf(context, header);
  const [debit, credit] = [sum(lines, 'TotDebit'), sum(lines, 'TotCredit')];
  return context.db.table(headerTable).update({
    ...header,
    TotDebit: decimalText(debit),
    TotCredit: decimalText(credit),
    DispTotDebit: decimalText(debit),
    DispTotCredit: decimalText(credit),
    Balance: decimalText(debit.minus(credit)),
  });
}
