import { CancellationScope, patched } from '@temporalio/workflow';
import type { Attention } from '../accounting/attention';
import { previewText } from '../accounting/preview-text';
import type { Fetched } from '../activities/fetch-record';
import { type Outcome, parked, settled } from './outcome';
import type { Reporting } from './reporting';
import { type RunContext, RunPart } from './run-context';

/** The way of a record from Brex to Epicor and back (ARCHITECTURE, "The way of one record"). */
export class Booking extends RunPart {
  constructor(
    run: RunContext,
    private readonly reporting: Reporting,
  ) {
    super(run);
  }

  /** One attempt; each begins at Brex, since the record may have changed. */
  async attempt(): Promise<Outcome> {
    this.view.working('Fetching');
    const fetched = await this.steps.brexReads.fetchRecord({ ...this.input, ...this.known.request });
    if (this.changedSince(fetched.version)) return { kind: 'again' };
    this.known.handledVersion = fetched.version;
    this.known.preview = fetched.preview;
    this.known.begun = fetched.begun;
    this.known.neverWritten = fetched.neverWritten;
    this.known.whenPosted = fetched.reportWhenPosted === true;
    this.known.withReceipts = fetched.attachReceipts === true;
    if (fetched.summary) this.view.describes(fetched.summary);
    if (fetched.document) this.view.booked(fetched.document);
    if (this.known.preview) return this.foresee(fetched.next);
    switch (fetched.next.action) {
      case 'plan':
        return this.book();
      case 'resume':
        return this.resume();
      case 'void':
        return (await this.voidRemnant()) ?? { kind: 'again' };
      case 'report':
        return this.reporting.confirmAndReport(fetched.unconfirmedMs);
      case 'skip':
        return this.reporting.reportFailure('skip', 'Not to be booked in Epicor.', 'an earlier decision');
      case 'park':
        return parked(fetched.next.attention);
      case 'close':
        return this.dispose(fetched.next.attention);
      default:
        return settled(fetched.status, fetched.why);
    }
  }

  /**
   * What a person decided for another version of the record (a vendor, a confirmation) does not hold for this one;
   * true where the record must be looked at again without it.
   */
  private changedSince(version: number | null): boolean {
    if (this.known.handledVersion === null || version === this.known.handledVersion) return false;
    this.known.handledVersion = version;
    this.known.approvedVendor = null;
    const confirmed = this.known.request.confirmed.length > 0;
    this.known.request = { ...this.known.request, confirmed: [] };
    return confirmed;
  }

  /** Preview reads and plans only: what live would do is said, and everything stays as it is. */
  private async foresee(next: Fetched['next']): Promise<Outcome> {
    switch (next.action) {
      case 'plan':
        return patched('preview-document') ? this.foreseeDocument() : this.book();
      case 'end':
        return settled('Closed', `Preview: nothing to do, ${next.why}.`);
      case 'park':
      case 'close':
        return settled('Closed', `Preview: would not be booked. ${next.attention.text}`);
      default:
        return settled('Closed', 'Preview: begun before preview was set; live goes on with it.');
    }
  }

  /** The document that live would write, shown in the run's details. */
  private async foreseeDocument(): Promise<Outcome> {
    this.view.working('Mapping');
    const preview = await this.steps.epicorReads.previewDocument(this.input);
    if (preview.vendor) this.view.vendor(preview.vendor.vendorNum);
    this.view.foresees(previewText(preview));
    return settled('Closed', `Preview: ${preview.verdict}`);
  }

  private async book(): Promise<Outcome> {
    this.view.working('Mapping');
    const planned = await this.steps.epicorReads.mapReferences({ ...this.input, ...this.known.request });
    if (!planned.ok) return this.disposeUnlessStanding(planned.attention, false);

    let vendorNum: number | null = null;
    if (planned.value.vendorRole) {
      const matched = await this.matchVendor();
      if (typeof matched !== 'number') return matched;
      vendorNum = matched;
      this.view.vendor(vendorNum);
    }
    if (this.known.preview)
      return settled('Closed', `Preview: would be booked as ${planned.value.kind}, ${planned.value.total}.`);

    this.view.working('Posting');
    const drafted = await this.steps.epicorReads.getNew({ ...this.input, ...this.known.request, vendorNum });
    return drafted.ok ? this.write() : this.disposeUnlessStanding(drafted.attention, true);
  }

