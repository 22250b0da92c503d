import { activityInfo } from '@temporalio/activity';
import { protectedAccount } from '../accounting/account-rules';
import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { ConnectionSettings } from '../accounting/connection-settings';
import type { PlannedDocument } from '../accounting/document';
import { writtenStates } from '../accounting/ledger-states';
import { withStyleThatAvoids } from '../accounting/refused-style';
import { EpicorError } from '../epicor';
import type { LedgerRow } from '../store';
import type { ActivityDependencies, RecordKey, RetryRequest } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { attentionFrom } from './support/failures';
import { inPreview, ruling } from './support/rulings';
import { stored } from './support/stored';
import { twinOf } from './support/twin-record';
import { unconfirmedMs } from './support/unconfirmed';
import { DocumentCommit } from './writing/document-commit';
import { FailedSaves } from './writing/failed-saves';
import { underLease } from './writing/lease';

export interface Written {
  /** How people name it. */
  readonly document: string;
  /** A write went unanswered on the way: to be confirmed after so long; else null. */
  readonly unconfirmedMs: number | null;
}

/**
 * Commits the document to Epicor exactly once (EPICOR.md 3.3, 3.7; ARCHITECTURE, "Posting exactly once"): see
 * `DocumentCommit`. Every write is marked in the ledger before it is sent.
 */
export function updateMaster(deps: ActivityDependencies) {
  return (input: RecordKey & RetryRequest): Promise<Ruling<Written>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await deps.connections.get(key.connectionId);
      const { settings } = connected;
      if (settings.mode === 'preview') return refused(inPreview);
      const failures = new FailedSaves();
      return underLease(deps.store, key, settings.epicor.settle, async (held, before) => {
        if (before.state !== 'writing' && writtenStates.includes(before.state))
          return ruled(written(before, settings));
        // an attempt that ended between giving up and saying so: nothing of it is in Epicor
        if (before.state === 'voided')
          await deps.store.ledger.transition(key, 'reserved', {}, { lease: held.token });
        const lease = failures.counting(held);
        const row = await deps.store.ledger.transition(key, 'writing', {}, { lease: lease.token });
        const { plan, draft } = await stored(deps.store, key, 'plan', 'draft');
        if (before.state !== 'writing') {
          const barred = await barredNow(deps, row, plan, settings, input.confirmed);
          if (barred) {
            await deps.store.ledger.transition(key, 'voided', {}, { lease: lease.token });
            return refused(barred);
          }
        }
        const { options } = failures;
        const commit = await DocumentCommit.open(deps, connected, { key, row, plan, draft, lease, options });
        const outcome = await failures.orAttention(() => namingStyles(plan, row, () => commit.run()));
        return outcome.ok ? ruled(written(outcome.value, settings)) : outcome;
      });
    });
}

/** What speaks against a document of which nothing was sent yet, though it was planned. */
async function barredNow(
  { store }: ActivityDependencies,
  row: LedgerRow,
  plan: PlannedDocument,
  { posting }: ConnectionSettings,
  confirmed: readonly string[],
): Promise<Attention | null> {
  // of two records of one expense that come together, at least one sees the other here
  const twin = confirmed.includes('duplicate') ? null : await twinOf(store, row);
  // the settings may have changed since it was planned
  return twin ?? protectedAccount(plan.lines, posting.protectedAccounts);
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

function written(row: LedgerRow, settings: ConnectionSettings): Written {
  return {
    document: row.epicorKey ? nameOf(row.epicorKey) : (row.documentNumber ?? row.recordId),
    unconfirmedMs: unconfirmedMs(row, settings),
  };
}
