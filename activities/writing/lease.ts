import { activityInfo } from '@temporalio/activity';
import { durationMs } from '../../accounting/connection-file';
import type { EpicorKey } from '../../accounting/document';
import { isSameDocument } from '../../accounting/document-name';
import type { LedgerState } from '../../accounting/ledger-states';
import { EpicorError } from '../../epicor';
import { LedgerConflict, type LedgerPatch, type LedgerRow, type Store } from '../../store';
import type { RecordKey } from '../support/dependencies';
import { lostAnswer } from '../support/failures';
import { permitted } from './write-permit';

/** Renewed while the worker lives; a killed one keeps the record from its successor for no longer than this. */
const leaseSeconds = 30;
const renewMs = 8_000;

/** The right to send writes to Epicor. */
export interface WriteRight {
  write<T>(send: () => Promise<T>): Promise<T>;
}

/**
 * The right to write one record's document to Epicor. Only its holder may send, and every write is marked in the
 * ledger before it is sent, so that whoever comes next knows that something may be under way. A lost answer ends the
 * attempt, and the next one begins after `epicor.settle`.
 */
export interface WriteLease extends WriteRight {
  readonly token: number;
  /** Sends the write that makes the document, whose key is pinned together with the answer. */
  create(send: () => Promise<EpicorKey>): Promise<EpicorKey>;
  /** Pins the document that is the record's; one that is pinned already stays so. */
  pin(document: EpicorKey): Promise<void>;
  /** The document stands as planned: commits the record and gives the lease back, both at once. */
  commit(document: EpicorKey): Promise<LedgerRow>;
}

/**
 * By two clocks: the monotonic one stands still while a machine sleeps, the other may be set back. Where either says
 * that the lease has run out, it has.
 */
interface LeaseEnd {
  readonly monotonic: number;
  readonly wall: number;
}

/**
 * Runs `body` as the only writer of the record, with the ledger's row as it was when the lease was got. A former
 * writer whose answer was lost is given `settle` first: its commit may still be under way (ARCHITECTURE, "Posting
 * exactly once").
 */
export async function underLease<T>(
  store: Store,
  key: RecordKey,
  settle: string,
  body: (lease: WriteLease, row: LedgerRow) => Promise<T>,
): Promise<T> {
  const { workflowExecution, activityId, attempt } = activityInfo();
  const owner = `${workflowExecution?.runId ?? ''}/${activityId}/${attempt}`;
  const settleMs = durationMs(settle);
  const until = leaseEnd();
  const row = await store.ledger.acquireLease(key, owner, leaseSeconds);
  const lease = new HeldLease(store, row, until, settleMs);
  try {
    await lease.letSettle();
    return await body(lease, row);
  } finally {
    await lease.end();
  }
}

function leaseEnd(): LeaseEnd {
  const lasts = leaseSeconds * 1_000;
  return { monotonic: performance.now() + lasts, wall: Date.now() + lasts };
}

const hasPassed = ({ monotonic, wall }: LeaseEnd): boolean =>
  performance.now() >= monotonic || Date.now() >= wall;

/** The lease as this process knows it. */
class HeldLease implements WriteLease {
  readonly token: number;
  private pinned: EpicorKey | null;
  private givenBack = false;
  private readonly beat: NodeJS.Timeout;

  constructor(
    private readonly store: Store,
    private readonly row: LedgerRow,
    /** Until then nobody else can have it: counted from before it was asked for. */
    private until: LeaseEnd,
    private readonly settleMs: number,
  ) {
    this.token = row.lease;
    this.pinned = row.epicorKey;
    this.beat = setInterval(() => void this.renew(), renewMs);
  }

  write<T>(send: () => Promise<T>): Promise<T> {
    return this.guarded(send, () => null);
  }

  async create(send: () => Promise<EpicorKey>): Promise<EpicorKey> {
    this.pinned = await this.guarded(send, (made) => made);
    return this.pinned;
  }

  async pin(document: EpicorKey): Promise<void> {
    if (this.pinned && isSameDocument(this.pinned, document)) return;
    await this.transition('writing', { epicorKey: document });
    this.pinned = document;
  }

  async commit(document: EpicorKey): Promise<LedgerRow> {
    const patch = { epicorKey: document, reason: null };
    const under = { lease: this.token, release: true };
    const committed = await this.store.ledger.transition(this.row, 'committed', patch, under);
    this.givenBack = true;
    return committed;
  }

  /** The settle time of a write whose answer never came counts from when it was sent. */
  async letSettle(): Promise<void> {
    const { writeSentAt, lostAnswer: wasLost } = this.row;
    if (!writeSentAt) return;
    const remaining = writeSentAt.getTime() + this.settleMs - Date.now();
    if (remaining > 0) throw lostAnswer('an earlier write to Epicor may still be committing', remaining);
    // whoever sent it died before the answer came: it is lost as well
    if (!wasLost) await this.transition('writing', { lostAnswer: true });
  }

  async end(): Promise<void> {
    clearInterval(this.beat);
    if (!this.givenBack) await this.store.ledger.releaseLease(this.row, this.token);
  }

  /** `made`: the key of the document that the answer tells of. */
  private async guarded<T>(send: () => Promise<T>, made: (answer: T) => EpicorKey | null): Promise<T> {
    const { ledger } = this.store;
    await ledger.writeSent(this.row, this.token);
    try {
      const answer = await permitted(() => this.refusal(), send);
      await ledger.writeAnswered(this.row, this.token, made(answer));
      return answer;
    } catch (error) {
      if (isQuestion(error) || (error instanceof EpicorError && error.kind === 'lost-answer')) {
        await this.transition('writing', { lostAnswer: true });
        throw lostAnswer(error.message, this.settleMs);
      }
      // any other answer of Epicor says that nothing was saved
      if (error instanceof EpicorError) await ledger.writeAnswered(this.row, this.token);
      throw error;
    }
  }

  /** A machine that was suspended on the way wakes up after another worker has finished the document. */
  private refusal(): LedgerConflict | null {
    if (!hasPassed(this.until)) return null;
    const found = 'one that ran out before the write was sent';
    return new LedgerConflict(this.row.recordId, `lease ${this.token}`, found);
  }

  private transition(to: LedgerState, patch: Partial<LedgerPatch>): Promise<LedgerRow> {
    return this.store.ledger.transition(this.row, to, patch, { lease: this.token });
  }

  private async renew(): Promise<void> {
    const until = leaseEnd();
    // a lease that cannot be renewed is noticed by the next write, which is refused
    await this.store.ledger.renewLease(this.row, this.token, leaseSeconds).then(
      () => {
        this.until = until;
      },
      () => undefined,
    );
  }
}

/**
 * UpdateMaster answered that it did not run, since it wants to ask something (EPICOR.md 3.3). That nothing of it was or
 * will be saved is only inferred: nothing is sent before it had time to come, and the document is looked up.
 */
export function isQuestion(error: unknown): error is EpicorError {
  return error instanceof EpicorError && error.kind === 'not-saved' && error.method === 'UpdateMaster';
}
