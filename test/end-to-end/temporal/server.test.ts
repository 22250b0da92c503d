import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporal as api } from '@temporalio/proto';
import { connectTemporal, type TemporalClient } from '../../../temporal/connection';
import { createDataConverter } from '../../../temporal/data-converter';
import { ensureSchedule } from '../../../temporal/schedules';
import { ensureSearchAttributes } from '../../../temporal/search-attributes';
import {
  recordStartOptions,
  recordWorkflowType,
  scheduleId,
  searchAttributes,
} from '../../../workflows/contract';

const { IndexedValueType } = api.api.enums.v1;
const contractNames = Object.values(searchAttributes).map(({ name }) => name);
const hour = 3_600_000;
let client: TemporalClient;

beforeAll(async () => {
  client = await connectTemporal({ dataConverter: createDataConverter(randomBytes(32)) });
});
afterAll(() => client.connection.close());

/** A namespace that nobody has prepared. */
async function newNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await client.connection.workflowService.registerNamespace(
    api.api.workflowservice.v1.RegisterNamespaceRequest.fromObject({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 },
    }),
  );
  for (;;) {
    const known = await client.connection.operatorService
      .listSearchAttributes({ namespace })
      .catch(() => null);
    if (known) return namespace;
    await sleep(200);
  }
}

describe('search attributes', () => {
  it('are created where the namespace lacks them, can be used at once, and are created once', async () => {
    const namespace = await newNamespace();
    expect(await ensureSearchAttributes(client.connection, namespace)).toEqual(contractNames);
    const query = contractNames.map((name) => `${name} IS NULL`).join(' AND ');
    const { count } = await client.connection.workflowService.countWorkflowExecutions({ namespace, query });
    expect(Number(count)).toBe(0);
    expect(await ensureSearchAttributes(client.connection, namespace)).toEqual([]);
  });

  it('are created once by processes that start together', async () => {
    const namespace = await newNamespace();
    await Promise.all([1, 2, 3].map(() => ensureSearchAttributes(client.connection, namespace)));
    expect(await ensureSearchAttributes(client.connection, namespace)).toEqual([]);
  });

  it('are refused, with the remedy, where one has another type', async () => {
    const namespace = await newNamespace();
    await client.connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: { BrexRecordId: IndexedValueType.INDEXED_VALUE_TYPE_INT },
    });
    await expect(ensureSearchAttributes(client.connection, namespace)).rejects.toThrow(
      /BrexRecordId .* is not of type KEYWORD: remove it/,
    );
  });
});

describe('what Temporal stores of a record', () => {
  it('names the record, and hides everything that is passed to its run', async () => {
    const recordId = `rec_${randomUUID()}`;
    const options = recordStartOptions({ connectionId: 'acme', recordId }, `idle-${randomUUID()}`);
    const handle = await client.workflow.start(recordWorkflowType, options);
    const { events } = await handle.fetchHistory();
    const started = events?.[0]?.workflowExecutionStartedEventAttributes;
    expect(Buffer.from(started?.input?.payloads?.[0]?.metadata?.encoding ?? []).toString()).toBe(
      'binary/encrypted',
    );
    expect(started?.searchAttributes?.indexedFields?.BrexRecordId).toBeDefined();
    await handle.terminate();
  });
});

describe("a connection's schedule", () => {
  const scheduleOf = (connectionId: string) =>
    client.schedule.getHandle(scheduleId('backfill', connectionId));
  const connection = () => ({
    name: 'backfill' as const,
    connectionId: `acme-${randomUUID().slice(0, 8)}`,
    taskQueue: `idle-${randomUUID()}`,
  });

  it('is created with overlap SKIP and a short catch-up, and runs at once', async () => {
    const one = connection();
    await ensureSchedule(client, { ...one, everyMs: hour });
    const { spec, policies, info } = await scheduleOf(one.connectionId).describe();
    expect(spec.intervals?.[0]?.every).toBe(hour);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 600_000 });
    while ((await scheduleOf(one.connectionId).describe()).info.numActionsTaken === 0) await sleep(100);
    expect(info.nextActionTimes.length).toBeGreaterThan(0);
    await ensureSchedule(client, { ...one, everyMs: null });
  });

  it('takes a changed interval, and stays paused where somebody paused it', async () => {
    const one = connection();
    await ensureSchedule(client, { ...one, everyMs: hour });
    await scheduleOf(one.connectionId).pause('month end');
    await ensureSchedule(client, { ...one, everyMs: hour / 4 });
    while ((await scheduleOf(one.connectionId).describe()).spec.intervals?.[0]?.every !== hour / 4)
      await sleep(100);
    expect((await scheduleOf(one.connectionId).describe()).state).toMatchObject({
      paused: true,
      note: 'month end',
    });
    await ensureSchedule(client, { ...one, everyMs: null });
  });

  it('is deleted where it is off, also where there is none', async () => {
    const one = connection();
    await ensureSchedule(client, { ...one, everyMs: hour });
    await ensureSchedule(client, { ...one, everyMs: null });
    await expect(scheduleOf(one.connectionId).describe()).rejects.toThrow(/not found/i);
    await expect(ensureSchedule(client, { ...one, everyMs: null })).resolves.toBeUndefined();
  });
});
