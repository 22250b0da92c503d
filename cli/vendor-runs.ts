import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { StoredConnection } from '../store';
import * as contract from '../workflows/contract';
import { BrexCommandFailed } from './brex-connection';

/** Has the worker plan, apply or create, and waits for what came of it. */
export async function alignVendors(
  client: Client,
  connectionId: string,
  ask: contract.VendorsAsked,
): Promise<contract.VendorsAligned> {
  const taskQueue = process.env.BREX_KINETIC_TASK_QUEUE ?? contract.defaultPostingQueue;
  try {
    const handle = await client.workflow.start(
      contract.vendorAlignmentWorkflowType,
      contract.alignVendorsStartOptions({ connectionId, ask }, taskQueue),
    );
    return (await handle.result()) as contract.VendorsAligned;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError)
      throw new BrexCommandFailed(
        `The vendors of ${connectionId} are being aligned at this moment: try again when that run has ended.`,
      );
    throw error;
  }
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
