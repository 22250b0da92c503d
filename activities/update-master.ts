import { activityInfo } from '@temporalio/activity';
import { protectedAccount } from '../accounting/account-rules';
import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { ConnectionSettings } from '../accounting/connection-settings';
import type { EpicorKey, PlannedDocument } from '../accounting/document';
import { writtenStates } from '../accounting/ledger-states';
import { compareDocument, type Difference } from '../accounting/read-back';
import { withStyleThatAvoids } from '../accounting/refused-style';
import { EpicorError } from '../epicor';
import type { GroupKind, LedgerRow, Store } from '../store';
import type { Connected } from './connection/connection-clients';
import { unconfirmedMs } from './fetch-record';
import { twinOf } from './map-references';
import type { ActivityDependencies, RecordKey, RetryRequest } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { attentionFrom, isRefusal } from './support/failures';
import { inPreview, ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow, storedDraft, storedPlan } from './support/stored';
import type { DocumentWriter } from './writing/document-writer';
import { draftDocument } from './writing/drafts';
import { groupKind, workingIn } from './writing/groups';
import { underLease, type WriteLease } from './writing/lease';
import { openWriter } from './writing/open-writer';
import { alreadyInEpicor } from './writing/twins';
import { unmarkedDocument } from './writing/unmarked-document';

export interface Written {
  /** How people name it. */
  readonly document: string;
  /** A write went unanswered on the way: to be confirmed after so long; else null. */
  readonly unconfirmedMs: number | null;
}

/** More repairs than a document can need: header, lines, coding, surplus, each once more after a refusal. */
const mostRepairs = 8;

/**
 * Commits the document to Epicor exactly once (EPICOR.md 3.3, 3.7; ARCHITECTURE, "Posting exactly once"): looks
 * it up by its marker, creates it only if it is not there, repairs it line by line until read-back finds what was
 * planned, and only then calls it committed. Every write is marked in the ledger before it is sent.
 */
export function updateMaster(deps: ActivityDependencies) {
  return (input: RecordKey & RetryRequest): Promise<Ruling<Written>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await deps.connections.get(key.connectionId);
      const { settings } = connected;
      if (settings.mode === 'preview') return refused(inPreview);
      const before = await ledgerRow(deps.store, key);
      if (before.state !== 'writing' && writtenStates.includes(before.state))
        return ruled(written(before, settings));
      // an attempt that ended between giving up and saying so: nothing of it is in Epicor
      if (before.state === 'voided') await deps.store.ledger.transition(key, 'reserved');
      return underLease(deps.store, key, settings.epicor.settle, async (lease) => {
        const row = await deps.store.ledger.transition(key, 'writing', {}, { lease: lease.token });
        // of two records of one expense that come together, at least one sees the other here
        if (before.state !== 'writing' && !input.confirmed.includes('duplicate')) {
          const twin = await twinOf(deps.store, row);
          if (twin) return nothingWritten(deps.store, key, lease, twin);
        }
        const plan = await storedPlan(deps.store, key);
        // the settings may have changed since it was planned
        const barred = protectedAccount(plan.lines, settings.posting.protectedAccounts);
        if (barred && before.state !== 'writing') return nothingWritten(deps.store, key, lease, barred);
        const group = { kind: groupKind(plan), groupId: (await storedDraft(deps.store, key)).groupId };
        const writer = await openWriter(deps, key, row, plan);
        const create = () => createInOpenGroup(deps, connected, key, row, plan, group, writer, lease);
        const outcome = await namingStyles(plan, row, () =>
          workingIn(connected, group, () => write(deps.store, key, row, plan, writer, create, lease)),
        );
        if (!outcome.ok) return outcome;
        return ruled(written(outcome.value, settings));
      });
    });
}

async function write(
  store: Store,
  key: RecordKey,
  row: LedgerRow,
  plan: PlannedDocument,
  writer: DocumentWriter,
  create: () => Promise<Ruling<EpicorKey>>,
  lease: WriteLease,
): Promise<Ruling<LedgerRow>> {
  const found = await writer.lookUp();
  let document = writer.choose(found.ours, row.epicorKey);
  const unmarked = document ? null : await unmarkedDocument(plan, row, found.ours, writer);
  // without its marker nothing proves that it is ours: it is not touched again
  if (unmarked) return refused(documentDiffers(unmarked.key, compareDocument(plan, unmarked, row.vendorNum)));
  if (!document) {
    // before anything is created: of two documents one would be too many
    const elsewhere = await removeStrays(found.ours, writer, lease);
    if (elsewhere) return refused(standsElsewhere(elsewhere));
  }
  if (!document && found.twin) return nothingWritten(store, key, lease, alreadyInEpicor(found.twin));
  if (!document) {
    try {
      const created = await create();
      if (!created.ok) return nothingWritten(store, key, lease, created.attention);
      document = created.value;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // a former write may have arrived meanwhile, or a clerk may have typed the same number
      const again = await writer.lookUp();
      document = writer.choose(again.ours, row.epicorKey);
      if (!document && again.ours.length > 0) throw error;
      if (!document && again.twin) return nothingWritten(store, key, lease, alreadyInEpicor(again.twin));
      if (!document) {
        await store.ledger.transition(key, 'voided', {}, { lease: lease.token });
        throw error;
      }
    }
  }
  await store.ledger.transition(key, 'writing', { epicorKey: document }, { lease: lease.token });
  const kept = document;
  const second = await removeStrays(
    found.ours.filter((each) => !sameKey(each, kept)),
    writer,
    lease,
  );
  if (second) return refused(standsElsewhere(second));

  const differences = await makeTrue(plan, row.vendorNum, document, writer, lease);
  if (differences.length > 0) return refused(documentDiffers(document, differences));
  await writer.finished();
  const committed = await store.ledger.transition(
    key,
    'committed',
    { epicorKey: document, reason: null },
    { lease: lease.token },
  );
  tellAudit(
    `${nameOf(document)} stands in Epicor as planned: lines, accounts, currency, dates and total were read back`,
    {
      epicorKey: document,
      total: plan.total,
      found: found.ours.length > 0,
      lostAnswer: committed.lostAnswer,
    },
  );
  return ruled(committed);
}

