import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { ActualDocument, EpicorKey } from '../accounting/document';
import { compareDocument, type Difference } from '../accounting/read-back';
import type { LedgerRow, Store } from '../store';
import type { Connected } from './connection/connection-clients';
import { staysUnreported } from './support/bill-reports';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { readDocument } from './support/read-document';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow } from './support/stored';

export interface PostedQuestion extends RecordKey {
  readonly confirmed: readonly string[];
}

/** Records wait for this cause while their document is not posted; `wakePosted` wakes them. */
export const postedCause = 'posted:';

/**
 * With `posting.markExportedWhen: posted`, asked before the record is reported: whether its document is posted, by
 * us or by people, and still is what was booked. One that is not posted yet is a reason to wait, not a fault.
 */
export function checkPosted({ store, connections }: ActivityDependencies) {
  return ({ confirmed, ...key }: PostedQuestion): Promise<Ruling<null>> =>
    ruling(async () => {
      const connected = await connections.get(key.connectionId);
      const row = await ledgerRow(store, key);
      // nobody is told of it, so nothing waits
      if (staysUnreported(row, connected.settings, connected.learned)) return ruled(null);
      if (!row.epicorKey) throw new Error(`record ${key.recordId} is booked without a document`);
      const actual = await standing(store, connected, row, row.epicorKey);
      if (!actual) return refused(deletedInEpicor(row.epicorKey));
      const differences = confirmed.includes('changed') ? [] : await changes(store, row, actual);
      if (differences.length > 0) return refused(changedInEpicor(row.epicorKey, differences));
      if (!actual.posted) return refused(await awaitingPosting(store, row, row.epicorKey));
      tellAudit(`${nameOf(row.epicorKey)} is posted in Epicor`);
      return ruled(null);
    });
}

/**
 * The record's document. A journal that was posted may bear another number, and a person may give an invoice another
 * number or vendor: then the marker finds it, so that what was renamed does not pass for deleted.
 */
async function standing(
  store: Store,
  connected: Connected,
  row: LedgerRow,
  key: EpicorKey,
): Promise<ActualDocument | null> {
  const { marker } = row;
  if (key.kind === 'ap') {
    const actual = await readDocument(connected, key, marker);
    if (actual || marker === null) return actual;
    const [renamed] = await connected.epicor.apInvoices.findByMarker(marker);
    return renamed ? readDocument(connected, renamed, marker) : null;
  }
  const plan = await store.drafts.plan(row);
  if (!plan || marker === null) return readDocument(connected, key, marker);
  const place = { bookId: connected.settings.posting.bookId, date: plan.applyDate };
  const found = await connected.epicor.journals.findByMarker(marker, place);
  const [first] = [...found].sort((a, b) => Number(b.posted) - Number(a.posted));
  // one that a person linked bears no mark of ours
  return readDocument(connected, first?.key ?? key, marker);
}

/** In what a document of ours is no longer what was booked; one that a person linked is taken as it stands. */
async function changes(store: Store, row: LedgerRow, actual: ActualDocument): Promise<Difference[]> {
  const plan = await store.drafts.plan(row);
  if (!plan || actual.marker !== row.marker) return [];
  return compareDocument(plan, actual, row.vendorNum);
}

async function awaitingPosting(store: Store, row: LedgerRow, key: EpicorKey): Promise<Attention> {
  const group = row.documentGroup === null ? null : await store.groups.get(row.documentGroup);
  const where = group ? ` in group ${group.groupId}` : '';
  return {
    code: 'awaiting-posting',
    disposition: 'park',
    text: `Booked in Epicor as ${nameOf(key)}${where}, which is not posted yet. Brex is told once it is.`,
    remedy: `Nothing is wrong: post ${group ? `group ${group.groupId}` : 'it'} in Epicor when it is due.`,
    cause: `${postedCause}${nameOf(key)}`,
  };
}

function deletedInEpicor(key: EpicorKey): Attention {
  return {
    code: 'deleted-in-epicor',
    disposition: 'park',
    text: `${nameOf(key)} was deleted in Epicor before it was posted, so that this spend is not booked any more.`,
    remedy: `Enter it again in Epicor under the same vendor and number, then retry with confirm "changed".`,
  };
}

function changedInEpicor(key: EpicorKey, differences: readonly Difference[]): Attention {
  return {
    code: 'changed-in-epicor',
    disposition: 'park',
    text: `${nameOf(key)} was changed in Epicor after it was booked: ${differences.map(({ sentence }) => sentence).join('; ')}.`,
    remedy:
      'Correct the document in Epicor and retry; or, if it is right as it stands, retry with confirm "changed".',
  };
}
