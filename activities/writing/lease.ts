import { activityInfo } from '@temporalio/activity';
import { durationMs } from '../../accounting/connection-file';
import { EpicorError } from '../../epicor';
import { LedgerConflict, type Store } from '../../store';
import type { RecordKey } from '../support/dependencies';
import { lostAnswer } from '../support/failures';
import { ledgerRow } from '../support/stored';

/** Renewed while the worker lives; a killed one keeps the record from its successor for no longer than this. */
const leaseSeconds = 30;
const renewMs = 8_000;

/**
 * The right to write one record's document to Epicor. Only its holder may send, and every write is marked in the
 * ledger before it is sent, so that whoever comes next knows that something may be under way.
 */
export interface WriteLease {
  readonly token: number;
  /** Sends one write; a lost answer ends the attempt, and the next one begins after `epicor.settle`. */
  write<T>(send: () => Promise<T>): Promise<T>;
}

/**
 * Runs `body` as the only writer of the record. A former writer whose answer was lost is given `settle` first:
 * its commit may still be under way (ARCHITECTURE, "Posting exactly once").
 */
export async function underLease<T>(
  store: Store,
  key: RecordKey,
  settle: string,
  body: (lease: WriteLease) => Promise<T>,
): Promise<T> {
  await letSettle(store, key, durationMs(settle));
  const { workflowExecution, activityId, attempt } = activityInfo();
  const owner = `${workflowExecution?.runId ?? ''}/${activityId}/${attempt}`;
  const token = await store.ledger.acquireLease(key, owner, leaseSeconds);
  const beat = keepAlive(store, key, token);
  try {
    return await body({ token, write: (send) => guarded(store, key, token, durationMs(settle), send) });
  } finally {
    clearInterval(beat);
    await store.ledger.releaseLease(key, token);
  }
}

/** The settle time of a write whose answer never came counts from when it was sent. */
async function letSettle(store: Store, key: RecordKey, settleMs: number): Promise<void> {
  const row = await ledgerRow(store, key);
  if (!row.writeSentAt) return;
  const remaining = row.writeSentAt.getTime() + settleMs - Date.now();
  if (remaining > 0) throw lostAnswer('an earlier write to Epicor may still be committing', remaining);
  // whoever sent it died before the answer came: it is lost as well
  if (!row.lostAnswer) await store.ledger.transition(key, 'writing', { lostAnswer: true });
}

function keepAlive(store: Store, key: RecordKey, token: number): NodeJS.Timeout {
  return setInterval(() => {
    // a lease that cannot be renewed is noticed by the next write, which is refused
    store.ledger.renewLease(key, token, leaseSeconds).catch(() => undefined);
  }, renewMs);
}

async function guarded<T>(
  store: Store,
  key: RecordKey,
  token: number,
  settleMs: number,
  send: () => Promise<T>,
): Promise<T> {
  const asked = performance.now();
  await store.ledger.writeSent(key, token);
  // a machine that was suspended just here wakes up after another worker has finished the document
  if (performance.now() - asked > leaseSeconds * 1_000)
    throw new LedgerConflict(key.recordId, `lease ${token}`, 'one that ran out before the write was sent');
  try {
    const answer = await send();
    await store.ledger.writeAnswered(key, token);
    return answer;
  } catch (error) {
    if (error instanceof EpicorError && error.kind === 'lost-answer') {
      await store.ledger.transition(key, 'writing', { lostAnswer: true }, { lease: token });
      throw lostAnswer(error.message, settleMs);
    }
    // any other answer of Epicor says that nothing was saved
    if (error instanceof EpicorError) await store.ledger.writeAnswered(key, token);
    throw error;
  }
}