/**
 * Creates the document in its group. One that was sealed since the draft was made takes no more, and one that people
 * posted is gone: then the document is drafted anew, in the group that is open now.
 */
async function createInOpenGroup(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  row: LedgerRow,
  plan: PlannedDocument,
  group: { readonly kind: GroupKind; readonly groupId: string },
  writer: DocumentWriter,
  lease: WriteLease,
): Promise<Ruling<EpicorKey>> {
  const { store } = deps;
  const createAnew = async (): Promise<Ruling<EpicorKey>> => {
    const drafted = await draftDocument(store, connected, plan, row.vendorNum);
    if (!drafted.ok) return drafted;
    await store.drafts.saveDraft(key, drafted.value);
    // sealed once more in this moment: the next attempt drafts again
    if (!(await store.groups.enter(key, group.kind, drafted.value.groupId)))
      throw new Error(`group ${drafted.value.groupId} was sealed meanwhile`);
    const fresh = await openWriter(deps, key, row, plan);
    return ruled(await fresh.create(lease));
  };
  if (!(await store.groups.enter(key, group.kind, group.groupId))) return createAnew();
  return workingIn(connected, group, async () => ruled(await writer.create(lease)), createAnew);
}

/** Deletes what bears our marker and is not wanted; the first that is posted already stays, and is told. */
async function removeStrays(
  strays: readonly EpicorKey[],
  writer: DocumentWriter,
  lease: WriteLease,
): Promise<EpicorKey | null> {
  for (const stray of strays) {
    const actual = await writer.readBack(stray);
    if (actual?.posted) return stray;
    if (actual) await writer.remove(stray, lease);
  }
  return null;
}

/** Reads back and repairs until the document is as planned; what remains different where nothing more helps. */
async function makeTrue(
  plan: PlannedDocument,
  vendorNum: number | null,
  document: EpicorKey,
  writer: DocumentWriter,
  lease: WriteLease,
): Promise<Difference[]> {
  let differences: Difference[] = [];
  for (let step = 0; step < mostRepairs; step += 1) {
    const actual = await writer.readBack(document);
    if (!actual) throw new Error(`${nameOf(document)} cannot be read back from Epicor yet`);
    differences = compareDocument(plan, actual, vendorNum);
    if (differences.length === 0 || actual.posted || !(await writer.repair(document, actual, lease)))
      return differences;
  }
  return differences;
}

/** A refusal may be of the style in which the record is booked: then the reason names the one that avoids it. */
async function namingStyles<T>(
  plan: PlannedDocument,
  { recordType }: LedgerRow,
  body: () => Promise<Ruling<T>>,
): Promise<Ruling<T>> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof EpicorError) || error.kind !== 'business') throw error;
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention || !recordType) throw error;
    return refused(withStyleThatAvoids(attention, plan, recordType));
  }
}

async function nothingWritten(
  store: Store,
  key: RecordKey,
  lease: WriteLease,
  attention: Attention,
): Promise<Ruling<never>> {
  await store.ledger.transition(key, 'voided', {}, { lease: lease.token });
  return refused(attention);
}

function written(row: LedgerRow, settings: ConnectionSettings): Written {
  return {
    document: row.epicorKey ? nameOf(row.epicorKey) : (row.documentNumber ?? row.recordId),
    unconfirmedMs: unconfirmedMs(row, settings),
  };
}

function sameKey(left: EpicorKey, right: EpicorKey): boolean {
  return nameOf(left) === nameOf(right);
}

function standsElsewhere(document: EpicorKey): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(document)} in Epicor bears this record, is posted, and is not what was planned.`,
    remedy:
      'Link the record to it if it is right as it stands; else reverse it in Epicor and skip the record.',
  };
}

export function documentDiffers(document: EpicorKey, differences: readonly Difference[]): Attention {
  return {
    code: 'document-differs',
    disposition: 'park',
    text: `${nameOf(document)} in Epicor is not what was planned: ${differences.map(({ sentence }) => sentence).join('; ')}.`,
    remedy: remedyFor(differences),
  };
}

function remedyFor(differences: readonly Difference[]): string {
  const points = differences.map(({ what }) => what);
  if (points.includes('tax rows'))
    return 'Epicor added tax of its own, though what was coded already is the whole amount: delete the tax there, and take the tax region off the vendor or set it as exempt; then retry.';
  if (points.includes('marker'))
    return 'Without its whole mark the document could be booked twice: its column is too narrow, or was changed. Delete the document in Epicor, have the column widened or the connection given a shorter id, then retry.';
  return 'Correct the document in Epicor or its set-up (tax, distributions, approval rules), then retry.';
}
