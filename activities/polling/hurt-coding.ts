import { unusableSince } from '../../accounting/chart';
import {
  isUsable,
  settingsThatGive,
  settingsThatName,
  valuesCodedTo,
  valuesThatGave,
} from '../../accounting/coding-uses';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import { bookedStates, finalStates } from '../../accounting/ledger-states';
import type { ChartAccount, SegmentValue } from '../../accounting/reference-data';
import type { VendorRow } from '../../accounting/vendor-matching';
import type { CodedRecord, MirrorChange, Store } from '../../store';
import { mappedSettings } from '../support/mapped-settings';
import type { NoticeBoard } from './notices';

/** Spend that recurs, recurs within a quarter. */
const recentMs = 92 * 24 * 60 * 60 * 1_000;
const mostRecords = 200;
const mostTold = 20;

/** Says of each account that can no longer be posted to what of Brex still points to it; once, until it is mended. */
export async function tellHurtAccounts(
  store: Store,
  settings: ConnectionSettings,
  changes: readonly MirrorChange<'accounts'>[],
  board: NoticeBoard,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const { before, after } of changes) {
    const { account, coaCode } = after ?? before ?? { account: '', coaCode: '' };
    if (coaCode !== settings.mapping.coaCode) continue;
    const subject = `account:${account}`;
    if (isUsable(after, today)) await board.settle(subject);
    else if (isUsable(before, today))
      await tellHurtAccount(store, settings, { subject, account, after }, board);
  }
}

async function tellHurtAccount(
  store: Store,
  settings: ConnectionSettings,
  { subject, account, after }: { subject: string; account: string; after: ChartAccount | null },
  board: NoticeBoard,
): Promise<void> {
  const uses = await usesOf(store, settings, account);
  if (uses.values.length + uses.pending.length + uses.waiting.length === 0) return;
  const named = after?.description ? `${account} (${after.description})` : account;
  const what = after
    ? after.active
      ? 'is outside of its effective dates'
      : 'was deactivated'
    : 'was deleted';
  const pointing =
    uses.values.length > 0 ? uses.values.slice(0, mostTold).join(', ') : 'nothing but the records';
  await board.raise(
    subject,
    `Account ${named} ${what} in Epicor. Still pointing to it: ${pointing}; records not booked yet: ${uses.pending.length + uses.waiting.length}, booked to it lately: ${uses.booked}.`,
    {
      account,
      values: uses.values,
      pending: uses.pending.slice(0, mostTold),
      waiting: uses.waiting.slice(0, mostTold),
    },
  );
}

interface Uses {
  /** Brex values and settings that point to the account. */
  readonly values: readonly string[];
  /** Records planned on it and not booked. */
  readonly pending: readonly string[];
  /** Records parked because of it. */
  readonly waiting: readonly string[];
  readonly booked: number;
}

async function usesOf(store: Store, file: ConnectionSettings, account: string): Promise<Uses> {
  const settings = await mappedSettings(store, file);
  const { id, mapping } = settings;
  const coded = await store.drafts.codedTo(id, { account }, recently(), mostRecords);
  const values = new Set(settingsThatName(account, settings));
  for (const { recordId, plan } of coded) {
    const snapshot = await store.drafts.snapshot({ connectionId: id, recordId });
    for (const value of snapshot ? valuesCodedTo(account, plan, snapshot, mapping) : []) values.add(value);
  }
  const waiting = await store.causes.waitingFor(id, `account:${account}`);
  return { values: [...values], ...statesOf(coded), waiting: waiting.map(({ recordId }) => recordId) };
}

const recently = (): Date => new Date(Date.now() - recentMs);

function statesOf(coded: readonly CodedRecord[]): Pick<Uses, 'pending' | 'booked'> {
  return {
    pending: coded
      .filter(({ state }) => !finalStates.includes(state) && !bookedStates.includes(state))
      .map(({ recordId }) => recordId),
    booked: coded.filter(({ state }) => bookedStates.includes(state)).length,
  };
}

/** The same for a code of a segment: what gives it, and the Brex values that gave it lately. */
export async function tellHurtSegmentValues(
  store: Store,
  file: ConnectionSettings,
  changes: readonly MirrorChange<'segmentValues'>[],
  board: NoticeBoard,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const whyNot = (row: SegmentValue | null): string | null =>
    row === null ? 'was deleted in Epicor' : unusableSince({ ...row, hasAccount: true }, today);
  for (const { before, after } of changes) {
    const row = after ?? before;
    if (row?.coaCode !== file.mapping.coaCode) continue;
    const subject = `segment:${row.segment}:${row.code}`;
    const why = whyNot(after);
    if (why === null) await board.settle(subject);
    else if (whyNot(before) === null) await tellHurtCode(store, file, { subject, row, why }, board);
  }
}

async function tellHurtCode(
  store: Store,
  file: ConnectionSettings,
  { subject, row, why }: { subject: string; row: SegmentValue; why: string },
  board: NoticeBoard,
): Promise<void> {
  const settings = await mappedSettings(store, file);
  const { code, segment, name } = row;
  const coded = await store.drafts.codedTo(settings.id, { segment, code }, recently(), mostRecords);
  const values = new Set(settingsThatGive(code, segment, settings));
  for (const { recordId, plan } of coded) {
    const snapshot = await store.drafts.snapshot({ connectionId: settings.id, recordId });
    const gave = snapshot ? valuesThatGave(code, segment, plan, snapshot, settings.mapping) : [];
    for (const value of gave) values.add(value);
  }
  const { pending, booked } = statesOf(coded);
  if (values.size + pending.length === 0) return;
  const pointing = values.size > 0 ? [...values].slice(0, mostTold).join(', ') : 'nothing but the records';
  await board.raise(
    subject,
    `Code ${code} (${name}) of segment ${segment} ${why}. Still pointing to it: ${pointing}; records not booked yet: ${pending.length}, booked with it lately: ${booked}.`,
    { values: [...values], pending: pending.slice(0, mostTold) },
  );
}

/** The same for a vendor that merchants are remembered as. */
export async function tellHurtVendors(
  store: Store,
  { id }: ConnectionSettings,
  changes: readonly MirrorChange<'vendors'>[],
  board: NoticeBoard,
): Promise<void> {
  const isActive = (row: VendorRow | null): boolean => row?.inactive === false;
  const lost = changes.filter(({ before, after }) => isActive(before) && !isActive(after));
  for (const { after } of changes)
    if (after && isActive(after)) await board.settle(`vendor:${after.vendorNum}`);
  if (lost.length === 0) return;
  const links = (await store.vendorLinks.list(id)).filter(({ revokedAt }) => revokedAt === null);
  for (const { before, after } of lost) {
    const merchants = links
      .filter(({ vendorNum }) => vendorNum === before?.vendorNum)
      .map(({ merchantKey }) => merchantKey);
    if (!before || merchants.length === 0) continue;
    await board.raise(
      `vendor:${before.vendorNum}`,
      `Vendor ${before.vendorNum} ${before.name} was ${after ? 'deactivated' : 'deleted'} in Epicor. Merchants remembered as it: ${merchants.slice(0, mostTold).join(', ')}.`,
      { merchants },
    );
  }
}
