import type { AccountingRecord } from '../accounting/accounting-record';
import { finalStates, type LedgerState, ledgerStates } from '../accounting/ledger-states';
import {
  type BackfillInput,
  type BackfillResult,
  recordStartOptions,
  recordWorkflowType,
} from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import { startRecords } from './start-records';
import { staysUnreported } from './support/bill-reports';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';

/** Bills are polled by the time of their last change (BREX.md 2.4); the cursor keeps the newest one seen. */
const billCursor = 'bills-updated-after';
/** When the last backfill ended: `brex-kinetic status` shows it. */
const backfilledCursor = 'backfilled-at';
/** Changes may become visible late; what was seen before is harmless to see again. */
const overlapMs = 60 * 60_000;
/** Started, but not finished, and perhaps without a run: it was terminated, or Temporal was lost. */
const unfinished: readonly LedgerState[] = ledgerStates.filter(
  (state) => state !== 'seen' && !finalStates.includes(state),
);
const mostUnfinished = 1_000;

/**
 * The plain backfill (ARCHITECTURE, "The ledger"): every record that is READY_FOR_EXPORT, every bill that
 * changed, every unfinished row of our ledger. All ids are collected and noted before the first start, since
 * exporting shrinks the list while it is paged; then the cursor moves.
 */
export function collectReady(deps: ActivityDependencies) {
  const start = startRecords(deps);
  return async ({ connectionId }: BackfillInput): Promise<BackfillResult> => {
    const connected = await deps.connections.get(connectionId);
    // one record that cannot be read must not hide the others; it is asked for again next time
    const unreadable: string[] = [];
    const onUnreadable = (id: string | null) => void unreadable.push(id ?? 'without id');
    const ready = await collect(connected.brex.records({ reviewStatus: 'READY_FOR_EXPORT', onUnreadable }));
    const since =
      (await deps.store.cursors.get(connectionId, billCursor)) ?? `${connected.settings.startDate}T00:00:00Z`;
    const bills = await collect(
      connected.brex.records({ sourceType: 'BILL', updatedAfter: since, onUnreadable }),
    );

    const found = [...new Map([...ready, ...bills].map((record) => [record.id, record])).values()];
    const wanted = await worthStarting(deps, connected, found);
    await deps.store.billStatuses.saw(
      connectionId,
      bills.map(({ id, reviewStatus }) => ({ recordId: id, status: reviewStatus })),
    );
    for (const { id, version } of found)
      await deps.store.ledger.see({ connectionId, recordId: id, source: 'backfill', version });
    const started = await start({
      connectionId,
      source: 'backfill',
      records: wanted.map(({ id, version }) => ({ recordId: id, version })),
    });
    // in preview nothing would come of them
    const resumed = connected.settings.mode === 'live' ? await resumeUnfinished(deps, connected) : 0;
    if (connected.settings.mode === 'live') await moveCursor(deps, connectionId, bills);
    await deps.store.cursors.set(connectionId, backfilledCursor, new Date().toISOString());
    tellAudit(
      `${found.length} records found (${bills.length} bills), ${started} started, ${resumed} unfinished looked after`,
    );
    return { found: found.length, started: started + resumed };
  };
}

async function collect(records: AsyncIterable<AccountingRecord>): Promise<AccountingRecord[]> {
  const collected: AccountingRecord[] = [];
  for await (const record of records) {
    collected.push(record);
  }
  return collected;
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
  await store.cursors.set(connectionId, billCursor, new Date(Date.parse(newest) - overlapMs).toISOString());
}
