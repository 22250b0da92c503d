import { proxyActivities } from '@temporalio/workflow';
import type { BareActivities } from './activities';
import { type BareInput, bareBrexQueue, bareEpicorQueue } from './contract';

const onQueue = (taskQueue: string) =>
  proxyActivities<BareActivities>({
    taskQueue,
    startToCloseTimeout: '1 minute',
    retry: { maximumAttempts: 1 },
  });
const steps = { brex: onQueue(bareBrexQueue), epicor: onQueue(bareEpicorQueue) };

/** As many activities one after the other as a record's run has, and nothing else. */
export async function bareRecord({ queues, record }: BareInput): Promise<void> {
  for (const [index, queue] of queues.entries()) {
    if (record) await steps[queue].makeCalls({ index, record });
    else await steps[queue].doNothing();
  }
}
