import type { Logger } from 'pino';
import { held, outdated, type Step } from '../activities';
import { BrexError } from '../brex';
import { EpicorError } from '../epicor';
import type { Hold, Store } from '../store';

export interface HoldOptions {
  readonly store: Store;
  readonly log: Logger;
  /** Held calls come back after this long; a mended credential is noticed as soon. */
  readonly comeBackMs: number;
}

type System = 'brex' | 'epicor';

/** Credentials that were refused a moment ago by another process are met once more at most. */
const knownForMs = 1_000;

/** The holds of each connection as this process saw them a moment ago: every step asks, one query answers many. */
export class KnownHolds {
  private readonly known = new Map<string, { readonly holds: Promise<Hold[]>; readonly readAt: number }>();

  constructor(private readonly store: Store) {}

  current(connectionId: string): Promise<Hold[]> {
    const known = this.known.get(connectionId);
    if (known && Date.now() - known.readAt < knownForMs) return known.holds;
    const holds = this.store.holds.current(connectionId);
    this.known.set(connectionId, { holds, readAt: Date.now() });
    // what could not be read is asked for again by the next step
    holds.catch(() => this.forget(connectionId));
    return holds;
  }

  forget(connectionId: string): void {
    this.known.delete(connectionId);
  }
}

/**
 * Credentials that do not work concern the connection, not the record: the first call that is refused holds the
 * system, one alert is logged, and every later call comes back benignly until one succeeds (each hold lets one
 * call through per `comeBackMs`) or `brex-kinetic connect` stores new credentials.
 */
export class ConnectionHold {
  private probing = false;

  private constructor(
    private readonly options: HoldOptions,
    private readonly known: KnownHolds,
    private readonly connectionId: string,
    private readonly system: System,
  ) {}

  /** The hold that concerns calls of this task queue; undefined for steps that call neither system. */
  static of(
    options: HoldOptions,
    known: KnownHolds,
    connectionId: string,
    taskQueue: string,
  ): ConnectionHold | undefined {
    const system = (['brex', 'epicor'] as const).find((name) => taskQueue.startsWith(`${name}/`));
    return system ? new ConnectionHold(options, known, connectionId, system) : undefined;
  }

  /** Throws the benign failure of a held call, unless it is this call's turn to probe. */
  async check(): Promise<void> {
    const { store, comeBackMs } = this.options;
    const hold = (await this.known.current(this.connectionId)).find(({ system }) => system === this.system);
    if (!hold) return;
    this.probing = await store.holds.claimProbe(this.connectionId, this.system, comeBackMs);
    if (!this.probing) throw held(this.system, hold.reason, comeBackMs);
  }

  async passed(): Promise<void> {
    if (!this.probing) return;
    await this.options.store.holds.release(this.connectionId, this.system);
    this.known.forget(this.connectionId);
    this.options.log.info(
      { connection: this.connectionId, system: this.system },
      'credentials work again: the hold is lifted',
    );
  }

  /** The failure of a call whose credentials were refused; undefined where the error is another one. */
  async failed(error: unknown, step: Step): Promise<Error | undefined> {
    if (!(error instanceof BrexError || error instanceof EpicorError) || error.kind !== 'credentials')
      return undefined;
    const { store, log, comeBackMs } = this.options;
    const current = await store.connections.get(this.connectionId);
    if (step.revision !== null && step.revision !== current?.revision) return outdated(this.system);
    const { first } = await store.holds.hold(this.connectionId, this.system, '', error.message);
    this.known.forget(this.connectionId);
    if (first) {
      log.error(
        { connection: this.connectionId, system: this.system, problem: error.message },
        `${this.system} refuses the credentials of connection ${this.connectionId}: all its calls are held. Correct them and run brex-kinetic connect.`,
      );
    }
    return held(this.system, error.message, comeBackMs);
  }
}
