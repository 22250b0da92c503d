import { durationMs } from '../../accounting/connection-file';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { PlannedDocument } from '../../accounting/document';
import { contains, type FiscalPeriod, periodKey, periodName } from '../../accounting/fiscal-period';
import { invoiceGroupIds, journalGroupIds } from '../../accounting/group-ids';
import { EpicorError, type FoundGroup, type Groups } from '../../epicor';
import type { DocumentGroup, GroupKind, NewGroup, Store } from '../../store';
import type { Connected } from '../connection/connection-clients';
import { GroupInUse, isRefusal } from '../support/failures';

/** Which group a document goes into follows from this much of its plan. */
export type Grouped = Pick<PlannedDocument, 'kind' | 'applyDate' | 'currency'>;

export const groupKind = ({ kind }: Pick<PlannedDocument, 'kind'>): GroupKind =>
  kind === 'gl-journal' ? 'journal' : 'invoice';

/** Groups of one kind in Epicor, where only their ids matter. */
export function groupsOf({ epicor }: Connected, kind: GroupKind): Omit<Groups<never>, 'ensure'> {
  return kind === 'journal' ? epicor.journalGroups : epicor.apInvoiceGroups;
}

/**
 * The group that documents of this plan's period (and, of journals, currency) go into now, made in Epicor where it
 * is not there (DOCUMENTS.md, "Groups"). Which one is open is decided in our database, so that concurrent workers
 * share it without asking Epicor for locks; `sure` looks in Epicor even where this process has seen it before.
 */
export async function openGroup(
  store: Store,
  connected: Connected,
  plan: Grouped,
  sure = false,
): Promise<{ readonly group: DocumentGroup; readonly created: boolean }> {
  const { posting } = connected.settings;
  const { wanted, ids, period } = await placeOf(connected, plan);
  const { kind, currency } = wanted;
  for (;;) {
    const group = await store.groups.open(wanted, ids);
    if (!sure && connected.groups.has(group.id)) return { group, created: false };
    const { created, group: found } = await ensure(connected, plan, group.groupId);
    if (!found || group.confirmed || isOf(found, period, currency, posting.bookId)) {
      if (found) await leave(connected, kind, found);
      if (!group.confirmed) await store.groups.confirm(group.id);
      connected.groups.add(group.id);
      return { group, created };
    }
    await store.groups.taken(group.id);
  }
}

/** The group that a document of this plan would go into; nothing is made or noted for it. */
export async function foreseenGroupId(store: Store, connected: Connected, plan: Grouped): Promise<string> {
  const { wanted, ids } = await placeOf(connected, plan);
  const open = (await store.groups.list(wanted.connectionId)).find(
    ({ state, kind, period, currency }) =>
      state === 'open' && kind === wanted.kind && period === wanted.period && currency === wanted.currency,
  );
  return open?.groupId ?? ids[0] ?? '';
}

/** Which group is meant, and the ids that it may bear. */
async function placeOf(connected: Connected, plan: Grouped) {
  const { posting, id: connectionId } = connected.settings;
  const kind = groupKind(plan);
  const period = await connected.periods.periodOf(plan.applyDate);
  const currency = kind === 'journal' ? plan.currency : '';
  const ids =
    kind === 'journal'
      ? journalGroupIds(posting.group, period, currency)
      : invoiceGroupIds(posting.group, period);
  const wanted: NewGroup = {
    connectionId,
    kind,
    period: periodKey(period),
    periodName: periodName(period),
    currency,
  };
  return { wanted, ids, period };
}

function ensure({ epicor, settings: { posting } }: Connected, plan: Grouped, groupId: string) {
  return plan.kind === 'gl-journal'
    ? epicor.journalGroups.ensure({
        groupId,
        date: plan.applyDate,
        journalCode: posting.journalCode,
        bookId: posting.bookId,
        currency: plan.currency,
      })
    : epicor.apInvoiceGroups.ensure({ groupId, applyDate: plan.applyDate });
}

/** What Epicor does not tell is not held against a group: whether it takes a date is asked of Epicor anyway. */
function isOf(found: FoundGroup, period: FiscalPeriod, currency: string, bookId: string): boolean {
  return (
    (found.date === null || contains(period, found.date)) &&
    (found.currency === null || found.currency === currency) &&
    (found.bookId === null || found.bookId === bookId)
  );
}

/** A lock of our own user, from a call that never ended, would keep people out. */
async function leave(connected: Connected, kind: GroupKind, found: FoundGroup): Promise<void> {
  if (isOurUser(found.heldBy, connected.settings)) await groupsOf(connected, kind).unlock(found.groupId);
}

/**
 * Does `work` in a group. Where Epicor refuses it, the group tells why: who has it open (`GroupInUse`, to be tried
 * again), or that it is gone; any other refusal is the document's.
 */
export async function workingIn<T>(
  connected: Connected,
  { kind, groupId }: { readonly kind: GroupKind; readonly groupId: string },
  work: () => Promise<T>,
  gone?: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error) && !isConcurrent(error)) throw error;
    const found = await groupsOf(connected, kind).find(groupId);
    if (!found && gone) {
      // what this process has seen of groups holds no longer
      connected.groups.clear();
      return gone();
    }
    const holder = found && holderOf(found, connected.settings);
    if (holder) throw new GroupInUse(groupId, holder, durationMs(connected.settings.epicor.settle));
    throw error;
  }
}

/** A lock may be answered as a clash or as a refusal: its words are not documented (EPICOR.md 7). */
function isConcurrent(error: unknown): boolean {
  return error instanceof EpicorError && error.kind === 'concurrent';
}

/** Who keeps others out of the group: a user of Epicor, or Epicor itself while it posts; null where nobody. */
export function holderOf(found: FoundGroup, settings: ConnectionSettings): string | null {
  if (found.isPosting) return 'Epicor, which is posting it';
  return found.heldBy === null || isOurUser(found.heldBy, settings) ? null : found.heldBy;
}

function isOurUser(user: string | null, { epicor }: ConnectionSettings): boolean {
  return user !== null && user.toLowerCase() === epicor.username?.toLowerCase();
}
