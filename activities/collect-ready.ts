import type { AccountingRecord } from '../accounting/accounting-record';
import { finalStates, type LedgerState, ledgerStates } from '../accounting/ledger-states';
import {
  type BackfillInput,
  type BackfillResult,
  recordStartOptions,
  recordWorkflowType,
} from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import { changedBills, readyRecords } from './polling/listed-records';
import { startRecords } from './start-records';
import { staysUnreported } from './support/bill-reports';
import type { ActivityDependencies } from './support/dependencies';
import { tellAlert, tellAudit } from './support/step';

/** Bills are polled by the time of their last change (BREX.md 2.4); the cursor keeps the newest one seen. */
const billCursor = 'bills-updated-after';
/** When the last backfill ended: `brex-kinetic status` shows it. */
const backfilledCursor = 'backfilled-at';
/** Changes may become visible late; what was seen before is harmless to see again. */
const overlapMs = 60 * 60_000;
/** A bill whose posting date is after the start may have changed before it for the last time. */
const firstLookMs = 92 * 24 * 60 * 60_000;
/** Started, but not finished, and perhaps without a run: it was terminated, or Temporal was lost. */
const unfinished: readonly LedgerState[] = ledgerStates.filter(
  (state) => state !== 'seen' && !finalStates.includes(state),
);
const mostUnfinished = 1_000;

/**
 * The plain backfill (ARCHITECTURE, "The ledger"): every record that is READY_FOR_EXPORT, every bill that
 * changed, every unfinished row of our ledger. All ids are collected and noted before the first start, since
 * exporting shrinks the list while it is paged; then the cursor moves. A record that cannot be read is started
 * too: its run reads it again and tells a person.
 */
export function collectReady(deps: ActivityDependencies) {
  const start = startRecords(deps);
  return async ({ connectionId }: BackfillInput): Promise<BackfillResult> => {
    const connected = await deps.connections.get(connectionId);
    const ready = await readyRecords(connected.brex);
    const bills = await changedBills(connected.brex, await billsSince(deps, connected));

    const all = [...ready.records, ...bills.records];
    const found = [...new Map(all.map((record) => [record.id, record])).values()];
    const unreadable = [...new Set([...ready.unreadable, ...bills.unreadable])];
    const wanted = await worthStarting(deps, connected, found);
    await deps.store.billStatuses.saw(
      connectionId,
      bills.records.map(({ id, reviewStatus }) => ({ recordId: id, status: reviewStatus })),
    );
    for (const { id, version } of found)
      await deps.store.ledger.see({ connectionId, recordId: id, source: 'backfill', version });
    const started = await start({
      connectionId,
      source: 'backfill',
      records: [
        ...wanted.map(({ id, version }) => ({ recordId: id, version })),
        ...unreadable.map((recordId) => ({ recordId, isKnown: true })),
      ],
    });
    // in preview nothing would come of them
    const resumed = connected.settings.mode === 'live' ? await resumeUnfinished(deps, connected) : 0;
    if (bills.failure && !bills.refused) throw bills.failure;
    if (connected.settings.mode === 'live') await moveCursor(deps, connectionId, bills.records);
    await deps.store.cursors.set(connectionId, backfilledCursor, new Date().toISOString());
    const words = `${found.length} records found (${bills.records.length} bills), ${started} started, ${resumed} unfinished looked after`;
    if (bills.failure)
      tellAlert(`${words}; Brex does not list bills: ${bills.failure.message}`, { unreadable });
    else tellAudit(words, { unreadable });
    return { found: found.length, started: started + resumed };
  };
}

async function billsSince({ store }: ActivityDependencies, { settings }: Connected): Promise<string> {
  const since = await store.cursors.get(settings.id, billCursor);
  return since ?? new Date(Date.parse(settings.startDate) - firstLookMs).toISOString();
}

/** A record at a version that is finished here needs no run; a bill needs one only where it may be booked. */
async function worthStarting(
  { store }: ActivityDependencies,
  { settings }: Connected,
  found: readonly AccountingRecord[],
): Promise<AccountingRecord[]> {
  const wanted: AccountingRecord[] = [];
  for (const record of found) {
    if (record.sourceType === 'BILL' && !settings.brex.bookBillsIn.includes(record.reviewStatus)) continue;
    const row = await store.ledger.get({ connectionId: settings.id, recordId: record.id });
    const done =
      row &&
      (finalStates.includes(row.state) || isBookedBill(record, row.state)) &&
      row.version === record.version;
    if (!done) wanted.push(record);
  }
  return wanted;
}

/** Where bills are not reported, `committed` is final for them. */
function isBookedBill(record: AccountingRecord, state: LedgerState): boolean {
  return record.sourceType === 'BILL' && state === 'committed';
}

/** Opens a run for each unfinished row that has none; one that is open is not disturbed. */
async function resumeUnfinished(
  { store, temporal, postingQueue }: ActivityDependencies,
  { settings, learned }: Connected,
): Promise<number> {
  const connectionId = settings.id;
  const all = await store.ledger.byStates(connectionId, unfinished, mostUnfinished);
  const rows = all.filter((row) => !staysUnreported(row, settings, learned));
  for (const { recordId } of rows) {
    await temporal.workflow.start(
      recordWorkflowType,
      recordStartOptions({ connectionId, recordId }, postingQueue),
    );
  }
  return rows.length;
}

async function moveCursor(
  { store }: ActivityDependencies,
  connectionId: string,
  bills: readonly AccountingRecord[],
): Promise<void> {
  const newest = bills
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1);
  if (!newest) return;
  // a time that has not come yet would hide every bill until it does
  const until = Math.min(Date.parse(newest), Date.now()) - overlapMs;
  await store.cursors.set(connectionId, billCursor, new Date(until).toISOString());
}
