export { ConnectionRefused } from './connection-refusals';
export { isDatabaseUnavailable } from './database';
export { LedgerConflict } from './ledger-conflict';
export type { LedgerPatch, LedgerRow, LedgerSource } from './ledger-row';
export { loadMasterKey, MasterKeyError } from './master-key';
export { migrate } from './migrate';
export type { RecordKey } from './record-key';
export { openStore, type StoreOptions } from './store';
export type * from './types';
