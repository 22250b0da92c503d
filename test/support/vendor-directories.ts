import { Command } from 'commander';
import { addVendorCommands } from '../../cli/vendor-commands';
import type { StoredVendor } from '../../sandbox/brex/model/state';
import * as contract from '../../workflows/contract';
import type { Stack } from './stack';

/** A vendor of Brex that money goes to: what no alignment may touch. */
export function payable(id: string, name: string, changes: Partial<StoredVendor> = {}): StoredVendor {
  const details = {
    type: 'ACH',
    payment_instrument_id: `pdinstl_${id}`,
    routing_number: '021000021',
    account_number: `9900${id}`,
    account_type: 'CHECKING',
    account_class: 'BUSINESS',
  };
  return { id, company_name: name, email: null, phone: null, payment_accounts: [{ details }], ...changes };
}

/** Runs the alignment once, as its schedule does. */
export async function alignOnce(stack: Stack): Promise<contract.VendorsAligned> {
  const workflowId = `${contract.scheduleId('align-vendors', stack.connectionId)}-${Date.now()}`;
  return (await stack.temporal.workflow.execute(contract.scheduledAlignmentWorkflowType, {
    workflowId,
    taskQueue: stack.postingQueue,
    args: [{ connectionId: stack.connectionId }],
  })) as contract.VendorsAligned;
}

/** Runs brex-kinetic with these arguments on the stack; what it said, or why it failed. */
export async function vendorsCommand(stack: Stack, verb: string, ...args: string[]): Promise<string> {
  const { DATABASE_URL, BREX_KINETIC_TASK_QUEUE } = process.env;
  Object.assign(process.env, {
    DATABASE_URL: stack.databaseUrl,
    BREX_KINETIC_TASK_QUEUE: stack.postingQueue,
  });
  const said: string[] = [];
  const program = new Command().exitOverride();
  addVendorCommands(program, (line) => said.push(line));
  try {
    await program.parseAsync(['vendors', verb, ...args, '-c', stack.connectionId], { from: 'user' });
  } catch (error) {
    said.push(error instanceof Error ? error.message : String(error));
  } finally {
    restore({ DATABASE_URL, BREX_KINETIC_TASK_QUEUE });
  }
  return said.join('\n');
}

function restore(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Calls that changed something in Brex's directory, by kind. */
export function vendorWrites(stack: Stack): Record<string, number> {
  const writes = Object.entries(stack.brex.calls.counts()).filter(([kind]) =>
    /^(POST|PUT|DELETE) \/v1\/vendors/.test(kind),
  );
  return Object.fromEntries(writes);
}

/** Money's way to each vendor, by its id. */
export const instruments = (stack: Stack): Record<string, unknown> =>
  Object.fromEntries(
    stack.brex.state.vendors.map(({ id, payment_accounts }) => [id, structuredClone(payment_accounts ?? [])]),
  );
