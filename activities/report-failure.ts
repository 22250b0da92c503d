import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import { isCashType } from '../accounting/cash';
import { bookedStates } from '../accounting/ledger-states';
import type { BrexError, BrexErrorKind } from '../brex';
import { LedgerConflict, type LedgerRow } from '../store';
import type { Connected } from './connection/connection-clients';
import { isBill, isReady, refusesBills, staysUnreported } from './support/bill-reports';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { documentReference } from './support/document-reference';
import { attentionFrom } from './support/failures';
import { report } from './support/report';
import { inPreview, ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow } from './support/stored';

export interface FailureToReport extends RecordKey {
  /** return: to be recoded and exported again. skip: not to be booked; only retry books it. */
  readonly kind: 'return' | 'skip';
  /** Read by the bookkeeper in Brex. */
  readonly message: string;
  readonly by: string;
  /** What the record would wait for, where it cannot be sent back. */
  readonly cause?: string;
}

/** Brex shows the message in a narrow column; longer ones say their end in our audit trail only. */
const longestMessage = 500;

/** After these Brex surely has no report of ours, where none was sent before. */
const plainRefusals: readonly BrexErrorKind[] = ['denied', 'invalid', 'conflict', 'duplicate'];

/** After these it may have one, of this attempt or of an earlier one: the record tells. */
const doubtfulRefusals: readonly BrexErrorKind[] = ['not-ready', 'not-found', 'unconfirmed'];

/**
 * Sends the record back to Brex with a reason (BREX.md 2.5). After a lost answer the record is no longer ready,
 * which is then the proof that the failure arrived.
 */
export function reportFailure({ store, connections }: ActivityDependencies) {
  return (input: FailureToReport): Promise<Ruling<null>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await connections.get(key.connectionId);
      const { settings, learned } = connected;
      if (settings.mode === 'preview') return refused(inPreview);
      const row = await ledgerRow(store, key);
      const [going, gone] =
        input.kind === 'return' ? (['returning', 'returned'] as const) : (['skipping', 'skipped'] as const);
      if (row.state === gone) return ruled(null);
      if (bookedStates.includes(row.state)) return refused(booked(row));
      const tells = !staysUnreported(row, settings, learned);
      if (!tells && input.kind === 'return')
        return refused(isCashType(row.recordType) ? cashStays() : billStays(input));
      const arrived = tells && row.state === going && (await hasArrived(connected, row, input.kind));
      await store.ledger.transition(key, going, { reason: input.message });
      const refusal = tells && !arrived ? await tell(connected, key.recordId, input.message) : null;
      if (refusal && isBill(row.recordType) && refusesBills(refusal, settings)) {
        await store.connections.learn(key.connectionId, { billsReportable: false });
        if (input.kind === 'return') {
          await store.ledger.transition(key, 'seen');
          return refused(billStays(input));
        }
      } else if (refusal) {
        if (attentionFrom(refusal, activityInfo().attempt)) await store.ledger.transition(key, 'seen');
        throw refusal;
      }
      await store.ledger.transition(key, gone);
      await store.causes.clear(key);
      tellAudit(
        `${input.kind === 'return' ? 'returned to Brex' : 'skipped'} by ${input.by}: ${input.message}`,
      );
      return ruled(null);
    });
}

/**
 * Whether Brex has what an earlier attempt may have sent: then the record is no longer ready. One that is ready at a
 * newer version was corrected meanwhile and must not come back for what was wrong before: whoever returns it looks again.
 */
async function hasArrived(
  { records, settings }: Connected,
  row: LedgerRow,
  kind: FailureToReport['kind'],
): Promise<boolean> {
  const record = await records.read(row.recordId);
  if (!record || !isReady(record, settings)) return true;
  if (kind === 'return' && row.version !== null && record.version > row.version)
    throw new LedgerConflict(row.recordId, `version ${row.version} in Brex`, row.state);
  return false;
}

/** Null once Brex has it; else the refusal of Brex, which surely did not take it. */
async function tell(
  { reports, records, settings }: Connected,
  recordId: string,
  message: string,
): Promise<BrexError | null> {
  const { refusal, perhapsTaken } = await report(reports, {
    recordId,
    failure: { message: shorten(message) },
  });
  if (!refusal) return null;
  const plain = plainRefusals.includes(refusal.kind);
  if (plain && !perhapsTaken) return refusal;
  if (!plain && !doubtfulRefusals.includes(refusal.kind)) throw refusal;
  const record = await records.read(recordId);
  return record && isReady(record, settings) ? refusal : null;
}

function booked(row: LedgerRow): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `This record is booked in Epicor as ${documentReference(row)}, so Brex cannot be told otherwise.`,
    remedy:
      'Correct the document in Epicor by hand where it must change; retry with confirm "changed" reports it as it stands.',
  };
}

function cashStays(): Attention {
  return {
    code: 'brex-refused',
    disposition: 'park',
    text: 'Cash activity cannot be sent back: Brex keeps no record of it to be recoded.',
    remedy: 'Correct posting.cash in the connection file, apply it and retry; or skip it.',
  };
}

/** Where bills cannot be reported, they cannot be sent back either. */
function billStays({ message, cause }: FailureToReport): Attention {
  return {
    code: 'brex-refused',
    disposition: 'park',
    text: `This bill cannot be sent back, since Brex takes no reports of bills (brex.reportBills). ${message}`,
    remedy: 'Correct the bill in Brex, then retry; or skip it.',
    ...(cause === undefined ? {} : { cause }),
  };
}

function shorten(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 1)}…`;
}
