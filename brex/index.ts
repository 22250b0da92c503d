export { createBrexClient } from './client';
export { BrexError, type BrexErrorKind } from './errors';
export type {
  BrexClient,
  BrexClientOptions,
  BrexCompany,
  BrexField,
  BrexFieldValue,
  BrexIntegration,
  Exchange,
  ExportResult,
  RecordFilter,
} from './types';
