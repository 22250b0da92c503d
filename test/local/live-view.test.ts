import { stripVTControlCharacters } from 'node:util';
import { Client, type WorkflowExecutionInfo } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { LiveView } from '../../local/live-view';
import { type ExportStatus, type RecordStatus, searchAttributes } from '../../workflows/contract';

interface FakeRun {
  readonly id: string;
  readonly status: ExportStatus;
  readonly reason?: string;
}

/** A client whose visibility shows the runs given and whose runs answer the query, or fail to. */
function fakeClient() {
  const state = { runs: [] as FakeRun[], answering: true, queries: [] as string[], asked: 0 };
  const client: Client = Object.assign(Object.create(Client.prototype), {
    options: { namespace: 'default' },
    connection: { withDeadline: (_at: number, call: () => Promise<unknown>) => call() },
    workflow: {
      async *list({ query }: { query: string }) {
        state.queries.push(query);
        yield* state.runs.map(asInfo);
      },
      getHandle: (workflowId: string) => ({
        query: async (): Promise<Partial<RecordStatus>> => {
          state.asked += 1;
          if (!state.answering) throw new Error('no worker');
          return {
            amount: '10.00 USD',
            merchant: `Shop ${workflowId.slice(-5)}`,
            reason: '',
            candidates: [],
          };
        },
      }),
    },
  });
  return { state, client };
}

function asInfo({ id, status, reason }: FakeRun): WorkflowExecutionInfo {
  const pairs = [{ key: searchAttributes.status, value: status }];
  const all = reason ? [...pairs, { key: searchAttributes.reason, value: reason }] : pairs;
  const info: Partial<WorkflowExecutionInfo> = {
    workflowId: `record/sandbox/${id}`,
    runId: `run-${id}`,
    typedSearchAttributes: new TypedSearchAttributes(all),
  };
  return info as WorkflowExecutionInfo;
}

function liveView() {
  const { state, client } = fakeClient();
  const lines: string[] = [];
  const view = new LiveView({
    client,
    connectionId: 'sandbox',
    uiUrl: 'http://localhost:8233',
    log: (line) => lines.push(stripVTControlCharacters(line)),
  });
  return { state, lines, view };
}

describe('the live view', () => {
  it('asks for the runs of its connection that are open or have just closed', async () => {
    const { state, view } = liveView();
    await view.look();
    expect(state.queries[0]).toMatch(
      /^WorkflowType = 'postAccountingRecord' AND BrexKineticConnection = 'sandbox' AND \(ExecutionStatus = 'Running' OR CloseTime > '.+Z'\)$/,
    );
  });

  it('prints a record once it has come to something, with the page of its run', async () => {
    const { state, lines, view } = liveView();
    state.runs = [{ id: 'rec_1', status: 'Exported' }];
    await view.look();
    expect(lines[0]).toMatch(/exported +10\.00 USD +Shop rec_1/);
    expect(lines[1]?.trim()).toBe(
      'http://localhost:8233/namespaces/default/workflows/record%2Fsandbox%2Frec_1/run-rec_1',
    );
  });

  it('prints it once, and again when its state or reason changes', async () => {
    const { state, lines, view } = liveView();
    state.runs = [{ id: 'rec_1', status: 'NeedsAttention', reason: 'closed-period' }];
    await view.look();
    await view.look();
    state.runs = [{ id: 'rec_1', status: 'NeedsAttention', reason: 'account-missing' }];
    await view.look();
    state.runs = [{ id: 'rec_1', status: 'Exported' }];
    await view.look();
    expect(lines.filter((line) => line.includes('rec_1') && !line.includes('http'))).toHaveLength(3);
  });

  it('counts what is on its way without asking its runs', async () => {
    const { state, lines, view } = liveView();
    state.runs = [
      { id: 'rec_1', status: 'Posting' },
      { id: 'rec_2', status: 'Mapping' },
    ];
    await view.look();
    expect(lines).toEqual([expect.stringMatching(/2 on its way$/)]);
    expect(state.asked).toBe(0);
  });

  it('waits for a run that does not answer, and then prints what it knows', async () => {
    const { state, lines, view } = liveView();
    state.answering = false;
    state.runs = [{ id: 'rec_1', status: 'Exported' }];
    for (let look = 0; look < 4; look += 1) await view.look();
    expect(lines.filter((line) => line.includes('http'))).toEqual([]);
    await view.look();
    expect(lines.filter((line) => line.includes('http'))).toHaveLength(1);
  });
});
