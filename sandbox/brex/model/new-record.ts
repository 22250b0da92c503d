import type { BrexSeed, BrexSeedUser } from '../../world/brex-seed';
import type { BrexBehaviour } from '../behaviour';
import { newId } from './identifiers';
import type { CheckedDraft } from './record-draft';
import type { RecordKind } from './record-kinds';
import { linesOf } from './record-lines';
import { kindOf, signed } from './record-signs';
import type { BrexState, StoredMerchant, StoredRecord } from './state';

/** Makes a record of a draft, and the expense behind it; throws where the draft names what Brex does not have. */
export function newRecord(
  state: BrexState,
  seed: BrexSeed,
  behaviour: BrexBehaviour,
  draft: CheckedDraft,
  now: string,
): StoredRecord {
  const kind = kindOf(draft.type, draft.sourceType);
  const { total, lines } = linesOf(state, {
    kind,
    currency: draft.currency,
    originalAmount: draft.originalAmount,
    amount: draft.amount,
    account: draft.account,
    lines: draft.lines,
    balancing: draft.balancing ?? behaviour.balancingLines,
  });
  const postedAt = draft.postedAt ?? yesterdayAfternoon();
  const user = userOf(seed, draft.user);
  const record: StoredRecord = {
    id: newId('accr'),
    type: draft.type,
    reviewStatus: draft.status,
    sourceId: draft.sourceId === undefined ? newId(kind.expense ? 'expense' : 'pste') : draft.sourceId,
    sourceType: kind.sourceType,
    amount: { amount: signed(total, kind, behaviour), currency: draft.currency },
    originalAmount: draft.originalAmount,
    erpPostingDate: draft.erpPostingDate ?? postedAt,
    postedAt,
    dueAt: draft.dueAt,
    invoiceNumber: draft.invoiceNumber,
    memo: draft.memo,
    vendor: vendorOf(state, draft.vendor),
    userId: user?.id ?? null,
    receiptIds: draft.receipt ? [newId('receipt')] : [],
    version: 1,
    updatedAt: now,
    lines,
    results: [],
  };
  if (kind.expense) addExpense(state, seed, record, kind, draft, total);
  return record;
}

function addExpense(
  state: BrexState,
  seed: BrexSeed,
  record: StoredRecord,
  kind: RecordKind,
  draft: CheckedDraft,
  total: string,
): void {
  if (record.sourceId === null || state.expenses[record.sourceId]) return;
  const amount = { amount: total, currency: draft.currency };
  state.expenses[record.sourceId] = {
    id: record.sourceId,
    type: kind.sourceType === 'BILL' ? 'BILLPAY' : kind.sourceType,
    merchant: merchantOf(seed, draft, kind),
    userId: record.userId,
    amount,
    originalAmount: draft.originalAmount ?? amount,
    memo: draft.memo,
    purchasedAt: draft.purchasedAt ?? record.postedAt,
    postedAt: record.postedAt,
    updatedAt: record.updatedAt,
  };
}

function yesterdayAfternoon(): string {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return `${yesterday}T16:13:49.959513Z`;
}

function userOf(seed: BrexSeed, wanted: string | null | undefined): BrexSeedUser | undefined {
  if (wanted === null) return undefined;
  const user = seed.users.find(({ id, firstName, lastName, department }) =>
    wanted === undefined ? department === '60' : [id, `${firstName} ${lastName}`].includes(wanted),
  );
  if (!user) throw new Error(`there is no user "${wanted}" in Brex`);
  return user;
}

function vendorOf(state: BrexState, wanted: CheckedDraft['vendor']): StoredRecord['vendor'] {
  if (wanted === null || wanted === undefined) return null;
  if (typeof wanted !== 'string') return wanted;
  const plain = wanted.toUpperCase();
  const vendor = state.vendors.find(({ company_name }) => company_name.toUpperCase() === plain);
  if (!vendor) throw new Error(`there is no vendor "${wanted}" in Brex`);
  return { id: vendor.id, name: vendor.company_name };
}

function merchantOf(seed: BrexSeed, draft: CheckedDraft, kind: RecordKind): StoredMerchant | null {
  const wanted = draft.merchant === undefined && kind.sourceType !== 'BILL' ? 'staples' : draft.merchant;
  if (wanted === null || wanted === undefined) return null;
  if (typeof wanted !== 'string') {
    return { ...wanted, id: wanted.id ?? newId('merchant'), name: wanted.name ?? wanted.rawDescriptor };
  }
  const merchant = seed.merchants.find(({ key }) => key === wanted);
  if (!merchant) throw new Error(`there is no merchant "${wanted}" in the sandbox's world`);
  const { id, rawDescriptor, name, mcc, country } = merchant;
  return { id, rawDescriptor, name, mcc, country };
}
