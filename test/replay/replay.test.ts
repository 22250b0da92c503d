import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { Activities } from '../../activities';
import { createDataConverter, payloadCodecs } from '../../temporal/data-converter';
import { bundleWorkflows } from '../../worker/run-worker';
import * as contract from '../../workflows/contract';
import { historiesKey, type RecordedHistory, readHistory, recordedNames } from './history-files';
import { pathNames } from './paths';

// broken workflows are refused here on purpose, which is not worth a log
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });

const masterKey = Buffer.from(historiesKey, 'base64');
const histories = recordedNames().map(readHistory);
const allEvents = histories.flatMap(({ events }) => events);

/** Every activity; that each is recorded, is a test. */
const activities: Readonly<Record<keyof Activities, true>> = {
  fetchRecord: true,
  mapReferences: true,
  matchVendor: true,
  checkVendor: true,
  rejectVendor: true,
  createVendor: true,
  adoptDocument: true,
  getNew: true,
  updateMaster: true,
  confirmDocument: true,
  voidDocument: true,
  markExported: true,
  reportFailure: true,
  linkDocument: true,
  parkRecord: true,
  closeRecord: true,
  recordDecision: true,
  startRecords: true,
  collectReady: true,
  checkPosted: true,
  sealGroups: true,
  postGroup: true,
  wakePosted: true,
  attachReceipts: true,
  readForPreview: true,
  importCash: true,
  previewDocument: true,
  readChart: true,
  pushReferences: true,
  refreshWebhookSecrets: true,
  reviewTokenUse: true,
  pollTable: true,
  wakeParked: true,
  remindOfApprovals: true,
  readEpicorVendors: true,
  planVendors: true,
  writeVendors: true,
  createEpicorVendors: true,
};

/** Each history that the bundle's workflows do not replay, and the name of the failure. */
async function refusals(workflowBundle: WorkflowBundleWithSourceMap): Promise<Map<string, string>> {
  const names = new Map(histories.map(({ runId, name }) => [runId, name]));
  const options = { workflowBundle, dataConverter: createDataConverter(masterKey) };
  const recorded = histories.map(({ workflowId, events }) => ({ workflowId, history: { events } }));
  const refused = new Map<string, string>();
  for await (const { runId, error } of Worker.runReplayHistories(options, recorded))
    if (error) refused.set(names.get(runId) ?? runId, error.name);
  return refused;
}

const hasCompleted = ({ events }: RecordedHistory): boolean =>
  events.some(({ workflowExecutionCompletedEventAttributes: completed }) => completed);

/** The names without repetition, in order. */
const namesOf = (names: readonly (string | null | undefined)[]): string[] =>
  [...new Set(names.filter((name) => typeof name === 'string'))].sort();

describe('the recorded histories', () => {
  it('are one for each path', () => {
    expect(recordedNames()).toEqual(pathNames);
  });

  it('cover every workflow', () => {
    const workflowTypes = Object.entries(contract).flatMap(([name, value]) =>
      name.endsWith('WorkflowType') ? [String(value)] : [],
    );
    expect(
      namesOf(allEvents.map((event) => event.workflowExecutionStartedEventAttributes?.workflowType?.name)),
    ).toEqual(namesOf(workflowTypes));
  });

  it('cover every activity', () => {
    expect(
      namesOf(allEvents.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name)),
    ).toEqual(namesOf(Object.keys(activities)));
  });

  it('cover every signal and every update', () => {
    const inContract = (kind: 'Signal' | 'Update') =>
      namesOf(
        Object.entries(contract).flatMap(([key, definition]) =>
          key.endsWith(kind) ? [(definition as { name: string }).name] : [],
        ),
      );
    expect(
      namesOf(allEvents.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName)),
    ).toEqual(inContract('Signal'));
    expect(
      namesOf(
        allEvents.map(
          (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
        ),
      ),
    ).toEqual(inContract('Update'));
  });

  it('hold their payloads encrypted by the key that is kept with them', async () => {
    for (const { events } of histories) {
      let payloads = events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
      expect(Buffer.from(payloads[0]?.metadata?.encoding ?? []).toString()).toBe('binary/encrypted');
      for (const codec of payloadCodecs(masterKey).reverse()) payloads = await codec.decode(payloads);
      expect(payloads.map((each) => defaultPayloadConverter.fromPayload(each))).toEqual([
        expect.objectContaining({ connectionId: expect.any(String) }),
      ]);
    }
  });
});

describe('the workflows', () => {
  it('replay every recorded history', async () => {
    expect(await refusals(await bundleWorkflows())).toEqual(new Map());
  });
});

describe('a workflow that was changed without a patch', () => {
  const broken = (file: string) =>
    bundleWorkflowCode({
      workflowsPath: join(__dirname, 'broken', file),
      logger: new DefaultLogger('ERROR', () => undefined),
    });
  const everyOne = (recorded: readonly RecordedHistory[]) =>
    new Map(recorded.map(({ name }) => [name, 'DeterminismViolationError']));

  it('is refused by every history where its first step is new', async () => {
    expect(await refusals(await broken('begins-otherwise.ts'))).toEqual(everyOne(histories));
  });

  it('is refused by every history of a run that completed where its last step is new', async () => {
    const completed = histories.filter(hasCompleted);
    expect(completed).not.toEqual([]);
    expect(await refusals(await broken('ends-otherwise.ts'))).toEqual(everyOne(completed));
  });
});
