import type { Store } from '../../store';

/** Raises notices and collects, for the audit entry of the step, those that were not open before. */
export class NoticeBoard {
  /** What people have not been told before. */
  readonly raised: string[] = [];
  readonly settled: string[] = [];

  constructor(
    private readonly store: Store,
    private readonly connectionId: string,
  ) {}

  async raise(
    subject: string,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const { first } = await this.store.notices.raise(this.connectionId, subject, message, details);
    if (first) this.raised.push(message);
    return first;
  }

  async settle(subject: string): Promise<void> {
    if (await this.store.notices.settle(this.connectionId, subject)) this.settled.push(subject);
  }
}
