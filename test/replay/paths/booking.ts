import { retryUpdate } from '../../../workflows/contract';
import { exportRecord, runOf, until, untilState, untilWaiting } from '../../support/booking';
import { reset, resettable } from '../../support/resets';
import type { Stack } from '../../support/stack';
import { always, cutShort, ended, expense, type RecordedPath, settled, tell } from './path';

/** A report waits for others a moment: it fails before the run is cut short, or it would not fail at all. */
const untilMet = (stack: Stack) =>
  until('the report has failed', async () => stack.brex.faults.list().every(({ met }) => met > 0));

/** Records that are booked, at once or after trouble with Epicor or Brex. */
export const bookingPaths: readonly RecordedPath[] = [
  {
    name: 'booked-in-one-call',
    walk: async (stack) => ended(stack, await settled(stack, expense, 'exported')),
  },
  {
    name: 'booked-and-found-by-one-upsert',
    walk: async (stack) => ended(stack, await settled(stack, expense, 'exported')),
  },
  {
    name: 'booked-as-journal',
    walk: async (stack) =>
      ended(stack, await settled(stack, { type: 'CARD_PAYMENT', amount: '900.00' }, 'exported')),
  },
  {
    name: 'booked-after-a-lost-answer',
    async walk(stack) {
      stack.epicor.faults.arm({ fault: 'commit-then-drop', match: { path: 'APInvoiceSvc/UpdateMaster' } });
      return ended(stack, await settled(stack, expense, 'exported'));
    },
  },
  {
    name: 'journal-booked-after-a-lost-answer',
    async walk(stack) {
      stack.epicor.faults.arm({ fault: 'commit-then-drop', match: { path: 'GLJournalEntrySvc/Update' } });
      return ended(stack, await settled(stack, { type: 'CARD_PAYMENT', amount: '901.00' }, 'exported'));
    },
  },
  {
    name: 'resumed-after-a-question-of-epicor',
    async walk(stack) {
      stack.epicor.behave({ promptNextUpdates: always });
      const id = exportRecord(stack, expense);
      await untilWaiting(stack, id, 'epicor-refused');
      stack.epicor.behave({ promptNextUpdates: 0 });
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
      return ended(stack, id);
    },
  },
  {
    name: 'resumed-in-the-midst-of-writing',
    async walk(stack) {
      const fault = { fault: 'status', status: 503 } as const;
      stack.epicor.faults.arm({ ...fault, match: { path: 'APInvoiceSvc/UpdateMaster', times: always } });
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'writing');
      await cutShort(stack, id);
      return ended(stack, id);
    },
  },
  {
    name: 'resumed-before-the-report',
    async walk(stack) {
      const fault = { fault: 'status', status: 503 } as const;
      stack.brex.faults.arm({ ...fault, match: { path: 'export-results', times: always } });
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'reporting');
      await untilMet(stack);
      await cutShort(stack, id);
      return ended(stack, id);
    },
  },
  {
    name: 'looked-at-again-after-a-reset',
    async walk(stack) {
      const id = await settled(stack, expense, 'exported');
      const [, beforePlanning] = await resettable(stack, id);
      if (beforePlanning) await reset(stack, id, beforePlanning);
      return ended(stack, id);
    },
  },
  {
    name: 'told-of-again-after-export',
    async walk(stack) {
      const id = await settled(stack, expense, 'exported');
      await tell(stack, id);
      return ended(stack, id);
    },
  },
  {
    name: 'changed-after-booking-and-confirmed',
    async walk(stack) {
      const fault = { fault: 'status', status: 503 } as const;
      stack.brex.faults.arm({ ...fault, match: { path: 'export-results', times: always } });
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'reporting');
      await untilMet(stack);
      stack.brex.records.recode(id, { amount: '76.25' });
      await cutShort(stack, id);
      await untilWaiting(stack, id, 'changed-after-booking');
      await runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana', confirm: 'changed' }] });
      return ended(stack, id);
    },
  },
];

/** The same where the connection saves invoices in stages. */
export const stagedPaths: readonly RecordedPath[] = [
  {
    name: 'booked-in-stages',
    walk: async (stack) => ended(stack, await settled(stack, expense, 'exported')),
  },
];
