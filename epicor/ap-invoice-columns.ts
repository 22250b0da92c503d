import { z } from 'zod';
import {
  dateColumn,
  decimalColumn,
  flagColumn,
  integerColumn,
  optionalDecimalColumn,
  presentFlagColumn,
  presentTextColumn,
  requiredDateColumn,
  textColumn,
} from './columns';

export const apInvoiceService = 'Erp.BO.APInvoiceSvc';

/** What is read of APInvHed (EPICOR.md 3.2). `Scr…` is as entered, without it as stored. */
export const headerColumns = z.object({
  VendorNum: integerColumn,
  InvoiceNum: z.string(),
  GroupID: textColumn,
  DebitMemo: flagColumn,
  Posted: presentFlagColumn,
  ExternalID: presentTextColumn,
  CurrencyCode: z.string(),
  InvoiceDate: requiredDateColumn,
  ApplyDate: requiredDateColumn,
  DueDate: dateColumn,
  DocInvoiceVendorAmt: decimalColumn,
  ScrDocInvoiceVendorAmt: optionalDecimalColumn,
  DocInvoiceVariance: decimalColumn,
});

/** What is read of APInvDtl (EPICOR.md 3.4). */
export const lineColumns = z.object({
  InvoiceLine: integerColumn,
  LineComment: presentTextColumn,
  DocExtCost: decimalColumn,
  ScrDocExtCost: optionalDecimalColumn,
});

/** What is read of APInvExp (EPICOR.md 3.5). */
export const expenseColumns = z.object({
  InvoiceLine: integerColumn,
  InvExpSeq: integerColumn,
  BookID: textColumn,
  GLAccount: textColumn,
  DocExpAmt: decimalColumn,
  DocScrExpAmt: optionalDecimalColumn,
});

/** What is read of APInvExpTGLC. RecordType "R" carries a reference and no account. */
export const codingColumns = z.object({
  InvoiceLine: integerColumn,
  InvExpSeq: integerColumn,
  BookID: textColumn,
  RecordType: textColumn,
  GLAccount: textColumn,
});
