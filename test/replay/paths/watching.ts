import * as contract from '../../../workflows/contract';
import type { RecordedPath } from './path';

/** The workflows that look after a connection's access to Brex. */
export const watchingPaths: readonly RecordedPath[] = [
  {
    name: 'token-watched',
    async walk(stack) {
      const workflowId = `${contract.scheduleId('tokenWatch', stack.connectionId)}-recorded`;
      await stack.temporal.workflow.execute(contract.tokenWatchWorkflowType, {
        workflowId,
        taskQueue: stack.postingQueue,
        args: [{ connectionId: stack.connectionId }],
      });
      return { workflowId };
    },
  },
  {
    name: 'webhook-secrets-asked-for-twice',
    async walk(stack) {
      const { connectionId, postingQueue, temporal } = stack;
      const ask = () =>
        temporal.workflow.signalWithStart(contract.webhookSecretsWorkflowType, {
          ...contract.webhookSecretsStartOptions({ connectionId }, postingQueue),
          signal: contract.secretsWantedSignal,
          signalArgs: [],
        });
      const { workflowId } = await ask();
      const { runId } = await temporal.workflow.getHandle(workflowId).describe();
      const read = async () => (await stack.store.brexAccess.state(connectionId)).secretsFetchedAt;
      while (!(await read())) await new Promise((resolve) => setTimeout(resolve, 50));
      await ask();
      // the run that follows answers what was asked during the pause
      await temporal.workflow.getHandle(workflowId).result();
      return { workflowId, runId };
    },
  },
];
