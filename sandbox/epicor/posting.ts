import { accountProblem } from './accounts';
import { type Context, today } from './context';
import type { Table } from './database';
import { refuse } from './errors';
import { codingTable, expenseTable, headerTable, lineTable } from './methods/ap-invoice/columns';
import * as journal from './methods/journal/rows';
import { amount, decimalText, exact, sum } from './money';
import { blankRow, integer, type Row, text } from './rows';

/** What posting a group did. A document that does not post stays, and the group's PostErrorLog says why. */
export interface PostingResult {
  readonly posted: number;
  readonly errors: readonly string[];
}

/** Posts the invoices of a group: they are marked, and the group goes once it is empty (EPICOR.md 3.8). */
export function postInvoiceGroup(context: Context, groupId: string): PostingResult {
  const groups = context.db.table('APInvGrp');
  const group = groups.get(groupId);
  if (!group) throw refuse(`Group ID ${groupId} is not valid.`);
  const holder = heldByAnother(context, group);
  if (holder) return refused(groups, group, `Group ${groupId} is in use by user ${holder}.`);
  const headers = context.db.table(headerTable);
  const waiting = headers.all().filter((header) => header.GroupID === groupId && header.Posted !== true);
  const errors: string[] = [];
  for (const header of waiting) {
    const problem = invoiceProblem(context, header);
    if (problem) errors.push(`${text(header, 'InvoiceNum')}: ${problem}`);
    else headers.update({ ...header, Posted: true, GLPosted: true, DocUnpostedBal: '0', UnpostedBal: '0' });
  }
  if (errors.length === 0) groups.remove(group);
  else groups.update({ ...group, PostErrorLog: errors.join('\n') });
  return { posted: waiting.length - errors.length, errors };
}

function heldByAnother(context: Context, group: Row): string | null {
  const holder = text(group, 'ActiveUserID');
  return holder === '' || holder.toLowerCase() === context.user.toLowerCase() ? null : holder;
}

function refused(groups: Table, group: Row, problem: string): PostingResult {
  groups.update({ ...group, PostErrorLog: problem });
  return { posted: 0, errors: [problem] };
}

function invoiceProblem(context: Context, header: Row): string | null {
  if (header.InvoiceHeld === true) return 'Invoice is on hold';
  const key = [integer(header, 'VendorNum'), text(header, 'InvoiceNum')];
  const lines = context.db.table(lineTable).under(...key);
  if (lines.length === 0) return 'Invoice with no detail';
  if (!amount(header, 'DocInvoiceVariance').isZero())
    return "Invoice Total does not agree with vendor's total";
  const expenses = context.db.table(expenseTable).under(...key);
  for (const line of lines) {
    const own = expenses.filter((expense) => expense.InvoiceLine === line.InvoiceLine);
    if (!sum(own, 'DocExpAmt').equals(amount(line, 'DocExtCost')))
      return 'Distributions do not total the line';
  }
  for (const coding of context.db.table(codingTable).under(...key)) {
    if (accountProblem(context, text(coding, 'GLAccount'), text(header, 'ApplyDate')))
      return 'Invalid Account';
  }
  return null;
}

/**
 * Posts the journals of a group: their lines become posted lines; headers, lines and group go. A posted journal
 * whose number an earlier posted one has takes the next free one (EPICOR.md 4, 8).
 */
export function postJournalGroup(context: Context, groupId: string): PostingResult {
  const groups = context.db.table('GLJrnGrp');
  const group = groups.get(groupId);
  if (!group) throw refuse(`Group ID ${groupId} is not valid.`);
  const holder = heldByAnother(context, group);
  if (holder) return refused(groups, group, `Group ${groupId} is in use by user ${holder}.`);
  const headers = context.db.table(journal.headerTable);
  const waiting = headers.all().filter((header) => header.GroupID === groupId);
  const errors: string[] = [];
  for (const header of waiting) {
    const problem = journalProblem(context, header);
    if (problem) errors.push(`${integer(header, 'JournalNum')}: ${problem}`);
    else postJournal(context, header);
  }
  if (errors.length === 0) groups.remove(group);
  else groups.update({ ...group, PostErrorLog: errors.join('\n') });
  return { posted: waiting.length - errors.length, errors };
}

function journalProblem(context: Context, header: Row): string | null {
  const lines = journal.linesOf(context, header);
  if (lines.length === 0) return 'Journal with no detail';
  if (!amount(header, 'Balance').isZero()) return 'Out of Balance transactions';
  const invalid = lines.some((line) =>
    accountProblem(context, text(line, 'GLAccount'), text(header, 'JEDate')),
  );
  return invalid ? 'Invalid Account' : null;
}

function postJournal(context: Context, header: Row): void {
  const posted = context.db.table('GLJrnDtl');
  const number = freeNumber(context, header);
  for (const line of journal.linesOf(context, header)) {
    const rate = exact(context.rates[text(header, 'CurrencyCode')] ?? '1');
    posted.insert(
      blankRow('GLJrnDtl', {
        Company: context.company,
        ...journal.ofJournal(header),
        JournalNum: number,
        JournalLine: integer(line, 'JournalLine'),
        ...Object.fromEntries(
          Object.entries(line).filter(([column]) => /^(GLAccount|SegValue\d+)$/.test(column)),
        ),
        COACode: text(line, 'COACode'),
        Description: text(line, 'Description'),
        CommentText: text(line, 'CommentText'),
        HeaderCommentText: text(header, 'CommentText'),
        GLAccountGLAccount: text(line, 'GLAccount'),
        GLAccountAccountDesc: text(line, 'GLAccountDesc'),
        GLAccountGLAcctDisp: text(line, 'GLGLAcctDisp'),
        GLAcctDisp: text(line, 'GLGLAcctDisp'),
        SourceModule: 'GL',
        Posted: true,
        PostedBy: context.user,
        PostedDate: today(context),
        CreateDate: header.CreateDate ?? null,
        DebitAmount: text(line, 'TotDebit'),
        CreditAmount: text(line, 'TotCredit'),
        TotDebit: text(line, 'TotDebit'),
        TotCredit: text(line, 'TotCredit'),
        BookDebitAmount: decimalText(amount(line, 'TotDebit').times(rate).toDecimalPlaces(2)),
        BookCreditAmount: decimalText(amount(line, 'TotCredit').times(rate).toDecimalPlaces(2)),
        BookCurrencyCode: context.baseCurrency,
      }),
    );
    context.db.table(journal.lineTable).remove(line);
  }
  context.db.table(journal.headerTable).remove(header);
}

function freeNumber(context: Context, header: Row): number {
  const taken = new Set(
    context.db
      .table('GLJrnDtl')
      .all()
      .filter((line) => line.FiscalYear === header.FiscalYear && line.JournalCode === header.JournalCode)
      .map((line) => integer(line, 'JournalNum')),
  );
  const own = integer(header, 'JournalNum');
  return taken.has(own) ? Math.max(...taken) + 1 : own;
}
