import { randomUUID } from 'node:crypto';
import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { postingQueue } from '../temporal/connection';
import * as contract from '../workflows/contract';
import { inCommandWords } from './decision-words';

export interface Decided {
  readonly ok: boolean;
  readonly words: string;
  /** The record does not wait, or not for this: another one may. */
  readonly notWaiting?: boolean;
}

const updates = {
  approve: contract.approveVendorUpdate,
  reject: contract.rejectVendorUpdate,
  'create-vendor': contract.createVendorUpdate,
  retry: contract.retryUpdate,
  return: contract.returnUpdate,
  link: contract.linkUpdate,
  skip: contract.skipUpdate,
} as const;

export type Verb = keyof typeof updates;

/** Longer than a run lets a person wait: a worker that thousands of records keep busy may take minutes to say so. */
const longEnoughMs = 25_000;

/** Verbs that settle which vendor it is: a record that still asks afterwards did not take the answer. */
const settling: readonly Verb[] = ['approve', 'create-vendor'];

/** Sends a person's decision to a waiting record as an update, and says what came of it or why it does not fit. */
export async function decide(
  client: Client,
  record: contract.RecordInput,
  verb: Verb,
  asked: object,
  patienceMs = longEnoughMs,
): Promise<Decided> {
  const handle = client.workflow.getHandle(contract.recordWorkflowId(record.connectionId, record.recordId));
  let taken = false;
  try {
    const update = updates[verb] as UpdateDefinition<contract.RecordStatus, [object]>;
    const started = await handle.startUpdate(update, {
      args: [asked],
      updateId: `${verb}-${randomUUID()}`,
      waitForStage: 'ACCEPTED',
    });
    taken = true;
    const status = await client.withDeadline(Date.now() + patienceMs, () => started.result());
    if (settling.includes(verb) && status.status === 'WaitingForVendor')
      return { ok: false, words: inCommandWords(status.reason) };
    return { ok: true, words: inWords(status) };
  } catch (error) {
    if (taken && error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
      return { ok: true, words: 'Your decision is taken, and is being carried out.' };
    if (error instanceof WorkflowUpdateFailedError)
      return {
        ok: false,
        words: inCommandWords(error.cause?.message ?? error.message),
        notWaiting: isNotWaiting(error),
      };
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return verb === 'retry' ? reopen(client, record, asked) : itIsOver(client, record);
  }
}

/** The record has no open run: how its last one ended is told. */
async function itIsOver(client: Client, record: contract.RecordInput): Promise<Decided> {
  const { connectionId, recordId } = record;
  const handle = client.workflow.getHandle(contract.recordWorkflowId(connectionId, recordId));
  try {
    const status = await handle.query(contract.statusQuery);
    return {
      ok: false,
      notWaiting: true,
      words: `${recordId} does not wait for a decision: ${contract.statusWords[status.status]}${status.document ? ` (${status.document})` : ''}. Its story: brex-kinetic audit ${recordId}. Only retry has it looked at again.`,
    };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return {
      ok: false,
      notWaiting: true,
      words: `No run of record ${recordId} is known in connection ${connectionId}: see that both are written as brex-kinetic approvals and status show them.`,
    };
  }
}

/** Only retry opens a run (a record that was skipped or closed is booked by it). */
async function reopen(client: Client, record: contract.RecordInput, asked: object): Promise<Decided> {
  await client.workflow.signalWithStart(contract.recordWorkflowType, {
    ...contract.recordStartOptions(record, postingQueue()),
    signal: contract.retrySignal,
    signalArgs: [asked as contract.Retry],
  });
  return { ok: true, words: 'A new run was opened for this record.' };
}

const isNotWaiting = ({ cause }: WorkflowUpdateFailedError): boolean =>
  cause instanceof ApplicationFailure && cause.type === contract.notWaiting;

function inWords(status: contract.RecordStatus): string {
  return [status.status, status.document, status.reason].filter(Boolean).join(': ');
}
