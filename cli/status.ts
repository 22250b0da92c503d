import type { ConnectionSettings } from '../accounting/connection-settings';
import { finalStates, ledgerStates } from '../accounting/ledger-states';
import { mirrorTitles } from '../accounting/reference-data';
import type { LedgerRow, MirrorSummary, Store } from '../store';

/** More notices than these are counted. */
const mostNotices = 20;

/** Prints how a connection stands: what is booked, what waits, how fresh Epicor's data is, and what people should know. */
export async function printStatus(
  store: Store,
  connectionId: string,
  say: (line: string) => void,
): Promise<boolean> {
  const connection = await store.connections.get(connectionId);
  if (!connection) {
    say(`There is no connection "${connectionId}": apply its file with brex-kinetic connect.`);
    return false;
  }
  const { settings } = connection;
  say(`${settings.id} (${settings.mode}), Epicor company ${settings.epicor.company}`);
  await sayLedger(store, connectionId, say);
  await sayBills(store, settings, say);
  say(`backfill       ${ago(await backfilledAt(store, connectionId))}`);
  say(`Epicor poll    every ${settings.schedules.epicorPoll}`);
  for (const mirror of await store.mirrors.summary(connectionId)) say(`  ${mirrorLine(mirror)}`);
  say(`mapping table  ${await tableLine(store, connectionId)}`);
  await sayHolds(store, connectionId, say);
  await sayNotices(store, connectionId, say);
  return true;
}

async function sayLedger(store: Store, connectionId: string, say: (line: string) => void): Promise<void> {
  const counts = await store.ledger.counts(connectionId);
  const counted = ledgerStates.filter((state) => counts[state] > 0);
  say(`records        ${counted.map((state) => `${counts[state]} ${state}`).join(', ') || 'none yet'}`);
  const unfinished = ledgerStates.filter((state) => !finalStates.includes(state));
  const rows = await store.ledger.byStates(connectionId, unfinished);
  const waiting = rows.filter(({ reason }) => reason !== null);
  say(`waiting        ${waiting.length === 0 ? 'none' : waiting.length}`);
  const oldest = await oldestOf(store, connectionId, waiting);
  if (oldest) say(`  oldest       ${oldest.row.recordId} since ${stamp(oldest.since)}: ${oldest.row.reason}`);
}

/** The ledger dates a row by its last look; a registered cause knows since when the record waits for it. */
async function oldestOf(
  store: Store,
  connectionId: string,
  waiting: readonly LedgerRow[],
): Promise<{ row: LedgerRow; since: Date } | undefined> {
  const since = new Map<string, Date>();
  for (const cause of await store.causes.list(connectionId))
    if (!since.has(cause.recordId)) since.set(cause.recordId, cause.since);
  return waiting
    .map((row) => ({ row, since: since.get(row.recordId) ?? row.updatedAt }))
    .sort((left, right) => left.since.getTime() - right.since.getTime())[0];
}

/** Which bills are not booked because of their status (CONNECTION.md, bookBillsIn). */
async function sayBills(
  store: Store,
  { id, brex }: ConnectionSettings,
  say: (line: string) => void,
): Promise<void> {
  const counts = await store.billStatuses.counts(id);
  const others = [...counts].filter(
    ([status]) => !brex.bookBillsIn.includes(status) && status !== 'EXPORTED',
  );
  if (others.length > 0)
    say(
      `bills          not booked in their status: ${others.map(([status, count]) => `${count} ${status}`).join(', ')}`,
    );
}

async function backfilledAt(store: Store, connectionId: string): Promise<Date | null> {
  const at = await store.cursors.get(connectionId, 'backfilled-at');
  return at === null ? null : new Date(at);
}

function mirrorLine({ mirror, rows, loadedAt, polledAt, comparedAt, comparingSince }: MirrorSummary): string {
  const title = mirrorTitles[mirror].padEnd(16);
  const count = rows.toLocaleString('en-US').padStart(9);
  if (loadedAt === null) return `${title}${count}  first load under way`;
  const compared = comparingSince ? 'comparing keys now' : `keys compared ${ago(comparedAt)}`;
  return `${title}${count}  polled ${ago(polledAt)}, ${compared}`;
}

async function tableLine(store: Store, connectionId: string): Promise<string> {
  const [table] = await store.mappingRules.history(connectionId);
  if (!table) return 'none: the connection file alone codes';
  const rules = table.count === 1 ? '1 rule' : `${table.count} rules`;
  return `version ${table.version}, ${rules}, imported ${stamp(table.importedAt)} by ${table.importedBy}`;
}

async function sayHolds(store: Store, connectionId: string, say: (line: string) => void): Promise<void> {
  const holds = await store.holds.current(connectionId);
  say(`on hold        ${holds.length === 0 ? 'nothing' : ''}`.trimEnd());
  for (const { system, scope, reason, since } of holds)
    say(`  ${system}${scope ? ` (${scope})` : ''} since ${stamp(since)}: ${reason}`);
}

async function sayNotices(store: Store, connectionId: string, say: (line: string) => void): Promise<void> {
  const notices = await store.notices.open(connectionId);
  say(`notices        ${notices.length === 0 ? 'none' : notices.length}`);
  for (const { raisedAt, message } of notices.slice(0, mostNotices)) say(`  ${stamp(raisedAt)}  ${message}`);
  if (notices.length > mostNotices) say(`  and ${notices.length - mostNotices} more`);
}

const stamp = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function ago(at: Date | null): string {
  return at === null ? 'never' : stamp(at);
}
