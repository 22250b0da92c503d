import type { Attention } from '../accounting/attention';
import { bookedStates } from '../accounting/ledger-states';
import type { VendorCandidate } from '../accounting/vendor-matching';
import { LedgerConflict } from '../store';
import { askForVendor } from './asking/ask-for-vendor';
import { causeWentAt } from './polling/causes';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { tellReason } from './support/rulings';
import { ledgerRow } from './support/stored';

export interface RecordToPark extends RecordKey {
  readonly attention: Attention;
  /** When the attempt that found the reason began, in milliseconds; absent where a run began before it was told. */
  readonly attemptedAt?: number;
  /** Vendors that are offered. */
  readonly candidates?: readonly VendorCandidate[];
}

export interface ParkedRecord {
  /** The cause went between the attempt's look and its registration: whoever saw it go knew nobody to wake. */
  readonly causeGone: boolean;
}

/** The workflow's clock and the database's may differ by so much. */
const clocksApartMs = 5_000;

/**
 * Notes in the ledger why a record waits, and registers its cause, so that whoever sees the cause go can wake it.
 * Then looks once whether it went meanwhile.
 */
export function parkRecord({ store }: ActivityDependencies) {
  return async (input: RecordToPark): Promise<ParkedRecord> => {
    const { connectionId, recordId, attention, candidates = [], attemptedAt } = input;
    const key = { connectionId, recordId };
    const { state } = await ledgerRow(store, key);
    // asked again by a run that was reset to before it was answered
    if (attention.code.startsWith('vendor-') && bookedStates.includes(state))
      throw new LedgerConflict(recordId, 'a record without a document', state);
    await store.ledger.note(key, `${attention.code}: ${attention.text}`);
    const { cause } = attention;
    if (cause === undefined) await store.causes.clear(key);
    else {
      // one that stays registered goes on knowing when it last woke the record
      await store.causes.register(key, cause);
      await store.causes.clearOthers(key, cause);
    }
    tellReason(attention);
    if (!attention.code.startsWith('vendor-')) await store.vendorQuestions.close(key);
    else if (await askForVendor(store, key, attention, candidates)) return { causeGone: true };
    if (cause === undefined || attemptedAt === undefined) return { causeGone: false };
    const connection = await store.connections.get(connectionId);
    const wentAt = connection && (await causeWentAt(store, connection.settings, cause));
    return { causeGone: wentAt !== null && wentAt.getTime() > attemptedAt - clocksApartMs };
  };
}
