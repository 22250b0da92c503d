import type { Context } from '../context';
import { refuse } from '../errors';
import { postInvoiceGroup, postJournalGroup } from '../posting';
import { blankRow, type Row, text } from '../rows';
import { currentRow } from './datasets';
import { type Method, method, readMethod } from './method';

type Post = (context: Context, groupId: string) => void;

/**
 * A posting process (EPICOR.md 3.8): neither call answers anything. The agent takes the task up after a while, by
 * when the group may be gone: that is in the agent's own log, which nobody sees over REST.
 */
function process(dataset: string, group: 'APInvGrp' | 'GLJrnGrp', post: Post): Record<string, Method> {
  const table = `${dataset}Param`;
  const ds = { ds: `ds:${dataset}` } as const;
  const run = (context: Context, groupId: string): void => {
    if (context.db.table(group).get(groupId)) post(context, groupId);
  };
  const groupOf = (row: Row): string => {
    if (text(row, 'GroupID') === '') throw refuse('Group ID is required.', table, 'GroupID');
    return text(row, 'GroupID');
  };
  return {
    GetNewParameters: readMethod({}, (context) => ({
      returnObj: { [table]: [blankRow(table, { AgentID: context.behaviour.agents[0] ?? '', RowMod: 'A' })] },
    })),
    SubmitToAgent: method(
      { ...ds, agentID: 'text', agentSchedNum: 'integer', agentTaskNum: 'integer', maintProgram: 'text' },
      (context, given) => {
        const groupId = groupOf(currentRow(given.ds(), table));
        if (!context.behaviour.agents.includes(given.text('agentID'))) {
          throw refuse(`Agent ${given.text('agentID')} is not valid.`, table, 'AgentID');
        }
        if (context.behaviour.agentRuns) {
          context.later(context.behaviour.agentDelayMs, (later) => run(later, groupId));
        }
        return {};
      },
    ),
    RunDirect: method(ds, (context, given) => {
      run(context, groupOf(currentRow(given.ds(), table)));
      return {};
    }),
  };
}

/** Erp.PROC.APInvoicePostSvc. */
export const invoicePostMethods = process('APInvoicePost', 'APInvGrp', postInvoiceGroup);

/** Erp.PROC.GLJrnAsynchSvc. */
export const journalPostMethods = process('GLJrnAsynch', 'GLJrnGrp', postJournalGroup);
