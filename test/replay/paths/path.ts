import type { RecordDraft } from '../../../sandbox/brex/model/record-draft';
import * as contract from '../../../workflows/contract';
import { type RecordReady, recordReadySignal, recordStartOptions } from '../../../workflows/contract';
import { exportRecord, runOf, untilState } from '../../support/booking';
import type { Stack } from '../../support/stack';

/** Which run was walked; without a run id the newest of the workflow id. */
export interface Walked {
  readonly workflowId: string;
  readonly runId?: string;
}

/** One way through a workflow, and how to bring a run to walk it on the whole product. */
export interface RecordedPath {
  /** Of the recorded file: what happens, in words. */
  readonly name: string;
  readonly walk: (stack: Stack) => Promise<Walked>;
}

/** Card spend that is coded well and whose merchant is a vendor. */
export const expense = {
  merchant: 'uline',
  amount: '75.25',
  account: '6520|60|100|00',
} as const satisfies RecordDraft;

/** Spend of a merchant that no vendor is named like. */
export const ofUnknownVendor = (merchant: string): RecordDraft => ({ ...expense, merchant });

/** A combination of codes that makes no account of the chart. */
export const withoutAccount: RecordDraft = { ...expense, account: '6310|60|100|00' };

/** Booked in a period that is closed. */
export const ofClosedPeriod: RecordDraft = {
  ...expense,
  postedAt: '2024-01-15T12:00:00Z',
  erpPostingDate: '2024-01-15T12:00:00Z',
};

/** More requests than any path makes. */
export const always = 1_000;

/** The newest run of the record, once it has ended. */
export async function ended(stack: Stack, recordId: string): Promise<Walked> {
  await runOf(stack, recordId).result();
  return newest(stack, recordId);
}

/** The newest run of the record as it stands. */
export async function newest(stack: Stack, recordId: string): Promise<Walked> {
  const { workflowId, runId } = await runOf(stack, recordId).describe();
  return { workflowId, runId };
}

/** Exports a record and waits until its run has ended with the ledger in `state`. */
export async function settled(
  stack: Stack,
  draft: RecordDraft,
  state: Parameters<typeof untilState>[2],
): Promise<string> {
  const id = exportRecord(stack, draft);
  await untilState(stack, id, state);
  await ended(stack, id);
  return id;
}

/** Tells of a record as the gateway does. */
export async function tell(stack: Stack, recordId: string, ready: RecordReady = {}): Promise<void> {
  await stack.temporal.workflow.signalWithStart(contract.recordWorkflowType, {
    ...recordStartOptions({ connectionId: stack.connectionId, recordId }, stack.postingQueue),
    signal: recordReadySignal,
    signalArgs: [ready],
  });
}

/** Ends a run in the midst of its work, as a person may in the Temporal UI; the next one takes it up. */
export async function cutShort(stack: Stack, recordId: string): Promise<void> {
  await runOf(stack, recordId).terminate('cut short by the recorder');
  stack.brex.faults.clear();
  stack.epicor.faults.clear();
  await tell(stack, recordId);
}
