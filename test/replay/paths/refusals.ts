import type { RecordDraft } from '../../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../../sandbox/world/brex-fields';
import {
  previewStartOptions,
  previewWorkflowType,
  returnSignal,
  returnUpdate,
  skipUpdate,
} from '../../../workflows/contract';
import { exportRecord, runOf, until, untilState, untilWaiting } from '../../support/booking';
import type { Stack } from '../../support/stack';
import {
  always,
  cutShort,
  ended,
  expense,
  newest,
  ofUnknownVendor,
  type RecordedPath,
  settled,
  tell,
  type Walked,
  withoutAccount,
} from './path';

const unmapped = { ...expense, account: `${unmappedAccountName}|60|100|00` };

/** Records that are not booked, or not at once: returned, skipped, closed. */
export const refusalPaths: readonly RecordedPath[] = [
  {
    name: 'returned-by-the-rules',
    walk: async (stack) => ended(stack, await settled(stack, unmapped, 'returned')),
  },
  {
    name: 'recoded-and-exported-again',
    async walk(stack) {
      const id = await settled(stack, unmapped, 'returned');
      stack.brex.records.recode(id, { account: expense.account, amount: '11.00' });
      stack.brex.export([id]);
      await untilState(stack, id, 'exported');
      return ended(stack, id);
    },
  },
  {
    name: 'returned-by-signal',
    async walk(stack) {
      const id = exportRecord(stack, withoutAccount);
      await untilWaiting(stack, id, 'account-missing');
      await runOf(stack, id).signal(returnSignal, { by: 'Dana', message: 'Please recode.' });
      return ended(stack, id);
    },
  },
  {
    name: 'returned-although-half-written',
    async walk(stack) {
      stack.epicor.behave({ promptNextUpdates: always });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'epicor-refused');
      stack.epicor.behave({ promptNextUpdates: 0 });
      await runOf(stack, id).executeUpdate(returnUpdate, { args: [{ by: 'Dana' }] });
      return ended(stack, id);
    },
  },
  {
    name: 'recoded-although-half-written',
    async walk(stack) {
      stack.epicor.behave({ promptNextUpdates: always });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'epicor-refused');
      stack.epicor.behave({ promptNextUpdates: 0 });
      stack.brex.records.recode(id, { amount: '12.00' });
      stack.brex.export([id]);
      await untilState(stack, id, 'exported');
      return ended(stack, id);
    },
  },
  {
    name: 'skipped',
    async walk(stack) {
      const id = exportRecord(stack, ofUnknownVendor('radioshack'));
      await untilWaiting(stack, id, 'vendor-none');
      await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'private' }] });
      return ended(stack, id);
    },
  },
  {
    name: 'skip-told-by-the-next-run',
    async walk(stack) {
      const fault = { fault: 'status', status: 503 } as const;
      const id = exportRecord(stack, ofUnknownVendor('radioshack'));
      await untilWaiting(stack, id, 'vendor-none');
      stack.brex.faults.arm({ ...fault, match: { path: 'export-results', times: always } });
      await runOf(stack, id).startUpdate(skipUpdate, {
        args: [{ by: 'Dana', reason: 'private' }],
        waitForStage: 'ACCEPTED',
      });
      await untilState(stack, id, 'skipping');
      await cutShort(stack, id);
      return ended(stack, id);
    },
  },
  {
    name: 'closed-for-zero-amount',
    walk: async (stack) => ended(stack, await settled(stack, { ...expense, amount: '0.00' }, 'closed')),
  },
  {
    name: 'closed-since-deleted-in-brex',
    async walk(stack) {
      const { id } = stack.brex.records.create(expense);
      stack.brex.records.delete(id);
      await tell(stack, id);
      return ended(stack, id);
    },
  },
  {
    name: 'not-ready-for-export',
    async walk(stack) {
      const { id } = stack.brex.records.create(expense);
      await tell(stack, id);
      return ended(stack, id);
    },
  },
];

/** Exports a record, which the ledger keeps as seen. */
async function endedFromExport(stack: Stack, draft: RecordDraft): Promise<Walked> {
  const id = exportRecord(stack, draft);
  await untilState(stack, id, 'seen');
  await until(`the run of ${id} exists`, () => newest(stack, id).catch(() => null));
  return ended(stack, id);
}

/** Records of a connection that reads and plans only. */
export const previewPaths: readonly RecordedPath[] = [
  {
    name: 'preview-of-a-booking',
    walk: (stack) => endedFromExport(stack, expense),
  },
  {
    name: 'preview-of-a-question',
    walk: (stack) => endedFromExport(stack, ofUnknownVendor('radioshack')),
  },
  {
    name: 'preview-of-a-return',
    walk: (stack) => endedFromExport(stack, unmapped),
  },
  {
    name: 'preview-with-its-document',
    walk: (stack) => endedFromExport(stack, expense),
  },
  {
    name: 'preview-with-a-question',
    walk: (stack) => endedFromExport(stack, ofUnknownVendor('radioshack')),
  },
  {
    name: 'preview-asked-for',
    async walk(stack) {
      const { id } = stack.brex.records.create(expense);
      const record = { connectionId: stack.connectionId, recordId: id };
      const handle = await stack.temporal.workflow.start(
        previewWorkflowType,
        previewStartOptions(record, 'recorded', stack.postingQueue),
      );
      await handle.result();
      return { workflowId: handle.workflowId };
    },
  },
];
