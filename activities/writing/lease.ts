import { activityInfo } from '@temporalio/activity';
import { durationMs } from '../../accounting/connection-file';
import { EpicorError } from '../../epicor';
import { LedgerConflict, type LedgerRow, type Store } from '../../store';
import type { RecordKey } from '../support/dependencies';
import { lostAnswer } from '../support/failures';
import { permitted } from './write-permit';

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
 * By two clocks: the monotonic one stands still while a machine sleeps, the other may be set back. Where either says
 * that the lease has run out, it has.
 */
interface LeaseEnd {
  readonly monotonic: number;
  readonly wall: number;
}

/** The lease as this process knows it. */
interface HeldLease {
  readonly token: number;
  /** Until then nobody else can have it: counted from before it was asked for. */
  until: LeaseEnd;
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
  const { workflowExecution, activityId, attempt } = activityInfo();
  const owner = `${workflowExecution?.runId ?? ''}/${activityId}/${attempt}`;
  const until = leaseEnd();
  const row = await store.ledger.acquireLease(key, owner, leaseSeconds);
  const token = row.lease;
  const held: HeldLease = { token, until };
  const beat = keepAlive(store, key, held);
  try {
    await letSettle(store, row, durationMs(settle));
    return await body({ token, write: (send) => guarded(store, key, held, durationMs(settle), send) });
  } finally {
    clearInterval(beat);
    await store.ledger.releaseLease(key, token);
  }
}

function leaseEnd(): LeaseEnd {
  const lasts = leaseSeconds * 1_000;
  return { monotonic: performance.now() + lasts, wall: Date.now() + lasts };
}

const hasPassed = ({ monotonic, wall }: LeaseEnd): boolean =>
  performance.now() >= monotonic || Date.now() >= wall;

/** The settle time of a write whose answer never came counts from when it was sent. */
async function letSettle(store: Store, row: LedgerRow, settleMs: number): Promise<void> {
  if (!row.writeSentAt) return;
  const remaining = row.writeSentAt.getTime() + settleMs - Date.now();
  if (remaining > 0) throw lostAnswer('an earlier write to Epicor may still be committing', remaining);
  // whoever sent it died before the answer came: it is lost as well
  if (!row.lostAnswer)
    await store.ledger.transition(row, 'writing', { lostAnswer: true }, { lease: row.lease });
}

function keepAlive(store: Store, key: RecordKey, held: HeldLease): NodeJS.Timeout {
  return setInterval(() => {
    const until = leaseEnd();
    store.ledger.renewLease(key, held.token, leaseSeconds).then(
      () => {
        held.until = until;
      },
      // a lease that cannot be renewed is noticed by the next write, which is refused
      () => undefined,
    );
  }, renewMs);
}

/**
 * UpdateMaster answered that it did not run, since it wants to ask something (EPICOR.md 3.3). That nothing of it was or
 * will be saved is only inferred: nothing is sent before it had time to come, and the document is looked up.
 */
export function isQuestion(error: unknown): error is EpicorError {
  return error instanceof EpicorError && error.kind === 'not-saved' && error.method === 'UpdateMaster';
}

async function guarded<T>(
  store: Store,
  key: RecordKey,
  held: HeldLease,
  settleMs: number,
  send: () => Promise<T>,
): Promise<T> {
  const { token } = held;
  await store.ledger.writeSent(key, token);
  // a machine that was suspended on the way wakes up after another worker has finished the document
  const permit = () =>
    hasPassed(held.until)
      ? new LedgerConflict(key.recordId, `lease ${token}`, 'one that ran out before the write was sent')
      : null;
  try {
    const answer = await permitted(permit, send);
    await store.ledger.writeAnswered(key, token);
    return answer;
  } catch (error) {
    if (isQuestion(error) || (error instanceof EpicorError && error.kind === 'lost-answer')) {
      await store.ledger.transition(key, 'writing', { lostAnswer: true }, { lease: token });
      throw lostAnswer(error.message, settleMs);
    }
    // any other answer of Epicor says that nothing was saved
    if (error instanceof EpicorError) await store.ledger.writeAnswered(key, token);
    throw error;
  }
}