  /** A document was begun: plan it again as it was pinned, and let updateMaster find and finish it. */
  private async resume(): Promise<Outcome> {
    this.view.working('Mapping');
    const planned = await this.steps.epicorReads.mapReferences({ ...this.input, ...this.known.request });
    if (!planned.ok) return this.dispose(planned.attention);
    // a setting was changed in between: the remnant is of another kind or style
    if (planned.value.outgrown) return (await this.voidRemnant()) ?? { kind: 'again' };
    return this.write();
  }

  private async matchVendor(): Promise<number | Outcome> {
    if (this.known.approvedVendor !== null) return this.known.approvedVendor;
    this.view.working('MatchingVendor');
    const match = await this.steps.epicorReads.matchVendor(this.input);
    if (match.decision === 'matched') return match.vendorNum;
    if (this.known.preview)
      return settled('Closed', `Preview: would ask for a vendor. ${match.attention.text}`);
    const standing = await this.standing(true);
    return standing?.outcome ?? standing?.vendorNum ?? parked(match.attention, match.candidates);
  }

  /** Before a record waits for what booking it would need: it may stand in Epicor, from before this ledger began. */
  private async standing(
    planned: boolean,
  ): Promise<{ readonly outcome: Outcome | null; readonly vendorNum: number | null } | null> {
    if (!this.known.neverWritten || this.known.preview) return null;
    const found = await this.steps.epicorReads.adoptDocument({ ...this.input, planned });
    if (!found.ok) return { outcome: parked(found.attention), vendorNum: null };
    const { document, vendorNum } = found.value;
    if (document === null) return { outcome: null, vendorNum };
    this.view.booked(document);
    return { outcome: await this.reporting.confirmAndReport(null), vendorNum };
  }

  /** From here on nothing may be cut short: a cancelled run still finishes what it began. */
  private write(): Promise<Outcome> {
    return CancellationScope.nonCancellable(async () => {
      this.view.working('Posting');
      this.known.begun = true;
      const written = await this.steps.epicorWrites.updateMaster({ ...this.input, ...this.known.request });
      if (!written.ok) return this.dispose(written.attention);
      this.view.booked(written.value.document);
      return this.reporting.confirmAndReport(written.value.unconfirmedMs);
    });
  }

  // ── what becomes of a record that is not booked ──

  /** A record that cannot be planned goes on waiting by itself; one that goes back may leave its document behind. */
  private async disposeUnlessStanding(attention: Attention, planned: boolean): Promise<Outcome> {
    const standing = planned || attention.disposition === 'return' ? await this.standing(planned) : null;
    return standing?.outcome ?? this.dispose(attention);
  }

  private async dispose(attention: Attention): Promise<Outcome> {
    if (this.known.preview) return settled('Closed', `Preview: would not be booked. ${attention.text}`);
    if (attention.disposition === 'park') return parked(attention);
    const voided = await this.voidRemnant();
    if (voided) return voided;
    if (attention.disposition === 'return')
      return this.reporting.returnToBrex(attention, 'the rules of coding');
    await this.steps.local.closeRecord({ ...this.input, attention });
    return settled('Closed', attention.text);
  }

  /** Deletes our unposted remnant, where there is one; an outcome only where that is not possible. */
  async voidRemnant(): Promise<Outcome | null> {
    if (!this.known.begun) return null;
    const voided = await CancellationScope.nonCancellable(() =>
      this.steps.epicorWrites.voidDocument(this.input),
    );
    return voided.ok ? null : parked(voided.attention);
  }
}
