import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import { contentDigest } from '../accounting/content-digest';
import type { ActualDocument, EpicorKey, PlannedDocument } from '../accounting/document';
import { marker } from '../accounting/document-plan';
import { compareDocument, missingLines } from '../accounting/read-back';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { readDocument } from './support/read-document';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow, storedPlan, storedSnapshot } from './support/stored';
import { documentDiffers } from './writing/attentions';
import { underLease } from './writing/lease';

export interface Adoption extends RecordKey {
  /** Whether the record could be planned: only then what stands can be compared. */
  readonly planned: boolean;
}

export interface Adopted {
  /** The document that stands complete in Epicor and is the record's from now on; else null. */
  readonly document: string | null;
  /** The vendor of one that was begun and is not finished. */
  readonly vendorNum: number | null;
}

const nothing: Adopted = { document: null, vendorNum: null };

/**
 * Asked where a record that this ledger never wrote is about to wait or to go back: an earlier ledger, since lost,
 * may have booked it. A document that bears our marker and is what is planned becomes the record's, posted or not,
 * at the vendor and on the date that it bears. In the ordinary way nobody asks: `updateMaster` looks up anyway.
 */
export function adoptDocument(deps: ActivityDependencies) {
  return ({ planned, ...key }: Adoption): Promise<Ruling<Adopted>> =>
    ruling(async () => {
      const row = await ledgerRow(deps.store, key);
      if (row.epicorKey) return ruled({ document: nameOf(row.epicorKey), vendorNum: null });
      if (row.writeAttempts > 0) return ruled(nothing);
      const connected = await deps.connections.get(key.connectionId);
      const plan = planned ? await storedPlan(deps.store, key) : null;
      const [found, ...others] = await standing(deps, connected, key, plan);
      if (!found) {
        tellAudit('no document in Epicor bears the record');
        return ruled(nothing);
      }
      if (!plan || others.length > 0) return refused(cannotBeCompared([found, ...others]));
      const mark = marker(key.connectionId, key.recordId);
      const actual = await readDocument(connected, found, mark);
      return actual ? adopt(deps, connected, key, plan, actual) : ruled(nothing);
    });
}

/** What bears the record's marker; where there is no plan, as whatever kind. */
async function standing(
  { store }: ActivityDependencies,
  { epicor, settings }: Connected,
  key: RecordKey,
  plan: PlannedDocument | null,
): Promise<EpicorKey[]> {
  const mark = marker(key.connectionId, key.recordId);
  const { record } = await storedSnapshot(store, key);
  const date = plan?.applyDate ?? record.erpPostingDate.slice(0, 10);
  const place = { bookId: settings.posting.bookId, date };
  const invoices = plan?.kind === 'gl-journal' ? [] : await epicor.apInvoices.findByMarker(mark);
  const journals = plan && plan.kind !== 'gl-journal' ? [] : await epicor.journals.findByMarker(mark, place);
  const keys = [...invoices, ...journals.map((journal) => journal.key)];
  return [...new Map(keys.map((each) => [nameOf(each), each])).values()];
}

async function adopt(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  wanted: PlannedDocument,
  actual: ActualDocument,
): Promise<Ruling<Adopted>> {
  const plan = { ...wanted, applyDate: actual.applyDate };
  const differences = compareDocument(plan, actual, actual.vendorNum);
  if (differences.length > 0) {
    if (!isUnfinished(plan, actual)) return refused(documentDiffers(actual.key, differences));
    tellAudit(`${nameOf(actual.key)} was begun in Epicor and is not finished`, { epicorKey: actual.key });
    return ruled({ document: null, vendorNum: actual.vendorNum });
  }
  await deps.store.drafts.savePlan(key, plan);
  await commit(deps, connected, key, plan, actual);
  tellAudit(
    `${nameOf(actual.key)} stands in Epicor as planned${actual.posted ? ', posted' : ''}: it was booked before this ledger began`,
    { epicorKey: actual.key, total: plan.total },
  );
  return ruled({ document: nameOf(actual.key), vendorNum: actual.vendorNum });
}

/** The ledger's usual way, without anything being sent; nobody else may be writing meanwhile. */
async function commit(
  { store }: ActivityDependencies,
  { settings }: Connected,
  key: RecordKey,
  plan: PlannedDocument,
  actual: ActualDocument,
): Promise<void> {
  const { record } = await storedSnapshot(store, key);
  await underLease(store, key, settings.epicor.settle, async (lease, { state }) => {
    if (state !== 'writing')
      await store.ledger.transition(
        key,
        'reserved',
        {
          digest: contentDigest(record),
          documentKind: plan.kind,
          vendorNum: actual.vendorNum,
          documentNumber: plan.documentNumber,
          marker: plan.marker,
        },
        { lease: lease.token },
      );
    await store.ledger.transition(key, 'writing', {}, { lease: lease.token });
    await lease.commit(actual.key);
  });
}

/** Our lines only, and not all of them, or some without an account. */
function isUnfinished(plan: PlannedDocument, actual: ActualDocument): boolean {
  const planned = new Set(plan.lines.map(({ lineId }) => lineId));
  const uncoded = actual.lines.some(({ distributions }) => !distributions.some(({ account }) => account));
  return (
    !actual.posted &&
    actual.lines.every(({ lineId }) => planned.has(lineId)) &&
    (uncoded || missingLines(plan, actual).length > 0)
  );
}

function cannotBeCompared(found: readonly EpicorKey[]): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `Already in Epicor: ${found.map(nameOf).join(' and ')} ${found.length > 1 ? 'bear' : 'bears'} this record, from before our own records of it began, and cannot be compared with it.`,
    remedy: 'Link the record to the one that is right, and delete or reverse any other in Epicor.',
  };
}
