import { sleep } from '@temporalio/workflow';
import * as right from '../../../workflows';

/** The workflows as they would be if someone let them rest before they end, without a patch. */
export async function postAccountingRecord(...args: Parameters<typeof right.postAccountingRecord>) {
  const status = await right.postAccountingRecord(...args);
  await sleep('1 second');
  return status;
}

export async function fanOutDelivery(...args: Parameters<typeof right.fanOutDelivery>) {
  const started = await right.fanOutDelivery(...args);
  await sleep('1 second');
  return started;
}

export async function backfillRecords(...args: Parameters<typeof right.backfillRecords>) {
  const result = await right.backfillRecords(...args);
  await sleep('1 second');
  return result;
}

export async function postGroups(...args: Parameters<typeof right.postGroups>) {
  const result = await right.postGroups(...args);
  await sleep('1 second');
  return result;
}

export async function wakePosted(...args: Parameters<typeof right.wakePosted>) {
  const result = await right.wakePosted(...args);
  await sleep('1 second');
  return result;
}

export async function previewRecord(...args: Parameters<typeof right.previewRecord>) {
  const result = await right.previewRecord(...args);
  await sleep('1 second');
  return result;
}

export async function importCash(...args: Parameters<typeof right.importCash>) {
  const result = await right.importCash(...args);
  await sleep('1 second');
  return result;
}

export async function syncReferences(...args: Parameters<typeof right.syncReferences>) {
  const result = await right.syncReferences(...args);
  await sleep('1 second');
  return result;
}

export async function watchToken(...args: Parameters<typeof right.watchToken>) {
  const watched = await right.watchToken(...args);
  await sleep('1 second');
  return watched;
}

export async function renewWebhookSecrets(...args: Parameters<typeof right.renewWebhookSecrets>) {
  await right.renewWebhookSecrets(...args);
  await sleep('1 second');
}

export async function pollEpicor(...args: Parameters<typeof right.pollEpicor>) {
  const result = await right.pollEpicor(...args);
  await sleep('1 second');
  return result;
}

export async function remindOfApprovals(...args: Parameters<typeof right.remindOfApprovals>) {
  const result = await right.remindOfApprovals(...args);
  await sleep('1 second');
  return result;
}

export async function alignVendors(...args: Parameters<typeof right.alignVendors>) {
  const aligned = await right.alignVendors(...args);
  await sleep('1 second');
  return aligned;
}

export async function alignVendorsBySchedule(...args: Parameters<typeof right.alignVendorsBySchedule>) {
  const aligned = await right.alignVendorsBySchedule(...args);
  await sleep('1 second');
  return aligned;
}
