import { Decimal } from 'decimal.js';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import { bookedStates } from '../../accounting/ledger-states';
import type { ApInvoiceHead } from '../../accounting/reference-data';
import type { LedgerRow, MirrorChange, Store } from '../../store';
import type { NoticeBoard } from './notices';

/**
 * Follows our own AP documents after they were booked: posted is noted in the record's story; deleted, changed or
 * unmarked contradicts what Brex was told, and is a notice too. Only one with our marker is ours.
 */
export async function followOurDocuments(
  store: Store,
  settings: ConnectionSettings,
  changes: readonly MirrorChange<'invoices'>[],
  board: NoticeBoard,
): Promise<void> {
  for (const { before, after } of changes) {
    const head = after ?? before;
    if (!head || (before?.marker ?? '') + (after?.marker ?? '') === '') continue;
    const { vendorNum, invoiceNum } = head;
    const row = await store.ledger.findByEpicorKey(settings.id, { kind: 'ap', vendorNum, invoiceNum });
    // while it is being written it changes by our own hand
    if (row?.connectionId !== settings.id || !bookedStates.includes(row.state)) continue;
    if (after?.posted && !before?.posted)
      await note(store, row, `posted in Epicor from group ${after.groupId}`);
    const problem = await problemOf(store, row, before, after);
    const subject = `document:${row.recordId}`;
    if (problem === null) await board.settle(subject);
    else if (await board.raise(subject, `${nameOf(head)} of record ${row.recordId} ${problem}.`))
      await note(store, row, `the document ${problem}`);
  }
}

const nameOf = ({ vendorNum, invoiceNum }: ApInvoiceHead): string => `AP document ${vendorNum}/${invoiceNum}`;

/** What of a booked document is no longer as it was booked; null where all is well. */
async function problemOf(
  store: Store,
  row: LedgerRow,
  before: ApInvoiceHead | null,
  after: ApInvoiceHead | null,
): Promise<string | null> {
  if (after === null) {
    const marked = row.marker ? await store.mirrors.invoicesMarked(row.connectionId, row.marker) : [];
    const other = marked.find(({ invoiceNum }) => invoiceNum !== before?.invoiceNum);
    return other ? `was renumbered in Epicor to ${other.invoiceNum}` : 'was deleted in Epicor';
  }
  // one that a person linked bears no marker of ours
  if (row.state === 'linked' || after.marker === (row.marker ?? '')) return amountProblem(store, row, after);
  return before?.marker === row.marker ? 'lost our marker in Epicor' : null;
}

async function amountProblem(store: Store, row: LedgerRow, head: ApInvoiceHead): Promise<string | null> {
  const plan = await store.drafts.plan(row);
  if (!plan || plan.marker !== head.marker) return null;
  const same =
    plan.currency === head.currency && new Decimal(plan.total.amount).abs().eq(new Decimal(head.total).abs());
  return same
    ? null
    : `was changed in Epicor: ${head.total} ${head.currency} instead of ${plan.total.amount} ${plan.currency}`;
}

async function note(store: Store, { connectionId, recordId }: LedgerRow, summary: string): Promise<void> {
  await store.audit.append({
    connectionId,
    recordId,
    actor: { kind: 'system', name: 'pollEpicor' },
    step: 'pollEpicor',
    outcome: 'ok',
    summary,
  });
}
