import { ActivityFailure } from '@temporalio/common';
import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import { type Outcome, parked, settled } from './outcome';
import { RunPart } from './run-context';

/** What Brex is told of a record: that it is booked, or why it is not. */
export class Reporting extends RunPart {
  /** `unconfirmedMs`: a lost write may still commit, so Epicor is looked at once more that much later; else null. */
  confirmAndReport(unconfirmedMs: number | null): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      if (unconfirmedMs !== null) {
        await sleep(unconfirmedMs, { summary: 'a lost answer may still be committing' });
        const confirmed = await this.steps.epicorWrites.confirmDocument(this.input);
        if (!confirmed.ok) return parked(confirmed.attention);
      }
      if (this.known.whenPosted) {
        const { confirmed } = this.known.request;
        const posted = await this.steps.epicorReads.checkPosted({ ...this.input, confirmed });
        if (!posted.ok) return parked(posted.attention);
      }
      this.view.working('Reporting');
      const reported = await this.steps.brexReports.markExported(this.input);
      if (!reported.ok) return parked(reported.attention);
      if (this.known.withReceipts) await this.attachReceipts();
      return settled(reported.value.status, reported.value.why);
    });
  }

  /** The record is settled whatever becomes of its receipts: each failed attempt is in the audit trail. */
  private async attachReceipts(): Promise<void> {
    try {
      await this.steps.receipts.attachReceipts(this.input);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
    }
  }

  returnToBrex(attention: Attention, by: string, message?: string): Promise<Outcome> {
    return this.reportFailure(
      'return',
      message ?? `${attention.text} ${attention.remedy}`,
      by,
      attention.cause,
    );
  }

  reportFailure(kind: 'return' | 'skip', message: string, by: string, cause?: string): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      this.view.working('Reporting');
      const told = await this.steps.brexReports.reportFailure({ ...this.input, kind, message, by, cause });
      if (!told.ok) return parked(told.attention);
      return settled(kind === 'return' ? 'Returned' : 'Skipped', message);
    });
  }
}
