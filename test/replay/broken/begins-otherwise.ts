import { proxyActivities } from '@temporalio/workflow';
import * as right from '../../../workflows';

const { checkFirst } = proxyActivities<{ checkFirst(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** The workflows as they would be if someone added a step before everything else, without a patch. */
export async function postAccountingRecord(...args: Parameters<typeof right.postAccountingRecord>) {
  const run = right.postAccountingRecord(...args);
  await checkFirst();
  return run;
}

export async function fanOutDelivery(...args: Parameters<typeof right.fanOutDelivery>) {
  await checkFirst();
  return right.fanOutDelivery(...args);
}

export async function backfillRecords(...args: Parameters<typeof right.backfillRecords>) {
  await checkFirst();
  return right.backfillRecords(...args);
}

export async function postGroups(...args: Parameters<typeof right.postGroups>) {
  await checkFirst();
  return right.postGroups(...args);
}

export async function wakePosted(...args: Parameters<typeof right.wakePosted>) {
  await checkFirst();
  return right.wakePosted(...args);
}

export async function previewRecord(...args: Parameters<typeof right.previewRecord>) {
  await checkFirst();
  return right.previewRecord(...args);
}

export async function importCash(...args: Parameters<typeof right.importCash>) {
  await checkFirst();
  return right.importCash(...args);
}

export async function syncReferences(...args: Parameters<typeof right.syncReferences>) {
  await checkFirst();
  return right.syncReferences(...args);
}

export async function watchToken(...args: Parameters<typeof right.watchToken>) {
  await checkFirst();
  return right.watchToken(...args);
}

export async function renewWebhookSecrets(...args: Parameters<typeof right.renewWebhookSecrets>) {
  await checkFirst();
  return right.renewWebhookSecrets(...args);
}

export async function pollEpicor(...args: Parameters<typeof right.pollEpicor>) {
  await checkFirst();
  return right.pollEpicor(...args);
}

export async function remindOfApprovals(...args: Parameters<typeof right.remindOfApprovals>) {
  await checkFirst();
  return right.remindOfApprovals(...args);
}

export async function alignVendors(...args: Parameters<typeof right.alignVendors>) {
  await checkFirst();
  return right.alignVendors(...args);
}

export async function alignVendorsBySchedule(...args: Parameters<typeof right.alignVendorsBySchedule>) {
  await checkFirst();
  return right.alignVendorsBySchedule(...args);
}
