import type { Logger } from 'pino';
import { held } from '../activities';
import { BrexError } from '../brex';
import { EpicorError } from '../epicor';
import type { Store } from '../store';

/** Held calls come back after this long; a mended credential is noticed as soon. */
const comeBackMs = 60_000;

type System = 'brex' | 'epicor';

/**
 * Credentials that do not work concern the connection, not the record: the first call that is refused holds the
 * system, one alert is logged, and every later call comes back benignly until one succeeds (each hold lets one
 * call through per minute) or `brex-kinetic connect` stores new credentials.
 */
export class ConnectionHold {
  private probing = false;

  private constructor(
    private readonly store: Store,
    private readonly connectionId: string,
    private readonly system: System,
    private readonly log: Logger,
  ) {}

  /** The hold that concerns calls of this task queue; undefined for steps that call neither system. */
  static of(store: Store, connectionId: string, taskQueue: string, log: Logger): ConnectionHold | undefined {
    const system = (['brex', 'epicor'] as const).find((name) => taskQueue.startsWith(`${name}/`));
    return system ? new ConnectionHold(store, connectionId, system, log) : undefined;
  }

  /** Throws the benign failure of a held call, unless it is this call's turn to probe. */
  async check(): Promise<void> {
    const hold = (await this.store.holds.current(this.connectionId)).find(
      ({ system }) => system === this.system,
    );
    if (!hold) return;
    this.probing = await this.store.holds.claimProbe(this.connectionId, this.system, comeBackMs);
    if (!this.probing) throw held(this.system, hold.reason, comeBackMs);
  }

  async passed(): Promise<void> {
    if (!this.probing) return;
    await this.store.holds.release(this.connectionId, this.system);
    this.log.info(
      { connection: this.connectionId, system: this.system },
      'credentials work again: the hold is lifted',
    );
  }

  /** The failure of a call whose credentials were refused; undefined where the error is another one. */
  async failed(error: unknown): Promise<Error | undefined> {
    if (!(error instanceof BrexError || error instanceof EpicorError) || error.kind !== 'credentials')
      return undefined;
    const { first } = await this.store.holds.hold(this.connectionId, this.system, '', error.message);
    if (first) {
      this.log.error(
        { connection: this.connectionId, system: this.system, problem: error.message },
        `${this.system} refuses the credentials of connection ${this.connectionId}: all its calls are held. Correct them and run brex-kinetic connect.`,
      );
    }
    return held(this.system, error.message, comeBackMs);
  }
}
