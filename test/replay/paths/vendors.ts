import * as contract from '../../../workflows/contract';
import { exportRecord, runOf, statusOf, until, untilWaiting } from '../../support/booking';
import type { Stack } from '../../support/stack';
import { ended, expense, ofUnknownVendor, type RecordedPath } from './path';

const by = 'Dana';

/** Further answers to the question which vendor it is, and the telling of people. */
export const vendorPaths: readonly RecordedPath[] = [
  {
    name: 'vendor-not-offered-then-meant',
    async walk(stack) {
      const id = exportRecord(stack, { ...expense, merchant: 'motion', amount: '12.00' });
      const { candidates } = await untilWaiting(stack, id, 'vendor-ambiguous');
      const vendorNum = strangerTo(stack, candidates);
      await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum, by });
      await runOf(stack, id).executeUpdate(contract.approveVendorUpdate, {
        args: [{ vendorNum, by, override: true, remember: false }],
      });
      return ended(stack, id);
    },
  },
  {
    name: 'vendors-rejected-then-created',
    async walk(stack) {
      const id = exportRecord(stack, { ...expense, merchant: 'motion', amount: '13.00' });
      const { candidates } = await untilWaiting(stack, id, 'vendor-ambiguous');
      const vendorNum = candidates[0]?.vendorNum;
      await runOf(stack, id).signal(contract.rejectVendorSignal, { by, vendorNum });
      // asked again with the rest, which may take a second look
      const answer = (given: Promise<unknown>) => given.catch(() => null);
      await until('the rest is rejected too', async () => {
        await answer(runOf(stack, id).executeUpdate(contract.rejectVendorUpdate, { args: [{ by }] }));
        return (await statusOf(stack, id)).reasonCode === 'vendor-none';
      });
      const name = 'Recorded Motion';
      await until('it is created', () =>
        answer(runOf(stack, id).executeUpdate(contract.createVendorUpdate, { args: [{ by, name }] })),
      );
      // this connection gives new vendors no terms
      await untilWaiting(stack, id, 'missing-setting');
      await runOf(stack, id).signal(contract.skipSignal, { by, reason: 'private' });
      return ended(stack, id);
    },
  },
  {
    name: 'vendor-refused-by-epicor-then-approved',
    async walk(stack) {
      const merchant = { rawDescriptor: 'RECORDED MILL', name: 'Recorded Mill' };
      const id = exportRecord(stack, { ...expense, merchant, amount: '14.00' });
      await untilWaiting(stack, id, 'vendor-none');
      const [taken] = stack.world.epicor.vendors;
      await runOf(stack, id).signal(contract.createVendorSignal, { by, vendorId: taken?.vendorId ?? '' });
      await untilWaiting(stack, id, 'vendor-refused');
      await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum: strangerTo(stack, []), by });
      return ended(stack, id);
    },
  },
  {
    name: 'released-by-the-answer-for-another',
    async walk(stack) {
      const draft = ofUnknownVendor('radioshack');
      const first = exportRecord(stack, { ...draft, amount: '15.00' });
      const second = exportRecord(stack, { ...draft, amount: '16.00' });
      await untilWaiting(stack, first, 'vendor-none');
      await untilWaiting(stack, second, 'vendor-none');
      await runOf(stack, first).executeUpdate(contract.approveVendorUpdate, {
        args: [{ vendorNum: strangerTo(stack, []), by }],
      });
      return ended(stack, second);
    },
  },
  {
    name: 'answered-while-it-looked-again',
    async walk(stack) {
      const merchant = { rawDescriptor: 'RECORDED FORGE', name: 'Recorded Forge' };
      const id = exportRecord(stack, { ...expense, merchant, amount: '18.00' });
      await untilWaiting(stack, id, 'vendor-none');
      stack.brex.faults.arm({ match: { path: '/v3/accounting/records' }, fault: 'delay', delayMs: 1_500 });
      await runOf(stack, id).signal(contract.wakeSignal);
      await until('it looks again', async () => (await statusOf(stack, id)).status === 'Fetching');
      const vendorNum = strangerTo(stack, []);
      await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum, by });
      return ended(stack, id);
    },
  },
  {
    name: 'reminded-of-approvals',
    async walk(stack) {
      const workflowId = `${contract.scheduleId('reminders', stack.connectionId)}-recorded`;
      await stack.temporal.workflow.execute(contract.remindWorkflowType, {
        workflowId,
        taskQueue: stack.postingQueue,
        args: [{ connectionId: stack.connectionId }],
      });
      return { workflowId };
    },
  },
];

/** An active vendor that is none of these. */
function strangerTo(stack: Stack, candidates: readonly contract.VendorCandidate[]): number {
  const offered = candidates.map(({ vendorNum }) => vendorNum);
  const stranger = stack.world.epicor.vendors.find(
    ({ inactive, vendorNum }) => !inactive && !offered.includes(vendorNum),
  );
  if (!stranger) throw new Error('the world has no other active vendor');
  return stranger.vendorNum;
}
