/** What the worker bundles: every workflow type, by the name in contract.ts. */
export { backfillRecords } from './backfill-records';
export { fanOutDelivery } from './fan-out-delivery';
export { importCash } from './import-cash';
export { pollEpicor } from './poll-epicor';
export { postAccountingRecord } from './post-accounting-record';
export { previewRecord } from './preview-record';
export { renewWebhookSecrets } from './renew-webhook-secrets';
export { syncReferences } from './sync-references';
export { watchToken } from './watch-token';
