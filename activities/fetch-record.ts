import { activityInfo } from '@temporalio/activity';
import type { AccountingRecord } from '../accounting/accounting-record';
import { contentDigest } from '../accounting/content-digest';
import type { LedgerState } from '../accounting/ledger-states';
import { formatMoney } from '../accounting/money';
import { type BrexView, type Reentry, reenter } from '../accounting/reentry';
import type { LedgerRow } from '../store';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey, RetryRequest } from './support/dependencies';
import { attentionFrom } from './support/failures';
import { readSource } from './support/record-source';
import { tellReason } from './support/rulings';
import { expenseMerchant, snapshotOf } from './support/snapshot';
import { tellAudit } from './support/step';
import { unconfirmedMs } from './support/unconfirmed';

export interface Fetched {
  readonly next: Reentry;
  readonly version: number | null;
  readonly preview: boolean;
  /** A document was begun in Epicor and is not finished. */
  readonly begun: boolean;
  /** This ledger sent nothing of it to Epicor: what an earlier one may have sent is not known. */
  readonly neverWritten: boolean;
  /** Booked after a lost answer and not confirmed since: to be confirmed after so long; else null. */
  readonly unconfirmedMs: number | null;
  /** Brex is told only once the document is posted; absent in runs from before this was known. */
  readonly reportWhenPosted?: boolean;
  /** Its receipts are to be attached once it is reported; absent where not. */
  readonly attachReceipts?: boolean;
  /** For the Temporal UI; null where Brex no longer has the record. */
  readonly summary: {
    readonly type: string;
    readonly amount: string;
    readonly merchant: string | null;
    readonly postedAt: string;
    readonly company: string;
  } | null;
  /** What the run says where there is nothing to do. */
  readonly status: 'Exported' | 'Returned' | 'Skipped' | 'Closed' | 'Booked' | 'NotReady';
  readonly why: string;
  /** The Epicor document, where the ledger holds one. */
  readonly document: string | null;
}

/**
 * Reads the record from Brex (BREX.md 2.1), compares it with the ledger, decides how the run goes on, and stores
 * what was read for the steps that follow. The ledger row is the only memory: see accounting/reentry.ts.
 */
export function fetchRecord({ store, connections }: ActivityDependencies) {
  return async (input: RecordKey & RetryRequest): Promise<Fetched> => {
    const key = { connectionId: input.connectionId, recordId: input.recordId };
    const connected = await connections.get(key.connectionId);
    const row = (await store.ledger.get(key)) ?? (await store.ledger.see({ ...key, source: 'command' }));
    try {
      return await readAndDecide(store, connected, row, input);
    } catch (error) {
      const attention = attentionFrom(error, activityInfo().attempt);
      if (!attention) throw error;
      tellReason(attention);
      return { next: { action: 'park', attention }, ...unread(row, connected) };
    }
  };
}

