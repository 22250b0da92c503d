import { accountColumns, accountDescription, accountOf, displayed, requireAccount } from '../../accounts';
import type { Context } from '../../context';
import { duplicate, notFound } from '../../errors';
import { amount, decimalText } from '../../money';
import { blankRow, integer, type Row, text } from '../../rows';
import { merged, requireCurrent } from '../datasets';
import { expenseColumns } from './change';
import { codingTable, entered, expenseTable, signOf } from './columns';
import { codingDefaults, expenseDefaults } from './new';

/** Saves a distribution of a line, of the amount that was entered; its sequence is the system's. */
export function addExpense(context: Context, header: Row, line: number, sent: Row): Row {
  const expenses = context.db.table(expenseTable);
  const sequence =
    1 + Math.max(0, ...expensesOf(context, header, line).map((row) => integer(row, 'InvExpSeq')));
  const defaults = expenseDefaults(context, header, line, sequence);
  const row = {
    ...merged(defaults, sent, ['GLAccount', 'Posted', 'DebitMemo']),
    InvoiceLine: line,
    InvExpSeq: sequence,
  };
  return expenses.insert({ ...row, ...amountOf(context, header, sent, blankRow(expenseTable)) });
}

/** Saves a changed amount of a distribution. */
export function changeExpenseRow(context: Context, header: Row, sent: Row): Row {
  const expenses = context.db.table(expenseTable);
  const stored = requireCurrent(context, expenseTable, storedExpense(context, sent), sent);
  return expenses.update({ ...stored, ...amountOf(context, header, sent, stored) });
}

export function removeExpense(context: Context, sent: Row): void {
  const stored = requireCurrent(context, expenseTable, storedExpense(context, sent), sent);
  for (const coding of codingsOf(context, stored)) context.db.table(codingTable).remove(coding);
  context.db.table(expenseTable).remove(stored);
}

function amountOf(context: Context, header: Row, sent: Row, before: Row): Row {
  const document = entered(sent, before, 'DocScrExpAmt', 'DocExpAmt', signOf(header));
  return expenseColumns(context, header, decimalText(document));
}

/** Saves the account of a distribution; blank is allowed until posting. */
export function addCoding(context: Context, header: Row, expense: Row, sent: Row): Row {
  if (codingsOf(context, expense).length > 0) {
    throw duplicate(context.behaviour.duplicateStatus, 'the distribution has an account already');
  }
  const defaults = codingDefaults(
    context,
    header,
    integer(expense, 'InvoiceLine'),
    integer(expense, 'InvExpSeq'),
  );
  return context.db
    .table(codingTable)
    .insert(coded(context, header, expense, defaults, accountOf(context, sent)));
}

/** Saves a changed account (EPICOR.md 3.5). */
export function changeCoding(context: Context, header: Row, sent: Row): Row {
  const stored = requireCurrent(context, codingTable, storedCoding(context, sent), sent);
  const expense = storedExpense(context, stored);
  if (!expense) throw notFound();
  return context.db
    .table(codingTable)
    .update(coded(context, header, expense, stored, accountOf(context, sent)));
}

export function removeCoding(context: Context, sent: Row): void {
  context.db
    .table(codingTable)
    .remove(requireCurrent(context, codingTable, storedCoding(context, sent), sent));
}

function coded(context: Context, header: Row, expense: Row, coding: Row, account: string): Row {
  if (account !== '') requireAccount(context, account, text(header, 'ApplyDate'), codingTable);
  const description = accountDescription(context, account);
  const expenses = context.db.table(expenseTable);
  expenses.update({
    ...expense,
    GLAccount: account,
    GLAccountDesc: description,
    ExpDispGLAcct: displayed(context, account),
  });
  return {
    ...coding,
    ...accountColumns(account),
    GLAccountAccountDesc: description,
    GLAccountGLAcctDisp: displayed(context, account),
  };
}

/** What saving a new line does by itself: one distribution over its amount, with a blank account. */
export function addAutomatic(context: Context, header: Row, line: Row, account = ''): void {
  const expense = addExpense(context, header, integer(line, 'InvoiceLine'), {
    DocExpAmt: text(line, 'DocExtCost'),
    DocScrExpAmt: '0',
  });
  addCoding(context, header, expense, { GLAccount: account });
}

/** A line's single distribution over its whole amount follows the line's new amount. */
export function followLine(context: Context, header: Row, before: Row, after: Row): void {
  const [only, ...others] = expensesOf(context, header, integer(after, 'InvoiceLine'));
  if (!only || others.length > 0 || !amount(only, 'DocExpAmt').equals(amount(before, 'DocExtCost'))) return;
  const columns = expenseColumns(context, header, text(after, 'DocExtCost'));
  context.db.table(expenseTable).update({ ...only, ...columns });
}

export function removeDistributions(context: Context, line: Row): void {
  for (const expense of expensesOf(context, line, integer(line, 'InvoiceLine'))) {
    for (const coding of codingsOf(context, expense)) context.db.table(codingTable).remove(coding);
    context.db.table(expenseTable).remove(expense);
  }
}

export const expensesOf = (context: Context, header: Row, line: number): Row[] =>
  context.db
    .table(expenseTable)
    .under(integer(header, 'VendorNum'), text(header, 'InvoiceNum'))
    .filter((row) => integer(row, 'InvoiceLine') === line);

export const codingsOf = (context: Context, expense: Row): Row[] =>
  context.db
    .table(codingTable)
    .under(integer(expense, 'VendorNum'), text(expense, 'InvoiceNum'))
    .filter((row) => row.InvoiceLine === expense.InvoiceLine && row.InvExpSeq === expense.InvExpSeq);

export const storedExpense = (context: Context, row: Row): Row | null =>
  context.db
    .table(expenseTable)
    .get(
      integer(row, 'VendorNum'),
      text(row, 'InvoiceNum'),
      integer(row, 'InvoiceLine'),
      integer(row, 'InvExpSeq'),
    );

const storedCoding = (context: Context, sent: Row): Row | null =>
  codingsOf(context, sent).find(
    (row) => row.SysRowID === sent.SysRowID || integer(row, 'TGLCTranNum') === integer(sent, 'TGLCTranNum'),
  ) ?? null;
