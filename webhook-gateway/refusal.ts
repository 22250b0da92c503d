/** A request that is not taken, with the HTTP answer that says so. The message may be shown to the sender. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    /** Stable word for programs: "signature", "payload", … */
    readonly code: string,
    message: string,
    /** Which part of the payload is wrong. */
    readonly field?: string,
  ) {
    super(message);
  }
}

/** A system that the gateway needs does not answer: the sender shall deliver again. */
export class Outage extends Refusal {
  constructor(
    readonly system: 'Temporal' | 'PostgreSQL',
    override readonly cause: unknown,
  ) {
    super(503, 'unavailable', `${system} is not available at the moment; deliver again later`);
  }
}
