import type { SearchAttributeType } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { connectionClients, createActivities } from '../../activities';
import { findTimeSkippingServer } from '../../local/time-skipping-server';
import { loadMasterKey } from '../../store';
import { createDataConverter } from '../../temporal/data-converter';
import { bundleWorkflows } from '../../worker/run-worker';
import { stepInterceptor } from '../../worker/step-interceptor';
import { brexQueue, epicorQueue, searchAttributes } from '../../workflows/contract';
import { expectBookedOnce, exportRecord, untilState } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '57.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '57.00', '2110|00|000|00': '-57.00' };

/** Retries pause for ten minutes at most: so many fit into the outage, less those of its first hour. */
const attemptsInThreeDays = 3 * 24 * 6 - 6;

/** Days pass in seconds, on Temporal's time-skipping server; everything else is real. */
describe('while Brex is down for days after the document was committed', () => {
  let environment: TestWorkflowEnvironment;
  let stack: Stack;
  let stopWorkers: () => Promise<void>;

  beforeAll(async () => {
    const path = await findTimeSkippingServer({ log: (line) => process.stderr.write(`${line}\n`) });
    environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await environment.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(
        Object.values(searchAttributes).map(({ name, type }) => [name, indexedType(type)]),
      ),
    });
    process.env.TEMPORAL_ADDRESS = environment.address;
    stack = await startStack({ worker: false });
    stopWorkers = await startWorkers(stack, environment);
  });
  afterAll(async () => {
    await stopWorkers?.();
    await stack?.stop();
    await environment?.teardown();
  });

  it('the report is tried until Brex is back, and nothing is written to Epicor again', async () => {
    const outage = { fault: 'status', status: 503, match: { path: 'export-results', times: 0 } } as const;
    stack.brex.faults.arm(outage);
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'reporting');
    const calls = stack.epicor.calls.counts();

    await environment.sleep('3 days');
    expect(stack.brex.faults.list()[0]?.met).toBeGreaterThanOrEqual(attemptsInThreeDays);
    stack.brex.faults.clear();
    await environment.sleep('11 minutes');

    await expectBookedOnce(stack, id, booked);
    expect(stack.epicor.calls.counts()).toEqual(calls);
  });
});

/** As worker/run-worker.ts, without schedules, which this server does not have. */
async function startWorkers(
  { store, temporal: client, postingQueue, connectionId }: Stack,
  { nativeConnection: connection }: TestWorkflowEnvironment,
): Promise<() => Promise<void>> {
  const connections = connectionClients(store);
  const log = pino({ level: 'silent' });
  const shared = {
    connection,
    dataConverter: createDataConverter(await loadMasterKey(process.env, '.data')),
    activities: createActivities({ store, connections, temporal: client, postingQueue }),
    interceptors: { activity: [stepInterceptor({ store, log, comeBackMs: 60_000 })] },
  };
  const workers = await Promise.all([
    Worker.create({ ...shared, taskQueue: postingQueue, workflowBundle: await bundleWorkflows() }),
    Worker.create({ ...shared, taskQueue: brexQueue(connectionId) }),
    Worker.create({ ...shared, taskQueue: epicorQueue(connectionId) }),
  ]);
  const done = workers.map((worker) => worker.run());
  return async () => {
    for (const worker of workers) worker.shutdown();
    await Promise.all(done);
    await connections.close();
  };
}

function indexedType(type: SearchAttributeType): temporal.api.enums.v1.IndexedValueType {
  return temporal.api.enums.v1.IndexedValueType[`INDEXED_VALUE_TYPE_${type}`];
}
