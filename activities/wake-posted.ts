import { isSameDocument } from '../accounting/document-name';
import type { LedgerRow } from '../store';
import {
  recordStartOptions,
  recordWorkflowType,
  type WakePostedInput,
  type WakePostedResult,
  wakeSignal,
} from '../workflows/contract';
import { postedCause } from './check-posted';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';

/**
 * Looks over all records that wait for their document to be posted, many with one call, and wakes those whose
 * document was posted or is gone: their runs look for themselves. To be called by whoever learns that something was
 * posted; waking too often is harmless.
 */
export function wakePosted({ store, connections, temporal, postingQueue }: ActivityDependencies) {
  return async ({ connectionId }: WakePostedInput): Promise<WakePostedResult> => {
    const causes = await store.causes.list(connectionId);
    const rows: LedgerRow[] = [];
    for (const { recordId, cause } of causes) {
      if (!cause.startsWith(postedCause)) continue;
      const row = await store.ledger.get({ connectionId, recordId });
      if (row) rows.push(row);
    }
    if (rows.length === 0) return { waiting: 0, woken: 0 };
    const connected = await connections.get(connectionId);
    const unposted = await unpostedOf(connected, rows);
    const ripe = rows.filter(({ recordId }) => !unposted.has(recordId));
    for (const { recordId } of ripe) {
      await temporal.workflow.signalWithStart(recordWorkflowType, {
        ...recordStartOptions({ connectionId, recordId }, postingQueue),
        signal: wakeSignal,
        signalArgs: [],
      });
    }
    tellAudit(`${rows.length} records wait until they are posted, ${ripe.length} woken`);
    return { waiting: rows.length, woken: ripe.length };
  };
}

/** The records whose document stands in Epicor and is not posted. */
async function unpostedOf({ epicor }: Connected, rows: readonly LedgerRow[]): Promise<Set<string>> {
  const unposted = new Set<string>();
  const invoices = await epicor.apInvoices.standing(
    rows.flatMap(({ epicorKey }) => (epicorKey?.kind === 'ap' ? epicorKey : [])),
  );
  const waiting = invoices.filter(({ posted }) => !posted).map(({ key }) => key);
  for (const { recordId, epicorKey: key, marker } of rows) {
    if (key?.kind === 'ap' && waiting.some((each) => isSameDocument(each, key))) unposted.add(recordId);
    if (key?.kind !== 'journal') continue;
    const actual = await epicor.journals.readBack(key, marker ?? undefined);
    if (actual && !actual.posted) unposted.add(recordId);
  }
  return unposted;
}
