import * as contract from '../../../workflows/contract';
import { exportRecord, runOf, until, untilState, untilWaiting } from '../../support/booking';
import type { Stack } from '../../support/stack';
import {
  ended,
  expense,
  newest,
  ofClosedPeriod,
  ofUnknownVendor,
  type RecordedPath,
  settled,
  withoutAccount,
} from './path';

const vendorOf = (stack: Stack): number => {
  const vendor = stack.world.epicor.vendors.find(({ inactive }) => !inactive);
  if (!vendor) throw new Error('the world has no active vendor');
  return vendor.vendorNum;
};

/** Records that wait for a person, and what the person says. */
export const decisionPaths: readonly RecordedPath[] = [
  {
    name: 'vendor-approved-by-signal',
    async walk(stack) {
      const id = exportRecord(stack, ofUnknownVendor('kowloon-house'));
      await untilWaiting(stack, id, 'vendor-none');
      const approval = { vendorNum: vendorOf(stack), by: 'Dana', remember: false };
      await runOf(stack, id).signal(contract.approveVendorSignal, approval);
      return ended(stack, id);
    },
  },
  {
    name: 'vendor-approved-by-update',
    async walk(stack) {
      const id = exportRecord(stack, { ...expense, merchant: 'fastenal' });
      const { candidates } = await untilWaiting(stack, id, 'vendor-ambiguous');
      await runOf(stack, id).executeUpdate(contract.approveVendorUpdate, {
        args: [{ vendorNum: candidates[0]?.vendorNum ?? 0, by: 'Dana' }],
      });
      return ended(stack, id);
    },
  },
  {
    name: 'vendor-approved-and-found-by-two-upserts',
    async walk(stack) {
      const id = exportRecord(stack, ofUnknownVendor('kowloon-house'));
      await untilWaiting(stack, id, 'vendor-none');
      const approval = { vendorNum: vendorOf(stack), by: 'Dana', remember: false };
      await runOf(stack, id).signal(contract.approveVendorSignal, approval);
      return ended(stack, id);
    },
  },
  {
    name: 'vendor-answered-by-two-at-once',
    async walk(stack) {
      const id = exportRecord(stack, ofUnknownVendor('kowloon-house'));
      await untilWaiting(stack, id, 'vendor-none');
      const answer = (vendorNum: number) =>
        runOf(stack, id).executeUpdate(contract.approveVendorUpdate, {
          args: [{ vendorNum, by: 'Dana', remember: false }],
        });
      await Promise.allSettled([answer(99_999_999), answer(vendorOf(stack))]);
      return ended(stack, id);
    },
  },
  {
    name: 'vendor-asked-for-twice',
    async walk(stack) {
      const id = exportRecord(stack, ofUnknownVendor('dolly-sods'));
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum: 99_999_999, by: 'Dana' });
      await untilWaiting(stack, id, 'vendor-missing');
      await runOf(stack, id).signal(contract.skipSignal, { by: 'Dana', reason: 'private' });
      return ended(stack, id);
    },
  },
  {
    name: 'retried-with-apply-date',
    async walk(stack) {
      const id = exportRecord(stack, ofClosedPeriod);
      await untilWaiting(stack, id, 'closed-period');
      await runOf(stack, id).executeUpdate(contract.retryUpdate, {
        args: [{ by: 'Dana', applyDate: stack.world.dates.today }],
      });
      return ended(stack, id);
    },
  },
  {
    name: 'booked-although-it-looks-like-another',
    async walk(stack) {
      const first = await settled(stack, { ...expense, amount: '31.00' }, 'exported');
      const { sourceId } = stack.brex.records.get(first);
      const id = exportRecord(stack, { ...expense, amount: '31.00', sourceId });
      await untilWaiting(stack, id, 'possible-duplicate');
      await runOf(stack, id).executeUpdate(contract.retryUpdate, {
        args: [{ by: 'Dana', confirm: 'duplicate' }],
      });
      return ended(stack, id);
    },
  },
  {
    name: 'skipped-then-retried-by-signal',
    async walk(stack) {
      const id = exportRecord(stack, ofClosedPeriod);
      await untilWaiting(stack, id, 'closed-period');
      await runOf(stack, id).executeUpdate(contract.skipUpdate, {
        args: [{ by: 'Dana', reason: 'too old' }],
      });
      await ended(stack, id);
      stack.brex.export([id]);
      await until('the run that finds it skipped has ended', async () => {
        const { status, runId } = await runOf(stack, id).describe();
        return status.name === 'COMPLETED' && runId;
      });
      await stack.temporal.workflow.signalWithStart(contract.recordWorkflowType, {
        ...contract.recordStartOptions(
          { connectionId: stack.connectionId, recordId: id },
          stack.postingQueue,
        ),
        signal: contract.retrySignal,
        signalArgs: [{ by: 'Dana', applyDate: stack.world.dates.today }],
      });
      await untilState(stack, id, 'exported');
      return ended(stack, id);
    },
  },
  {
    name: 'skipped-and-exported-again',
    async walk(stack) {
      const id = exportRecord(stack, withoutAccount);
      await untilWaiting(stack, id, 'account-missing');
      const { runId } = await newest(stack, id);
      await runOf(stack, id).signal(contract.skipSignal, { by: 'Dana', reason: 'private' });
      await ended(stack, id);
      stack.brex.export([id]);
      await until('another run was started', async () => (await newest(stack, id)).runId !== runId);
      return ended(stack, id);
    },
  },
  {
    name: 'linked-at-the-second-try',
    async walk(stack) {
      const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'APPALCL');
      if (!vendor) throw new Error('the world has no vendor APPALCL');
      const { id } = stack.brex.records.create({
        type: 'BILL_EXPENSE',
        vendor: vendor.name,
        invoiceNumber: 'ACS-20417',
        amount: '1480.00',
        account: '6420|60|100|00',
      });
      stack.brex.export([id]);
      await stack.backfill();
      await untilWaiting(stack, id, 'already-in-epicor');
      const link = { by: 'Dana', vendorNum: vendor.vendorNum };
      await runOf(stack, id).signal(contract.linkSignal, { ...link, invoiceNum: 'ACS-1' });
      // refused while the wrong link is still looked for; a refused update is not in the history
      await until('it waits again and takes the right link', () =>
        runOf(stack, id)
          .executeUpdate(contract.linkUpdate, { args: [{ ...link, invoiceNum: 'ACS-20417' }] })
          .catch(() => null),
      );
      return ended(stack, id);
    },
  },
  {
    name: 'woken-told-of-and-still-waiting',
    async walk(stack) {
      const id = exportRecord(stack, withoutAccount);
      await untilWaiting(stack, id, 'account-missing');
      await runOf(stack, id).signal(contract.wakeSignal);
      await untilParked(stack, id, 2);
      await runOf(stack, id).signal(contract.recordReadySignal, {});
      await untilParked(stack, id, 3);
      await untilWaiting(stack, id, 'account-missing');
      return newest(stack, id);
    },
  },
  {
    name: 'decision-that-does-not-fit',
    async walk(stack) {
      const id = exportRecord(stack, withoutAccount);
      await untilWaiting(stack, id, 'account-missing');
      await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum: 1, by: 'Dana' });
      await runOf(stack, id).signal(contract.retrySignal, { by: 'Dana' });
      await untilParked(stack, id, 2);
      await untilWaiting(stack, id, 'account-missing');
      return newest(stack, id);
    },
  },
  {
    name: 'cancelled-while-waiting',
    async walk(stack) {
      const id = exportRecord(stack, withoutAccount);
      await untilWaiting(stack, id, 'account-missing');
      await runOf(stack, id).cancel();
      await runOf(stack, id)
        .result()
        .catch(() => undefined);
      return newest(stack, id);
    },
  },
];

/** Waits until the record was parked that often. */
async function untilParked(stack: Stack, recordId: string, times: number): Promise<void> {
  await until(`${recordId} was parked ${times} times`, async () => {
    const events = await stack.store.audit.story(stack.connectionId, recordId);
    return events.filter(({ step }) => step === 'parkRecord').length >= times;
  });
}
