import * as contract from '../../../workflows/contract';
import { until } from '../../support/booking';
import type { Stack } from '../../support/stack';
import { payable } from '../../support/vendor-directories';
import type { RecordedPath, Walked } from './path';

/** Few vendors, so that the history stays short: none is created in Brex. */
export const fewVendors = { 'schedules:': 'vendors: { toBrex: none }\nschedules:' };

async function align(stack: Stack, ask: contract.VendorsAsked): Promise<Walked & contract.VendorsAligned> {
  const { connectionId, postingQueue, temporal } = stack;
  const handle = await temporal.workflow.start(
    contract.vendorAlignmentWorkflowType,
    contract.alignVendorsStartOptions({ connectionId, ask }, postingQueue),
  );
  const aligned = (await handle.result()) as contract.VendorsAligned;
  return { ...aligned, workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
}

/** Vendors of both directories. */
export const alignmentPaths: readonly RecordedPath[] = [
  { name: 'vendors-planned', walk: (stack) => align(stack, { kind: 'plan' }) },
  {
    name: 'vendors-by-schedule-after-another-run',
    async walk(stack) {
      const { connectionId, postingQueue, temporal } = stack;
      stack.brex.faults.arm({ match: { path: '/v1/vendors' }, fault: 'delay', delayMs: 2_000 });
      const asked = align(stack, { kind: 'plan' });
      await until('a run is under way', async () => stack.brex.faults.list()[0]?.met === 1);
      const handle = await temporal.workflow.start(contract.scheduledAlignmentWorkflowType, {
        workflowId: `${contract.scheduleId('align-vendors', connectionId)}-now`,
        taskQueue: postingQueue,
        args: [{ connectionId }],
      });
      await asked;
      await handle.result();
      return { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
    },
  },
  {
    name: 'vendors-applied-and-created',
    async walk(stack) {
      stack.brex.state.vendors.push(payable('pdcont_new', 'Xqzzv Vreskolt'));
      const approval = { brexVendorId: 'pdcont_new', by: 'Dana', vendorId: null };
      await stack.store.vendorPartners.approve(stack.connectionId, approval);
      const { digest } = await align(stack, { kind: 'plan' });
      return align(stack, { kind: 'apply', digest: digest ?? '', by: 'Dana' });
    },
  },
  {
    name: 'vendors-applied-by-another-plan',
    walk: (stack) => align(stack, { kind: 'apply', digest: 'another', by: 'Dana' }),
  },
];
