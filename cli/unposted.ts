import { nameOf } from '../accounting/document-name';
import { periodName } from '../accounting/fiscal-period';
import { formatMoney, money } from '../accounting/money';
import { isCalendarDate } from '../accounting/record-dates';
import { byGroup, totalsOf, type UnpostedGroup, type UnpostedItem } from '../accounting/unposted-list';
import { openEpicor } from '../clients';
import type { UnpostedDocument } from '../epicor';
import type { DocumentGroup, Store } from '../store';

export interface UnpostedOptions {
  readonly connection: string;
  /** YYYY-MM-DD: documents with this apply date or an earlier one. */
  readonly until?: string;
  readonly json?: boolean;
}

/**
 * Lists the connection's documents that stand in Epicor and are not posted, by group and period, oldest first, with
 * totals per currency. Epicor is asked, not our memory, so that the list holds also after a database was lost.
 * Returns whether every document is posted.
 */
export async function listUnposted(
  store: Store,
  { connection, until, json = false }: UnpostedOptions,
  say: (line: string) => void,
): Promise<boolean> {
  if (until !== undefined && !isCalendarDate(until))
    throw new Error(`--until ${until} is not a date such as 2026-10-31.`);
  const items = (await itemsOf(store, connection)).filter(
    ({ applyDate }) => until === undefined || applyDate <= until,
  );
  const groups = byGroup(items);
  if (json) {
    say(JSON.stringify({ connection, until: until ?? null, groups, totals: totalsOf(items) }));
    return items.length === 0;
  }
  const day = until === undefined ? '' : ` up to ${until}`;
  if (items.length === 0) {
    say(`Every document of ${connection}${day} is posted in Epicor.`);
    return true;
  }
  const known = new Map((await store.groups.list(connection)).map((group) => [group.groupId, group]));
  for (const group of groups) for (const line of linesOf(group, known.get(group.group))) say(line);
  say(`${countOf(items.length)} of ${connection}${day} not posted: ${totalsInWords(items)}`);
  return false;
}

async function itemsOf(store: Store, connectionId: string): Promise<UnpostedItem[]> {
  const stored = await store.connections.get(connectionId);
  if (!stored) throw new Error(`There is no connection "${connectionId}".`);
  const { epicor, close } = openEpicor(stored.settings, await store.connections.secrets(connectionId));
  try {
    const documents = [...(await epicor.unposted.invoices()), ...(await epicor.unposted.journals())];
    const items: UnpostedItem[] = [];
    for (const document of documents) {
      const item = await itemOf(store, connectionId, document);
      if (item) items.push(item);
    }
    return items;
  } finally {
    await close();
  }
}

/** A document bears our mark, or a hash of it that only our ledger can read; null for those of others. */
async function itemOf(
  store: Store,
  connectionId: string,
  document: UnpostedDocument,
): Promise<UnpostedItem | null> {
  const marked = document.marker.startsWith(`${connectionId}:`);
  if (!marked && !document.marker.startsWith('hash:')) return null;
  const row = await store.ledger.findByEpicorKey(connectionId, document.key, document.marker);
  const ours = row?.connectionId === connectionId ? row : null;
  if (!marked && !ours) return null;
  return {
    group: document.groupId,
    period: periodName(document.period),
    document: nameOf(document.key),
    applyDate: document.applyDate,
    amount: money(ours?.amount ?? document.total, ours?.currency ?? document.currency),
    recordId: ours?.recordId ?? null,
    held: document.held,
  };
}

// ── for people ──

function linesOf({ group, period, items }: UnpostedGroup, known: DocumentGroup | undefined): string[] {
  const amounts = items.map(({ amount }) => formatMoney(amount));
  const widest = Math.max(...amounts.map(({ length }) => length));
  const widestName = Math.max(...items.map(({ document }) => document.length));
  return [
    `Group ${group}, ${period}${known ? `, ${known.state}` : ''}`,
    ...(known?.problem ? [`  ${known.problem}`] : []),
    ...items.map(
      ({ applyDate, document, recordId, held }, index) =>
        `  ${applyDate}  ${document.padEnd(widestName)}  ${(amounts[index] ?? '').padStart(widest)}  ${recordId ?? 'not in our ledger'}${held ? ', on hold' : ''}`,
    ),
    `  ${countOf(items.length)}: ${totalsInWords(items)}`,
    '',
  ];
}

const countOf = (count: number): string => `${count} ${count === 1 ? 'document' : 'documents'}`;

const totalsInWords = (items: readonly UnpostedItem[]): string => totalsOf(items).map(formatMoney).join(', ');
