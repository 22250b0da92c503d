import type { Attention } from './attention';
import type { LedgerState } from './ledger-states';

/** What our ledger holds of a record. */
export interface LedgerView {
  readonly state: LedgerState;
  readonly version: number | null;
  /** Content digest pinned when the document was reserved. */
  readonly digest: string | null;
  readonly documentNumber: string | null;
}

/** What Brex says of it now; null where Brex no longer knows it. */
export interface BrexView {
  readonly reviewStatus: string;
  readonly version: number;
  readonly digest: string;
  /** READY_FOR_EXPORT, or for bills a status named in `brex.bookBillsIn`. */
  readonly ready: boolean;
}

/** What a run does with a record that it meets: once, or again. */
export type Reentry =
  /** Plan a document (again); nothing of it is in Epicor. */
  | { readonly action: 'plan' }
  /** A write was or may have been sent: find it and finish it as it was planned. */
  | { readonly action: 'resume' }
  /** Our unposted remnant no longer fits: delete it, then enter again. */
  | { readonly action: 'void' }
  /** The document stands: tell Brex (again). */
  | { readonly action: 'report' }
  /** Brex has our report already: success, return, or skip. */
  | { readonly action: 'confirm-exported' | 'confirm-returned' | 'confirm-skipped' }
  /** A skip was decided but Brex was not told yet. */
  | { readonly action: 'skip' }
  /** No document wanted. */
  | { readonly action: 'close'; readonly attention: Attention }
  /** A person must decide. */
  | { readonly action: 'park'; readonly attention: Attention }
  /** Nothing to do. */
  | { readonly action: 'end'; readonly why: string };

/** What a person asked for, where that opens a door that is shut otherwise. */
export interface Asked {
  /** `retry`: books a record that was skipped. */
  readonly retry: boolean;
  /** `retry` with another date: a half-written document no longer fits. */
  readonly replan: boolean;
  /** `retry` with confirm=changed: report the document as it stands. */
  readonly changedConfirmed: boolean;
}

const exportedStatus = 'EXPORTED';
const nobodyAsked: Asked = { retry: false, replan: false, changedConfirmed: false };

/**
 * Decides how a run goes on with a record, from what the ledger and Brex say of it (ARCHITECTURE, "Posting
 * exactly once"). Pure: the table of states is the whole rule, and the ledger, not Temporal, remembers it.
 */
export function reenter(ledger: LedgerView, brex: BrexView | null, asked: Asked = nobodyAsked): Reentry {
  switch (ledger.state) {
    case 'seen':
    case 'reserved':
    case 'voided':
      return unwritten(brex);
    case 'writing':
      return halfWritten(ledger, brex, asked);
    case 'committed':
    case 'reporting':
    case 'linked':
      return booked(ledger, brex, asked);
    case 'exported':
      return alreadyExported(ledger, brex, asked);
    case 'returning':
      // still ready: the failure never reached Brex, so the record is looked at again
      return brex?.ready ? unwritten(brex) : { action: 'confirm-returned' };
    case 'returned':
      return returned(ledger, brex, asked);
    case 'skipping':
      return brex && !brex.ready ? { action: 'confirm-skipped' } : { action: 'skip' };
    case 'skipped':
      return asked.retry
        ? unwritten(brex)
        : { action: 'end', why: 'skipped by a person; only retry books it' };
    case 'closed':
      return unwritten(brex);
  }
}

function unwritten(brex: BrexView | null): Reentry {
  if (!brex) return { action: 'close', attention: deletedInBrex('Nothing was booked.') };
  if (!brex.ready) return { action: 'end', why: `not ready for export (${brex.reviewStatus})` };
  return { action: 'plan' };
}

function halfWritten(ledger: LedgerView, brex: BrexView | null, asked: Asked): Reentry {
  if (!brex || (!brex.ready && brex.reviewStatus !== exportedStatus)) return { action: 'void' };
  if (brex.reviewStatus === exportedStatus && !brex.ready)
    return { action: 'park', attention: exportedElsewhere(ledger, 'begun') };
  return brex.digest === ledger.digest && !asked.replan ? { action: 'resume' } : { action: 'void' };
}

function booked(ledger: LedgerView, brex: BrexView | null, asked: Asked): Reentry {
  if (!brex) return { action: 'park', attention: deletedInBrex('It is booked in Epicor.') };
  if (brex.reviewStatus === exportedStatus) {
    // a report that was sent explains it (`committed` never sent one), or a person says that it is right
    return ledger.state === 'reporting' || ledger.state === 'linked' || asked.changedConfirmed
      ? { action: 'confirm-exported' }
      : { action: 'park', attention: exportedElsewhere(ledger, 'booked') };
  }
  if (!brex.ready) return { action: 'end', why: `booked, not reported: Brex has it in ${brex.reviewStatus}` };
  return asked.changedConfirmed || sameContent(ledger, brex)
    ? { action: 'report' }
    : { action: 'park', attention: changedAfterBooking(ledger) };
}

function alreadyExported(ledger: LedgerView, brex: BrexView | null, asked: Asked): Reentry {
  if (!brex?.ready || brex.reviewStatus === exportedStatus)
    return { action: 'end', why: 'booked and exported' };
  return asked.changedConfirmed || sameContent(ledger, brex)
    ? { action: 'report' }
    : { action: 'park', attention: changedAfterBooking(ledger) };
}

function returned(ledger: LedgerView, brex: BrexView | null, asked: Asked): Reentry {
  if (!brex) return { action: 'end', why: 'returned to Brex, and deleted there' };
  const newer = ledger.version === null || brex.version > ledger.version;
  return brex.ready && (newer || asked.retry)
    ? { action: 'plan' }
    : { action: 'end', why: 'returned to Brex and not exported again' };
}

/** A linked document has no digest of ours: what a person linked is not compared. */
function sameContent(ledger: LedgerView, brex: BrexView): boolean {
  return ledger.digest === null || ledger.digest === brex.digest;
}

function deletedInBrex(consequence: string): Attention {
  return {
    code: 'deleted-in-brex',
    disposition: 'close',
    text: `Brex no longer has this record. ${consequence}`,
    remedy: 'If it was deleted by mistake, restore it in Brex; if it is booked, reverse it in Epicor.',
  };
}

function exportedElsewhere({ documentNumber }: LedgerView, ours: 'begun' | 'booked'): Attention {
  const number = documentNumber ? ` (${documentNumber})` : '';
  return {
    code: 'exported-elsewhere',
    disposition: 'park',
    text: 'Brex shows this record as exported, but not by a report of ours.',
    remedy:
      ours === 'booked'
        ? `Check in Epicor that our document${number} is the only one of this spend; then retry with confirm "changed".`
        : `Find out who exported it; then link it to the Epicor document it became, or skip it; ours${number} is unfinished and will be deleted.`,
  };
}

function changedAfterBooking(ledger: LedgerView): Attention {
  return {
    code: 'changed-after-booking',
    disposition: 'park',
    text: `The record was changed in Brex after it was booked${ledger.documentNumber ? ` as ${ledger.documentNumber}` : ''}.`,
    remedy:
      'Correct the document in Epicor by hand if it must change, then retry with confirm "changed" to report it as it stands.',
  };
}
