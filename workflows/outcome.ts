import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { Attention } from '../accounting/attention';
import { type ExportStatus, ledgerMovedOn, type VendorCandidate } from './contract';

/** How one attempt ended: settled, or waiting for a reason. `again` enters from the start at once. */
export type Outcome =
  | { readonly kind: 'settled'; readonly status: ExportStatus; readonly why: string }
  | {
      readonly kind: 'parked';
      readonly attention: Attention;
      readonly candidates: readonly VendorCandidate[];
    }
  | { readonly kind: 'again' };

export function parked(attention: Attention, candidates: readonly VendorCandidate[] = []): Outcome {
  return { kind: 'parked', attention, candidates };
}

export function settled(status: ExportStatus, why: string): Outcome {
  return { kind: 'settled', status, why };
}

/** What the record waited for; where it waited for nothing, that people sent it back. */
export function waitedFor(waited: { attention: Attention } | null): Attention {
  return (
    waited?.attention ?? {
      code: 'epicor-refused',
      disposition: 'return',
      text: 'The accounts-payable team sent this record back.',
      remedy: 'Ask them what to change, then export it again.',
    }
  );
}

/**
 * Whether a step failed since the record is elsewhere in the ledger than the run takes it to be: the run was reset
 * by hand to before what was done already.
 */
export function hasMovedOn(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === ledgerMovedOn
  );
}
