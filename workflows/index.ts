/** What the worker bundles: every workflow type, by the name in contract.ts. */
export { backfillRecords } from './backfill-records';
export { fanOutDelivery } from './fan-out-delivery';
export { postAccountingRecord } from './post-accounting-record';
export { renewWebhookSecrets } from './renew-webhook-secrets';
export { watchToken } from './watch-token';
