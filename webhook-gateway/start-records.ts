import pLimit from 'p-limit';
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
import type { DeliveryEvent, GatewayDependencies } from './ports';

/** Enough to start fifty records in time, few enough to leave connections to other deliveries. */
const atOnce = 8;

/** Every `DeliveryEvent` of one delivery has these in common. */
export type EventOf = (
  event: Pick<DeliveryEvent, 'recordId' | 'summary'> & Partial<DeliveryEvent>,
) => DeliveryEvent;

/**
 * Makes every record of a delivery durable: a row in the ledger, a workflow that has taken the signal, a line
 * in the audit trail. Returns once all are; throws `Outage` or the first error otherwise, after which the
 * same delivery may simply come again.
 */
export async function startRecords(
  dependencies: GatewayDependencies,
  budget: Budget,
  delivery: DeliveryInput,
  eventOf: EventOf,
): Promise<void> {
  const { store } = dependencies;
  const { connectionId, recordIds } = delivery;
  const see = (recordId: string) =>
    askStore(budget, () => store.ledger.see({ connectionId, recordId, source: 'webhook' }));
  if (recordIds.length > fanOutThreshold) {
    await forEach(recordIds, see);
    await fanOut(dependencies, budget, delivery, eventOf);
    return;
  }
  await forEach(recordIds, async (recordId) => {
    await see(recordId);
    await startRecord(dependencies, budget, { connectionId, recordId }, eventOf);
  });
}

async function startRecord(
  { store, temporal, taskQueue }: GatewayDependencies,
  budget: Budget,
  record: { connectionId: string; recordId: string },
  eventOf: EventOf,
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
  const event = eventOf({
    recordId: record.recordId,
    summary: `Brex says that record ${record.recordId} is ready for export`,
    workflowId: handle.workflowId,
    runId: handle.signaledRunId,
  });
  await askStore(budget, () => store.audit.append(event));
}

async function fanOut(
  { store, temporal, taskQueue }: GatewayDependencies,
  budget: Budget,
  delivery: DeliveryInput,
  eventOf: EventOf,
): Promise<void> {
  const handle = await askTemporal(budget, () =>
    temporal.connection.withDeadline(budget.deadline, () =>
      temporal.workflow.start(deliveryWorkflowType, deliveryStartOptions(delivery, taskQueue)),
    ),
  );
  const event = eventOf({
    recordId: null,
    summary: `Brex says that ${delivery.recordIds.length} records are ready for export; one workflow starts them`,
    workflowId: handle.workflowId,
    runId: handle.firstExecutionRunId,
  });
  await askStore(budget, () => store.audit.append(event));
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
