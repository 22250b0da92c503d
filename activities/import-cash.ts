import { cashMatch, cashReadFrom, cashRecordId } from '../accounting/cash';
import type { CashTransaction } from '../accounting/cash-transaction';
import { bookedStates, finalStates } from '../accounting/ledger-states';
import { BrexError } from '../brex';
import type { StoredCashTransaction } from '../store';
import type { CashImported, ScheduledInput } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import { startRecords } from './start-records';
import type { ActivityDependencies } from './support/dependencies';
import { tellAlert, tellAudit } from './support/step';

const cursorOf = (accountId: string): string => `cash-posted-after/${accountId}`;

/**
 * Reads the settled activity of every cash account (BREX.md 5), the last days again since Brex changes it late, and
 * starts a run for what a rule books. What no rule books is kept to be listed; what already is an accounting record is
 * left alone. Also what was read earlier is looked at again: a rule may have been added since.
 */
export function importCash(deps: ActivityDependencies) {
  const start = startRecords(deps);
  return async ({ connectionId }: ScheduledInput): Promise<CashImported> => {
    const connected = await deps.connections.get(connectionId);
    let found = 0;
    // an account that the token may not read must not hide the others
    const unreadable: string[] = [];
    const accounts = await unlessRefused(() => connected.brex.cashAccounts());
    for (const { id, name } of accounts ?? []) {
      const read = await unlessRefused(() => readAccount(deps, connected, id));
      if (read === null) unreadable.push(`${name} (${id})`);
      else found += read;
    }
    const stored = await deps.store.cash.list(connectionId);
    const matches = stored.map((each) => ({ each, ...cashMatch(each.transaction, connected.settings) }));
    const booked = matches.flatMap(({ each, decision }) => (decision === 'booked' ? [each] : []));
    const wanted = await unfinished(deps, connectionId, booked);
    const started = await start({
      connectionId,
      source: 'cash',
      records: wanted.map(({ transaction, version }) => ({
        recordId: cashRecordId(transaction.id),
        version,
      })),
    });
    const unmatched = matches.filter(({ decision }) => decision === 'unmatched').length;
    const words = `${found} movements of cash read, ${started} started, ${unmatched} without a rule`;
    if (accounts === null) tellAlert(`${words}; ${noAccounts}`);
    else tellAudit(words, { unreadable });
    return { found, started, unmatched };
  };
}

/** Also what Brex says to an account without Brex Cash (BREX.md 1.4). */
const noAccounts =
  'Brex lets the token read no cash account: it needs the scope accounts.cash.readonly and a role that may; or set schedules.cashImport to off.';

/** Null where Brex refuses the account: its 403 is also that of an account without activity of its own (BREX.md 7). */
async function unlessRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BrexError && ['denied', 'not-found', 'invalid'].includes(error.kind)) return null;
    throw error;
  }
}

/** How many were read. In preview the cursor stays, so that live reads them again. */
async function readAccount(
  { store }: ActivityDependencies,
  { brex, settings }: Connected,
  accountId: string,
): Promise<number> {
  const from = (await store.cursors.get(settings.id, cursorOf(accountId))) ?? settings.startDate;
  let found = 0;
  let newest = from;
  for await (const sent of brex.cashTransactions(accountId, `${from}T00:00:00Z`)) {
    const { id, type, description, amount, postedAtDate: postedOn } = sent;
    const transaction: CashTransaction = { id, accountId, type, description, amount, postedOn };
    if (postedOn > newest) newest = postedOn;
    if (postedOn < settings.startDate || cashMatch(transaction, settings).decision === 'left') continue;
    await store.cash.see(settings.id, transaction);
    found += 1;
  }
  if (settings.mode === 'live')
    await store.cursors.set(settings.id, cursorOf(accountId), cashReadFrom(newest, settings.startDate));
  return found;
}

/** Those that are not booked or settled at this version. */
async function unfinished(
  { store }: ActivityDependencies,
  connectionId: string,
  booked: readonly StoredCashTransaction[],
): Promise<StoredCashTransaction[]> {
  const wanted: StoredCashTransaction[] = [];
  for (const each of booked) {
    const row = await store.ledger.get({ connectionId, recordId: cashRecordId(each.transaction.id) });
    const settled = row && (bookedStates.includes(row.state) || finalStates.includes(row.state));
    if (!settled || (row.seenVersion ?? 0) < each.version) wanted.push(each);
  }
  return wanted;
}
