import * as contract from '../../../workflows/contract';
import { expense, newest, type RecordedPath, settled } from './path';

/** What the poll of Epicor begins and ends. */
export const pollingPaths: readonly RecordedPath[] = [
  {
    name: 'poll-of-epicor',
    async walk(stack) {
      const workflowId = `${contract.scheduleId('epicorPoll', stack.connectionId)}-recorded`;
      await stack.temporal.workflow.execute(contract.pollWorkflowType, {
        workflowId,
        taskQueue: stack.postingQueue,
        args: [{ connectionId: stack.connectionId }],
      });
      return { workflowId };
    },
  },
  {
    name: 'cause-gone-as-it-was-being-parked',
    async walk(stack) {
      const account = '6310|70|100|00';
      const { causes } = stack.store;
      const { register } = causes;
      // the account appears, and a poll finds nobody waiting, before the wait is registered
      Object.assign(causes, {
        register: async (...wait: Parameters<typeof register>) => {
          Object.assign(causes, { register });
          stack.epicor.setAccount({ account, description: 'Just in time' });
          await stack.poll();
          return register(...wait);
        },
      });
      return newest(stack, await settled(stack, { ...expense, amount: '19.00', account }, 'exported'));
    },
  },
];
