import { z } from 'zod';
import {
  flagColumn,
  integerColumn,
  optionalDecimalColumn,
  presentTextColumn,
  requiredDateColumn,
  textColumn,
} from './columns';

export const journalService = 'Erp.BO.GLJournalEntrySvc';

/** The key of a journal, as its header and lines carry it (EPICOR.md 2.7). */
export const journalKeyColumns = z.object({
  BookID: z.string(),
  FiscalYear: integerColumn,
  FiscalYearSuffix: textColumn,
  JournalCode: z.string(),
  JournalNum: integerColumn,
  FiscalCalendarID: textColumn,
});

/** What is read of GLJrnHed (EPICOR.md 4). */
export const journalHeaderColumns = journalKeyColumns.extend({
  Description: presentTextColumn,
  CommentText: presentTextColumn,
  JEDate: requiredDateColumn,
  CurrencyCode: z.string(),
  Posted: flagColumn,
});

/** What is read of GLJrnDtlMnl: the lines of an unposted journal. */
export const journalLineColumns = z.object({
  JournalLine: integerColumn,
  CommentText: presentTextColumn,
  GLAccount: z.string(),
  TotDebit: optionalDecimalColumn,
  TotCredit: optionalDecimalColumn,
  DebitAmount: optionalDecimalColumn,
  CreditAmount: optionalDecimalColumn,
  TransAmt: optionalDecimalColumn,
});

/**
 * What is read of GLJrnDtl: posted lines, whose header is gone. Amounts are in the journal's currency, `Book…` ones
 * in the book's: those are read only where the others are not filled (EPICOR.md 4 names them alone).
 */
export const postedLineColumns = journalKeyColumns.extend({
  JournalLine: integerColumn,
  Description: presentTextColumn,
  CommentText: presentTextColumn,
  JEDate: requiredDateColumn,
  CurrencyCode: z.string(),
  GLAccount: z.string(),
  DebitAmount: optionalDecimalColumn,
  CreditAmount: optionalDecimalColumn,
  BookDebitAmount: optionalDecimalColumn,
  BookCreditAmount: optionalDecimalColumn,
});