async function readAndDecide(
  store: ActivityDependencies['store'],
  connected: Connected,
  row: LedgerRow,
  input: RecordKey & RetryRequest,
): Promise<Fetched> {
  const key = { connectionId: input.connectionId, recordId: input.recordId };
  const source = await readSource(store, connected, key);
  const record = source?.record ?? null;
  const digest = record ? contentDigest(record) : null;
  const view = record && digest ? brexView(record, digest, connected) : null;
  const next = reenter(row, view, {
    retry: input.retry,
    replan: input.retry && input.applyDate !== undefined,
    changedConfirmed: input.confirmed.includes('changed'),
  });
  const merchant = record && needsMerchant(next) ? await expenseMerchant(connected, record) : null;
  if (source && record && needsMerchant(next)) {
    await store.drafts.saveSnapshot(key, record.version, await snapshotOf(connected, source, merchant));
  }
  // preview leaves the ledger as it is
  const after = connected.settings.mode === 'live' ? await remember(store, key, row, record, next) : row;
  // what is not to be planned waits for no vendor any more
  if (next.action !== 'plan') await store.vendorQuestions.close(key);
  const why = 'why' in next ? next.why : '';
  tellAudit(
    `${record ? `${record.type}, ${formatMoney(record.amount)}, version ${record.version}` : 'Brex has no such record'}: ${next.action}${why ? ` (${why})` : ''}`,
    {
      reviewStatus: record?.reviewStatus ?? null,
      digest,
      memo: record?.memo ?? null,
      merchant: merchant?.name ?? merchant?.rawDescriptor ?? record?.vendor?.name ?? null,
    },
  );
  return {
    next,
    version: record?.version ?? null,
    preview: connected.settings.mode === 'preview',
    begun: after.state === 'writing',
    neverWritten: after.writeAttempts === 0 && after.epicorKey === null,
    unconfirmedMs: unconfirmedMs(after, connected.settings),
    reportWhenPosted: connected.settings.posting.markExportedWhen === 'posted',
    attachReceipts: connected.settings.posting.attachReceipts && (record?.receiptIds.length ?? 0) > 0,
    summary: record
      ? {
          type: record.type,
          amount: formatMoney(record.amount),
          merchant: merchant?.name ?? merchant?.rawDescriptor ?? record.vendor?.name ?? null,
          postedAt: record.postedAt,
          company: connected.settings.epicor.company,
        }
      : null,
    status: statusOf(after.state),
    why,
    document: after.documentNumber,
  };
}

function brexView(record: AccountingRecord, digest: string, { settings }: Connected): BrexView {
  const readyIn = record.sourceType === 'BILL' ? settings.brex.bookBillsIn : ['READY_FOR_EXPORT'];
  return {
    reviewStatus: record.reviewStatus,
    version: record.version,
    digest,
    ready: readyIn.includes(record.reviewStatus),
  };
}

function needsMerchant(next: Reentry): boolean {
  return next.action === 'plan' || next.action === 'resume';
}

/** Writes into the ledger what the decision already settles. */
async function remember(
  store: ActivityDependencies['store'],
  key: RecordKey,
  row: LedgerRow,
  record: AccountingRecord | null,
  next: Reentry,
): Promise<LedgerRow> {
  switch (next.action) {
    case 'plan':
      return store.ledger.transition(key, 'seen', {
        version: record?.version ?? row.version,
        recordType: record?.type ?? null,
        sourceId: record?.sourceId ?? null,
        amount: record?.amount.amount ?? null,
        currency: record?.amount.currency ?? null,
        postingDate: record?.erpPostingDate ?? null,
        reason: null,
      });
    case 'report':
      // told before, yet Brex has it ready again: whether it was told is looked up before it is told once more
      return row.state === 'exported' ? store.ledger.transition(key, 'reporting') : row;
    case 'confirm-exported':
      if (row.state !== 'reporting') await store.ledger.transition(key, 'reporting');
      return store.ledger.transition(key, 'exported', { reason: null });
    case 'confirm-returned':
      return store.ledger.transition(key, 'returned');
    case 'confirm-skipped':
      return store.ledger.transition(key, 'skipped');
    default:
      return row;
  }
}

function unread(row: LedgerRow, connected: Connected): Omit<Fetched, 'next'> {
  return {
    version: row.version,
    preview: connected.settings.mode === 'preview',
    begun: row.state === 'writing',
    neverWritten: false,
    unconfirmedMs: null,
    summary: null,
    status: statusOf(row.state),
    why: '',
    document: row.documentNumber,
  };
}

function statusOf(state: LedgerState): Fetched['status'] {
  switch (state) {
    case 'exported':
      return 'Exported';
    case 'returned':
      return 'Returned';
    case 'skipped':
      return 'Skipped';
    case 'closed':
      return 'Closed';
    case 'committed':
    case 'reporting':
    case 'linked':
      return 'Booked';
    default:
      return 'NotReady';
  }
}
