import { type Stack, startStack } from '../support/stack';
import { forgetOtherHistories, historiesKey, writeHistory } from './history-files';
import { pathGroups, pathNames } from './paths';

// before the first stack is started: it encrypts by the key that replay reads with
process.env.BREX_KINETIC_MASTER_KEY = historiesKey;

/**
 * `npm run record-histories`: walks every path on real servers and records its history for replay.test.ts.
 * To be run after a workflow was changed on purpose, in a way that open runs survive (docs/operations.md).
 */
describe.each(pathGroups)('$title', ({ settings, paths }) => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings });
  });
  afterAll(() => stack?.stop());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    stack.epicor.behave({ promptNextUpdates: 0 });
  });

  it.each(paths)('$name', async ({ name, walk }) => {
    const { workflowId, runId } = await walk(stack);
    writeHistory(name, await stack.temporal.workflow.getHandle(workflowId, runId).fetchHistory());
  });
});

afterAll(() => forgetOtherHistories(pathNames));
