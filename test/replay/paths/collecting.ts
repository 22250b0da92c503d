import * as contract from '../../../workflows/contract';
import { exportRecord } from '../../support/booking';
import { denyInEpicor } from '../../support/denials';
import type { Stack } from '../../support/stack';
import { expense, type RecordedPath, settled, type Walked } from './path';

/** The workflows that start the others. */
export const collectingPaths: readonly RecordedPath[] = [
  {
    name: 'delivery-fanned-out',
    async walk(stack) {
      const first = await settled(stack, expense, 'exported');
      const second = exportRecord(stack, { ...expense, amount: '17.00' });
      const input = {
        connectionId: stack.connectionId,
        webhookId: `recorded-${stack.connectionId}`,
        recordIds: [first, second],
      };
      const { workflowId } = await stack.temporal.workflow.start(contract.deliveryWorkflowType, {
        ...contract.deliveryStartOptions(input, stack.postingQueue),
      });
      await stack.temporal.workflow.getHandle(workflowId).result();
      return { workflowId };
    },
  },
  {
    name: 'references-pushed',
    walk: pushReferences,
  },
  {
    name: 'references-refused',
    async walk(stack) {
      denyInEpicor(stack, 'Erp.BO.COASegValuesSvc');
      return pushReferences(stack);
    },
  },
  {
    name: 'backfill',
    async walk(stack) {
      exportRecord(stack, { ...expense, amount: '18.00' });
      const workflowId = `${contract.scheduleId('backfill', stack.connectionId)}-recorded`;
      await stack.temporal.workflow.execute(contract.backfillWorkflowType, {
        workflowId,
        taskQueue: stack.postingQueue,
        args: [{ connectionId: stack.connectionId }],
      });
      return { workflowId };
    },
  },
  {
    name: 'cash-import',
    async walk(stack) {
      const workflowId = `${contract.scheduleId('cashImport', stack.connectionId)}-recorded`;
      await stack.temporal.workflow.execute(contract.cashWorkflowType, {
        workflowId,
        taskQueue: stack.postingQueue,
        args: [{ connectionId: stack.connectionId }],
      });
      return { workflowId };
    },
  },
];

async function pushReferences(stack: Stack): Promise<Walked> {
  const { workflowId } = await stack.temporal.workflow.start(
    contract.referenceWorkflowType,
    contract.referenceStartOptions({ connectionId: stack.connectionId }, stack.postingQueue),
  );
  await stack.temporal.workflow.getHandle(workflowId).result();
  return { workflowId };
}
