import { adoptDocument } from './adopt-document';
import { attachReceipts } from './attach-receipts';
import { checkPosted } from './check-posted';
import { checkVendor } from './check-vendor';
import { closeRecord } from './close-record';
import { collectReady } from './collect-ready';
import { confirmDocument } from './confirm-document';
import { createEpicorVendors } from './create-epicor-vendors';
import { createVendor } from './create-vendor';
import { fetchRecord } from './fetch-record';
import { getNew } from './get-new';
import { importCash } from './import-cash';
import { linkDocument } from './link-document';
import { mapReferences } from './map-references';
import { markExported } from './mark-exported';
import { matchVendor } from './match-vendor';
import { parkRecord } from './park-record';
import { planVendors } from './plan-vendors';
import { pollTable } from './poll-table';
import { postGroup } from './post-group';
import { previewDocument } from './preview-document';
import { pushReferences } from './push-references';
import { readChart } from './read-chart';
import { readEpicorVendors } from './read-epicor-vendors';
import { readForPreview } from './read-for-preview';
import { recordDecision } from './record-decision';
import { refreshWebhookSecrets } from './refresh-webhook-secrets';
import { rejectVendor } from './reject-vendor';
import { remindOfApprovals } from './remind-of-approvals';
import { reportFailure } from './report-failure';
import { reviewTokenUse } from './review-token-use';
import { sealGroups } from './seal-groups';
import { startRecords } from './start-records';
import type { ActivityDependencies } from './support/dependencies';
import { updateMaster } from './update-master';
import { voidDocument } from './void-document';
import { wakeParked } from './wake-parked';
import { wakePosted } from './wake-posted';
import { writeVendors } from './write-vendors';

/** Every activity, built once per process with what it needs. */
export function createActivities(deps: ActivityDependencies) {
  return {
    fetchRecord: fetchRecord(deps),
    mapReferences: mapReferences(deps),
    matchVendor: matchVendor(deps),
    checkVendor: checkVendor(deps),
    rejectVendor: rejectVendor(deps),
    createVendor: createVendor(deps),
    adoptDocument: adoptDocument(deps),
    getNew: getNew(deps),
    updateMaster: updateMaster(deps),
    confirmDocument: confirmDocument(deps),
    voidDocument: voidDocument(deps),
    markExported: markExported(deps),
    reportFailure: reportFailure(deps),
    linkDocument: linkDocument(deps),
    parkRecord: parkRecord(deps),
    closeRecord: closeRecord(deps),
    recordDecision: recordDecision(deps),
    startRecords: startRecords(deps),
    collectReady: collectReady(deps),
    checkPosted: checkPosted(deps),
    sealGroups: sealGroups(deps),
    postGroup: postGroup(deps),
    wakePosted: wakePosted(deps),
    attachReceipts: attachReceipts(deps),
    importCash: importCash(deps),
    readForPreview: readForPreview(deps),
    previewDocument: previewDocument(deps),
    readChart: readChart(deps),
    pushReferences: pushReferences(deps),
    refreshWebhookSecrets: refreshWebhookSecrets(deps),
    reviewTokenUse: reviewTokenUse(deps),
    pollTable: pollTable(deps),
    wakeParked: wakeParked(deps),
    remindOfApprovals: remindOfApprovals(deps),
    readEpicorVendors: readEpicorVendors(deps),
    planVendors: planVendors(deps),
    writeVendors: writeVendors(deps),
    createEpicorVendors: createEpicorVendors(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
export { type ConnectionClients, connectionClients } from './connection/connection-clients';
export type { ActivityDependencies } from './support/dependencies';
export { held, outdated, retryable } from './support/failures';
export { newStep, runStep, type Step } from './support/step';
