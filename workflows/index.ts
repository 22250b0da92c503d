/** What the worker bundles: every workflow type, by the name in contract.ts. */
export { alignVendors, alignVendorsBySchedule } from './align-vendors';
export { backfillRecords } from './backfill-records';
export { fanOutDelivery } from './fan-out-delivery';
export { importCash } from './import-cash';
export { pollEpicor } from './poll-epicor';
export { postAccountingRecord } from './post-accounting-record';
export { postGroups } from './post-groups';
export { previewRecord } from './preview-record';
export { remindOfApprovals } from './remind-of-approvals';
export { renewWebhookSecrets } from './renew-webhook-secrets';
export { syncReferences } from './sync-references';
export { wakePosted } from './wake-posted';
export { watchToken } from './watch-token';
