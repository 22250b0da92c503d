import { z } from 'zod';
import { textColumn } from './columns';
import { type Row, withColumns } from './dataset';
import type { EpicorHttp } from './http';
import { createService } from './service';

const agentColumns = z.object({ AgentID: textColumn });

/**
 * Starts one of Epicor's posting processes (EPICOR.md 3.8): its own default parameters with ours in them, handed to
 * a task agent to run at once, or run in the call itself where `agent` is 'direct'. Neither answers anything: what
 * came of it is seen in the group. Each call is a new task, so a lost answer is kind `lost-answer`.
 */
export async function postByAgent(
  http: EpicorHttp,
  process: { readonly service: string; readonly table: string },
  agent: string,
  parameters: Row,
): Promise<string> {
  const service = createService(http, process.service);
  const fresh = await service.getByKey('GetNewParameters', {});
  if (!fresh) throw service.error('GetNewParameters', 'bad-reply', 'the process has no parameters');
  const { AgentID } = service.read(
    'GetNewParameters',
    agentColumns,
    service.first('GetNewParameters', fresh, process.table),
  );
  if (agent === 'direct') {
    await service.save('RunDirect', { ds: withColumns(fresh, process.table, parameters) });
    return '';
  }
  const agentID = agent || AgentID;
  const ds = withColumns(fresh, process.table, { ...parameters, AgentID: agentID });
  // as the screen of the process would name itself
  const maintProgram = process.service.replace('.PROC.', '.UI.').replace(/Svc$/, '');
  await service.save('SubmitToAgent', { ds, agentID, agentSchedNum: 0, agentTaskNum: 0, maintProgram });
  return '';
}
