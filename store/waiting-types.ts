import type { RecordKey } from './record-key';

export type HeldSystem = 'brex' | 'epicor';

export interface Hold {
  readonly connectionId: string;
  readonly system: HeldSystem;
  /** '' for every call, else the document kind whose method is denied. */
  readonly scope: string;
  readonly reason: string;
  readonly since: Date;
}

/** Calls that are held back because their credentials do not work. */
export interface Holds {
  /** `first` where it was not held before: the one time to raise an alert. */
  hold(
    connectionId: string,
    system: HeldSystem,
    scope: string,
    reason: string,
  ): Promise<{ readonly first: boolean }>;
  /** How many holds were lifted; of both systems where none is named. */
  release(connectionId: string, system?: HeldSystem): Promise<number>;
  current(connectionId: string): Promise<Hold[]>;
  /** True for one caller per `everyMs` and hold: this one may try whether the credentials work again. */
  claimProbe(connectionId: string, system: HeldSystem, everyMs: number, scope?: string): Promise<boolean>;
}

export interface ParkedCause extends RecordKey {
  readonly cause: string;
  readonly workflowId: string | null;
  readonly since: Date;
  /** When the record was last woken because of it; null where it was not. */
  readonly wokenAt: Date | null;
  /** What woke it last; null where nothing did, or where Epicor has taken back its answer since. */
  readonly wokenBy: WokenBy | null;
}

/** Epicor's own answer that the cause is gone, or what we know of it. */
export type WokenBy = 'epicor' | 'told';

/** What parked records wait for, so that whoever sees it come can wake them. */
export interface ParkedCauses {
  /** A cause that is registered already stays as it is. */
  register(key: RecordKey, cause: string, workflowId?: string): Promise<void>;
  clear(key: RecordKey): Promise<void>;
  /** Clears every cause of the record but this one. */
  clearOthers(key: RecordKey, cause: string): Promise<void>;
  /** The longest waiting first. */
  waitingFor(connectionId: string, cause: string): Promise<ParkedCause[]>;
  /** The same for every cause that begins so: "mapping:". */
  withPrefix(connectionId: string, prefix: string): Promise<ParkedCause[]>;
  list(connectionId: string): Promise<ParkedCause[]>;
  woken(key: RecordKey, cause: string, by: WokenBy): Promise<void>;
  /** Epicor no longer says that the cause is gone: its next yes is news. */
  takenBack(key: RecordKey, cause: string): Promise<void>;
  /** Writes down that causes are gone; one that ends with a colon stands for all that begin so. */
  gone(connectionId: string, causes: readonly string[]): Promise<void>;
  /** When the cause was last said to be gone; null where it never was. */
  wentAt(connectionId: string, cause: string): Promise<Date | null>;
}

export interface Notice {
  readonly subject: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly raisedAt: Date;
}

/** What people must be told once; shown by `status` until it is settled. */
export interface Notices {
  /** `first` where there is no open notice of this subject: the one time to raise an alert. */
  raise(
    connectionId: string,
    subject: string,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly first: boolean }>;
  /** False where there was nothing to settle. */
  settle(connectionId: string, subject: string): Promise<boolean>;
  /** Oldest first. */
  open(connectionId: string): Promise<Notice[]>;
}
