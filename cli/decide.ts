import { randomUUID } from 'node:crypto';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import * as contract from '../workflows/contract';

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

/** Sends a person's decision to a waiting record as an update, and says what came of it or why it does not fit. */
export async function decide(
  client: Client,
  record: contract.RecordInput,
  verb: Verb,
  asked: object,
): Promise<Decided> {
  const handle = client.workflow.getHandle(contract.recordWorkflowId(record.connectionId, record.recordId));
  try {
    const update = updates[verb] as UpdateDefinition<contract.RecordStatus, [object]>;
    const status = await handle.executeUpdate(update, { args: [asked], updateId: `${verb}-${randomUUID()}` });
    return { ok: true, words: inWords(status) };
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError)
      return { ok: false, words: error.cause?.message ?? error.message, notWaiting: isNotWaiting(error) };
    if (error instanceof WorkflowNotFoundError) return reopen(client, record, verb, asked);
    throw error;
  }
}

/** The record has no open run; only retry opens one (a record that was skipped or closed is booked by it). */
async function reopen(
  client: Client,
  record: contract.RecordInput,
  verb: Verb,
  asked: object,
): Promise<Decided> {
  if (verb !== 'retry')
    return {
      ok: false,
      notWaiting: true,
      words: 'This record has no open run, so nothing waits for a decision; only retry opens one.',
    };
  await client.workflow.signalWithStart(contract.recordWorkflowType, {
    ...contract.recordStartOptions(
      record,
      process.env.BREX_KINETIC_TASK_QUEUE ?? contract.defaultPostingQueue,
    ),
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
