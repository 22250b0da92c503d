import pLimit from 'p-limit';
import type { AuditEntry } from '../store';
import {
  type DeliveryInput,
  deliveryStartOptions,
  deliveryWorkflowType,
  fanOutThreshold,
  recordReadySignal,
  recordStartOptions,
  recordWorkflowType,
} from '../workflows/contract';
import type { Budget } from './budget';
import { askStore, askTemporal } from './outages';
import type { GatewayDependencies } from './ports';

/** Enough to start fifty records in time, few enough to leave connections to other deliveries. */
const atOnce = 8;

/** Completes an audit entry with what all entries of one delivery have in common. */
export type EntryOf = (entry: Pick<AuditEntry, 'recordId' | 'summary'> & Partial<AuditEntry>) => AuditEntry;

/**
 * Makes every record of a delivery durable: a row in the ledger, a workflow that has taken the signal, a line
 * in the audit trail. Returns once all are; throws `Outage` or the first error otherwise, after which the
 * same delivery may simply come again.
 */
export async function startRecords(
  dependencies: GatewayDependencies,
  budget: Budget,
  delivery: DeliveryInput,
  entryOf: EntryOf,
): Promise<void> {
  const { store } = dependencies;
  const { connectionId, recordIds } = delivery;
  if (recordIds.length > fanOutThreshold) {
    // one by one, ten thousand would take longer than Brex waits
    await askStore(budget, () => store.ledger.seeAll(connectionId, recordIds, 'webhook'));
    await fanOut(dependencies, budget, delivery, entryOf);
    return;
  }
  await forEach(recordIds, async (recordId) => {
    await askStore(budget, () => store.ledger.see({ connectionId, recordId, source: 'webhook' }));
    await startRecord(dependencies, budget, { connectionId, recordId }, entryOf);
  });
}

async function startRecord(
  { store, temporal, taskQueue }: GatewayDependencies,
  budget: Budget,
  record: { connectionId: string; recordId: string },
  entryOf: EntryOf,
): Promise<void> {
  const handle = await askTemporal(budget, () =>
    temporal.connection.withDeadline(budget.deadline, () =>
      temporal.workflow.signalWithStart(recordWorkflowType, {
        ...recordStartOptions(record, taskQueue),
        signal: recordReadySignal,
        signalArgs: [{}],
      }),
    ),
  );
  const entry = entryOf({
    recordId: record.recordId,
    summary: `Brex says that record ${record.recordId} is ready for export`,
    workflowId: handle.workflowId,
    runId: handle.signaledRunId,
  });
  await askStore(budget, () => store.audit.append(entry));
}

async function fanOut(
  { store, temporal, taskQueue }: GatewayDependencies,
  budget: Budget,
  delivery: DeliveryInput,
  entryOf: EntryOf,
): Promise<void> {
  const handle = await askTemporal(budget, () =>
    temporal.connection.withDeadline(budget.deadline, () =>
      temporal.workflow.start(deliveryWorkflowType, deliveryStartOptions(delivery, taskQueue)),
    ),
  );
  const entry = entryOf({
    recordId: null,
    summary: `Brex says that ${delivery.recordIds.length} records are ready for export; one workflow starts them`,
    details: { recordIds: delivery.recordIds },
    workflowId: handle.workflowId,
    runId: handle.firstExecutionRunId,
  });
  await askStore(budget, () => store.audit.append(entry));
}

/** Runs `work` for every item, a few at once; after the first failure what has not begun is not begun. */
async function forEach(items: readonly string[], work: (item: string) => Promise<unknown>): Promise<void> {
  const limit = pLimit(atOnce);
  try {
    await Promise.all(items.map((item) => limit(work, item)));
  } finally {
    limit.clearQueue();
  }
}
