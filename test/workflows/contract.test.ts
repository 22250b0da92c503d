import * as contract from '../../workflows/contract';

/** Deployed clients and open runs depend on each of these: changing one needs a migration, not an edit. */
describe('the workflow contract is frozen', () => {
  it('names a record run by connection and record', () => {
    expect(contract.recordWorkflowId('acme', 'accr_1')).toBe('record/acme/accr_1');
  });

  it('names a delivery by its webhook id and a schedule by its name and connection', () => {
    expect(contract.deliveryWorkflowId('msg_1')).toBe('delivery/msg_1');
    expect(contract.scheduleId('backfill', 'acme')).toBe('backfill/acme');
    expect(contract.webhookSecretsStartOptions({ connectionId: 'acme' }, 'posting')).toMatchObject({
      workflowId: 'webhook-secrets/acme',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ connectionId: 'acme' }],
    });
    expect(contract.scheduleId('post-groups', 'acme')).toBe('post-groups/acme');
  });

  it('names a preview by its connection, its record and the asking', () => {
    expect(contract.previewWorkflowId('acme', 'accr_1', 'a1')).toBe('preview/acme/accr_1/a1');
    expect(contract.previewWorkflowType).toBe('previewRecord');
    expect(contract.cashWorkflowType).toBe('importCash');
  });

  it('names what a person asks of the vendors by their connection, one at a time', () => {
    expect(
      contract.alignVendorsStartOptions({ connectionId: 'acme', ask: { kind: 'plan' } }, 'posting'),
    ).toMatchObject({
      workflowId: 'align-vendors/acme',
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ connectionId: 'acme', ask: { kind: 'plan' } }],
    });
  });

  it('keeps the task queues', () => {
    expect([contract.defaultPostingQueue, contract.brexQueue('acme'), contract.epicorQueue('acme')]).toEqual([
      'posting',
      'brex/acme',
      'epicor/acme',
    ]);
  });

  it('has a push of codes that a person asks for join the one that runs', () => {
    expect(contract.referenceStartOptions({ connectionId: 'acme' }, 'posting')).toMatchObject({
      workflowId: 'referenceSync/acme/asked',
      taskQueue: 'posting',
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ connectionId: 'acme' }],
    });
  });

  it('lets a running run take the signal and a closed record run again', () => {
    expect(
      contract.recordStartOptions({ connectionId: 'acme', recordId: 'accr_1' }, 'posting'),
    ).toMatchObject({
      workflowId: 'record/acme/accr_1',
      taskQueue: 'posting',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ connectionId: 'acme', recordId: 'accr_1' }],
    });
  });

  it('keeps the names of workflow types, signals, updates and the query', () => {
    expect([
      contract.recordWorkflowType,
      contract.deliveryWorkflowType,
      contract.backfillWorkflowType,
      contract.postGroupsWorkflowType,
      contract.wakePostedWorkflowType,
      contract.referenceWorkflowType,
      contract.tokenWatchWorkflowType,
      contract.webhookSecretsWorkflowType,
      contract.vendorAlignmentWorkflowType,
      contract.scheduledAlignmentWorkflowType,
      contract.secretsWantedSignal.name,
      contract.pollWorkflowType,
      contract.remindWorkflowType,
      contract.recordReadySignal.name,
      contract.wakeSignal.name,
      contract.approveVendorSignal.name,
      contract.rejectVendorSignal.name,
      contract.createVendorSignal.name,
      contract.retrySignal.name,
      contract.returnSignal.name,
      contract.linkSignal.name,
      contract.skipSignal.name,
      contract.approveVendorUpdate.name,
      contract.rejectVendorUpdate.name,
      contract.createVendorUpdate.name,
      contract.statusQuery.name,
    ]).toEqual([
      'postAccountingRecord',
      'fanOutDelivery',
      'backfillRecords',
      'postGroups',
      'wakePosted',
      'syncReferences',
      'watchToken',
      'renewWebhookSecrets',
      'alignVendors',
      'alignVendorsBySchedule',
      'secretsWanted',
      'pollEpicor',
      'remindOfApprovals',
      'recordReady',
      'wake',
      'approveVendor',
      'rejectVendor',
      'createVendor',
      'retry',
      'return',
      'link',
      'skip',
      'approveVendor',
      'rejectVendor',
      'createVendor',
      'status',
    ]);
  });

  it('stays within the ten Keyword attributes that SQL visibility has', () => {
    const keywords = Object.values(contract.searchAttributes).filter(({ type }) => type === 'KEYWORD');
    expect(keywords.length).toBeLessThanOrEqual(10);
  });
});
