import { enlarged } from '../../sandbox/world/enlarged';
import { until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';

const accounts = 2_000;
const pageSize = 100;
const pagesBefore = 7;

let stack: Stack;
afterEach(() => stack?.stop());

describe('a worker killed with SIGKILL', () => {
  it('in the middle of the first load leaves the next one only the rest to read', async () => {
    stack = await startStack({
      worker: false,
      epicorSeed: (seed) => enlarged(seed, { accounts, vendors: seed.vendors.length }),
    });
    stack.epicor.behave({ largestPage: pageSize });
    const all = stack.epicor.db.table('GLAccount').size();
    stack.epicor.faults.arm({
      fault: 'timeout',
      match: { path: 'GLAccountSvc/GLAccounts', skip: pagesBefore },
      delayMs: 600_000,
    });
    const rows = async () => (await stack.store.mirrors.all(stack.connectionId, 'accounts')).length;

    const first = await WorkerProcess.start(stack);
    const polled = stack.poll();
    await until('a page is held', async () => stack.epicor.faults.list().every(({ met }) => met > 0));
    await first.kill();
    expect(await rows()).toBe(pagesBefore * pageSize);

    stack.epicor.calls.reset();
    const second = await WorkerProcess.start(stack);
    try {
      await polled;
    } finally {
      await second.stop();
    }
    expect(await rows()).toBe(all);
    const [pages] = Object.entries(stack.epicor.calls.counts())
      .filter(([kind]) => kind.includes('GLAccounts'))
      .map(([, count]) => count);
    // the rest, and the empty page that ends it
    expect(pages).toBe(Math.ceil(all / pageSize) - pagesBefore + 1);
  });
});
