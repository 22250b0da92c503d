import { type Ruling, refused, ruled } from '../accounting/attention';
import { BrexError } from '../brex';
import type { ActivityDependencies, RecordKey } from './dependencies';
import { ruling } from './rulings';
import { tellAudit } from './step';
import { ledgerRow } from './stored';

export interface FailureToReport extends RecordKey {
  /** return: to be recoded and exported again. skip: not to be booked; only retry books it. */
  readonly kind: 'return' | 'skip';
  /** Read by the bookkeeper in Brex. */
  readonly message: string;
  readonly by: string;
}

/** Brex shows the message in a narrow column; longer ones say their end in our audit trail only. */
const longestMessage = 500;

/**
 * Sends the record back to Brex with a reason (BREX.md 2.5). After a lost answer the record is no longer ready,
 * which is then the proof that the failure arrived.
 */
export function reportFailure({ store, connections }: ActivityDependencies) {
  return (input: FailureToReport): Promise<Ruling<null>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const { brex, settings } = await connections.get(key.connectionId);
      const row = await ledgerRow(store, key);
      const [going, gone] =
        input.kind === 'return' ? (['returning', 'returned'] as const) : (['skipping', 'skipped'] as const);
      if (row.state === gone) return ruled(null);
      if (
        input.kind === 'return' &&
        row.recordType?.startsWith('BILL_') &&
        settings.brex.reportBills === 'never'
      ) {
        return refused({
          code: 'brex-refused',
          disposition: 'park',
          text: `This bill cannot be sent back, since bills are not reported to Brex (brex.reportBills: never). ${input.message}`,
          remedy: 'Correct the bill in Brex, then retry; or skip it.',
        });
      }
      await store.ledger.transition(key, going, { reason: input.message });
      try {
        await brex.reportExportResults([
          { recordId: key.recordId, failure: { message: shorten(input.message) } },
        ]);
      } catch (error) {
        if (!(error instanceof BrexError) || (error.kind !== 'not-ready' && error.kind !== 'not-found'))
          throw error;
        const record = await brex.record(key.recordId);
        if (record && record.reviewStatus === 'READY_FOR_EXPORT') throw error;
      }
      await store.ledger.transition(key, gone);
      await store.causes.clear(key);
      tellAudit(
        `${input.kind === 'return' ? 'returned to Brex' : 'skipped'} by ${input.by}: ${input.message}`,
      );
      return ruled(null);
    });
}

function shorten(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 1)}…`;
}
