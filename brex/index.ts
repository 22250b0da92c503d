export { toAscii } from './ascii';
export { createBrexClient } from './client';
export { BrexError, type BrexErrorKind } from './errors';
export { idsByCall } from './records';
export type {
  BrexClient,
  BrexClientOptions,
  BrexCompany,
  BrexField,
  BrexFieldValue,
  BrexIntegration,
  Exchange,
  ExpenseFilter,
  ExpenseMerchant,
  ExportResult,
  FieldValueChange,
  NewField,
  NewFieldValue,
  RecordFilter,
} from './types';
