import { exportRecord, untilWaiting } from '../../support/booking';
import { documentOf, startPostGroups, startWakePosted } from '../../support/posting';
import type { Stack } from '../../support/stack';
import { ended, expense, type RecordedPath } from './path';

/** A connection that posts its groups, reports only what is posted, and attaches receipts. */
export const postingPaths: readonly RecordedPath[] = [
  {
    name: 'reported-once-posted-with-its-receipt',
    async walk(stack) {
      const id = await booked(stack);
      stack.epicor.postGroup(documentOf(stack, id).groupId);
      await (await startWakePosted(stack)).result();
      return ended(stack, id);
    },
  },
  {
    name: 'groups-posted',
    async walk(stack) {
      await booked(stack);
      const run = await startPostGroups(stack);
      await run.result();
      return { workflowId: run.workflowId };
    },
  },
  {
    name: 'posted-documents-looked-for',
    async walk(stack) {
      await booked(stack);
      const run = await startWakePosted(stack);
      await run.result();
      return { workflowId: run.workflowId };
    },
  },
];

async function booked(stack: Stack): Promise<string> {
  const id = exportRecord(stack, { ...expense, receipt: true });
  await untilWaiting(stack, id, 'awaiting-posting');
  return id;
}
