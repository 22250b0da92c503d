import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { type Store, type StoredConnection, stepsInOrder } from '../store';
import { postingQueue } from '../temporal/connection';
import * as contract from '../workflows/contract';
import { BrexCommandFailed } from './brex-connection';

/** A run of a connection that has not ended. */
export interface RunUnderWay {
  /** "Dana applies a plan" */
  readonly about: string;
  readonly since: Date;
}

/** Somebody, or the schedule, has the vendors aligned at this moment. */
export class AlignedAlready extends BrexCommandFailed {}

/** Has the worker plan, apply or create, and waits for what came of it. */
export async function alignVendors(
  client: Client,
  store: Store,
  connectionId: string,
  ask: contract.VendorsAsked,
): Promise<contract.VendorsAligned> {
  const taskQueue = postingQueue();
  for (;;) {
    try {
      const handle = await client.workflow.start(
        contract.vendorAlignmentWorkflowType,
        contract.alignVendorsStartOptions({ connectionId, ask }, taskQueue),
      );
      return (await handle.result()) as contract.VendorsAligned;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const running = await runUnderWay(client, connectionId);
      // it may have ended at this very moment
      if (!running) continue;
      throw new AlignedAlready(
        `The vendors of ${connectionId} are being aligned already: ${await inWords(store, connectionId, running)}. Nothing was started; ask again when that run has ended (brex-kinetic vendors status -c ${connectionId}).`,
      );
    }
  }
}

/** The run that aligns a connection's vendors now; null where none does. */
export async function runUnderWay(client: Client, connectionId: string): Promise<RunUnderWay | null> {
  const handle = client.workflow.getHandle(contract.vendorAlignmentWorkflowId(connectionId));
  try {
    const { status, memo, startTime } = await handle.describe();
    if (status.name !== 'RUNNING') return null;
    return { about: String(memo?.[contract.alignmentMemo] ?? 'a run'), since: startTime };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** "Dana applies a plan, since 2026-11-24 08:12 UTC, 120 of 1983 steps done" */
export async function inWords(
  store: Store,
  connectionId: string,
  { about, since }: RunUnderWay,
): Promise<string> {
  const stored = await store.vendorAlignment.plan(connectionId);
  const begun = `${about}, since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (!stored || stored.plannedAt < since) return `${begun}, both lists are being read`;
  return `${begun}, ${stored.done} of ${stepsInOrder(stored.plan).length} steps done`;
}

/** What the run could not do, in words; null where it did. */
export function troubleOf(
  { outcome, digest }: contract.VendorsAligned,
  { settings }: StoredConnection,
  offReason: string | null,
): string | null {
  if (outcome === 'off')
    return `Vendors are not aligned: ${offReason ?? 'Epicor does not let the integration user read them'}. Give the Brex token the scope "vendors" (the account needs Brex Cash, its user the role of an account admin, AP clerk or bookkeeper), then run brex-kinetic connect.`;
  if (outcome === 'plan-changed')
    return `The vendors have changed since that plan; nothing was written by it from then on. The plan is now ${digest}: look at it with "brex-kinetic vendors status", then apply again.`;
  if (settings.mode === 'preview')
    return 'This connection is in preview: nothing is written. Set mode: live in the connection file, and apply it with brex-kinetic connect.';
  return null;
}
