export { toAscii } from './ascii';
export { createBrexClient } from './client';
export { BrexError, type BrexErrorKind } from './errors';
export { type RefreshedTokens, refreshTokens } from './oauth';
export { ReceiptUnusable } from './receipts';
export { idsByCall } from './records';
export type {
  BrexCashAccount,
  BrexCashTransaction,
  BrexClient,
  BrexClientOptions,
  BrexCompany,
  BrexField,
  BrexFieldValue,
  BrexIntegration,
  BrexReceipt,
  BrexVendor,
  BrexWebhook,
  CallLimiter,
  Exchange,
  ExpenseFilter,
  ExpenseMerchant,
  ExportResult,
  FieldValueChange,
  NewField,
  NewFieldValue,
  ReceiptFile,
  RecordFilter,
  TokenSource,
  VendorWanted,
  WebhookWanted,
} from './types';
export { readyForExportEvent } from './webhooks';
