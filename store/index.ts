export { LedgerConflict } from './ledger-conflict';
export type { LedgerPatch, LedgerRow, LedgerSource } from './ledger-row';
export type { RecordKey } from './record-key';
export type * from './types';
