export { toAscii } from './ascii';
export { createBrexClient } from './client';
export { BrexError, type BrexErrorKind } from './errors';
export { ReceiptUnusable } from './receipts';
export { idsByCall } from './records';
export type {
  BrexClient,
  BrexClientOptions,
  BrexCompany,
  BrexField,
  BrexFieldValue,
  BrexIntegration,
  BrexReceipt,
  Exchange,
  ExpenseFilter,
  ExpenseMerchant,
  ExportResult,
  FieldValueChange,
  NewField,
  NewFieldValue,
  ReceiptFile,
  RecordFilter,
} from './types';
