import type { ActualDocument, EpicorKey, PlannedDocument } from '../../accounting/document';
import { isSameNumber } from '../../accounting/document-name';
import { sameAmount } from '../../accounting/money';
import { isNotOursAlone, missingLines } from '../../accounting/read-back';
import { EpicorError, type InvoiceKey, type LineCoding, type LineOptions } from '../../epicor';
import type { Connected } from '../connection/connection-clients';
import type { DocumentWriter, LookUp, WritingOptions } from './document-writer';
import type { Draft } from './drafts';
import { inPieces, isTooLarge } from './in-pieces';
import { LastRead } from './last-read';
import type { WriteLease, WriteRight } from './lease';
import { twinInWords } from './twins';

type InvoiceDocumentDraft = Extract<Draft, { of: 'invoice' }>;

/**
 * Writes an AP invoice or debit memo (EPICOR.md 3). In one call where the tenant takes that, in stages (header,
 * lines, coding) where the setting says so or the tenant has shown that it needs them; either way read-back
 * decides, and what is missing or doubled is repaired by line identity.
 */
export class ApInvoiceWriter implements DocumentWriter {
  /** Something of the one-call save had to be repaired or was refused: the tenant needs stages. */
  private needsStages = false;
  /** Why this document goes in stages (too long, a question) says nothing of others. */
  private onlyThisOne = false;
  private readonly lastRead = new LastRead();

  constructor(
    private readonly connected: Connected,
    private readonly plan: PlannedDocument,
    private readonly draft: InvoiceDocumentDraft,
    private readonly vendorNum: number,
    private readonly options: LineOptions & WritingOptions,
    private readonly learnStages: () => Promise<void>,
  ) {}

  async lookUp(): Promise<LookUp> {
    const { ours, twin } = await this.invoices.lookUp({
      marker: this.plan.marker,
      vendorNum: this.vendorNum,
      invoiceNum: this.number,
    });
    return { ours, twin: twin && twinInWords(twin) };
  }

  async create(lease: WriteLease): Promise<EpicorKey> {
    if (this.savesInStages) return this.saveHeader(lease);
    const { failsInOneCall, asksInOneCall } = this.options;
    if (this.isAuto && (failsInOneCall || asksInOneCall)) {
      this.onlyThisOne = !failsInOneCall;
      this.needsStages = failsInOneCall;
      return this.saveHeader(lease);
    }
    try {
      return await lease.create(() =>
        this.invoices.saveWhole(this.draft.invoice, this.plan.lines, this.draft.groupId, this.options),
      );
    } catch (error) {
      if (!this.maySwitchToStages(error)) throw error;
      const { ours } = await this.lookUp();
      const key = ours.find((each) => this.isWanted(asInvoice(each))) ?? (await this.saveHeader(lease));
      this.onlyThisOne = isTooLarge(error);
      this.needsStages = !this.onlyThisOne;
      return key;
    }
  }

  async readBack(key: EpicorKey): Promise<ActualDocument | null> {
    return this.lastRead.note(await this.invoices.readToWrite(asInvoice(key)));
  }

  async repair(key: EpicorKey, actual: ActualDocument, right: WriteRight): Promise<boolean> {
    if (isNotOursAlone(this.plan, actual)) return false;
    const missing = missingLines(this.plan, actual);
    if (missing.length > 0) {
      await this.repairing(right, missing, (lines) =>
        this.invoices.addLines(
          asInvoice(key),
          lines,
          this.draft.groupId,
          this.options,
          this.lastRead.take(actual),
        ),
      );
      return true;
    }
    const surplus = surplusDistributions(this.plan, actual);
    if (surplus.length > 0) {
      await this.repairing(right, surplus, (some) =>
        this.invoices.removeDistributions(
          asInvoice(key),
          some,
          this.draft.groupId,
          this.lastRead.take(actual),
        ),
      );
      return true;
    }
    const codings = wrongCodings(this.plan, actual);
    if (codings.length > 0) {
      await this.repairing(right, codings, (some) =>
        this.invoices.codeLines(asInvoice(key), some, this.lastRead.take(actual)),
      );
      return true;
    }
    return false;
  }

  async remove(key: EpicorKey, right: WriteRight): Promise<void> {
    await right.write(() => this.invoices.remove(asInvoice(key), this.draft.groupId, this.plan.marker));
  }

  choose(ours: readonly EpicorKey[]): EpicorKey | null {
    return ours.find((key) => this.isWanted(asInvoice(key))) ?? null;
  }

  async finished(): Promise<void> {
    if (this.needsStages && !this.savesInStages) await this.learnStages();
  }

  private saveHeader(lease: WriteLease): Promise<EpicorKey> {
    return lease.create(() => this.invoices.saveHeader(this.draft.invoice, this.draft.groupId));
  }

  /** A repair of what one call should have saved shows what the tenant needs. */
  private async repairing<T>(
    right: WriteRight,
    items: readonly T[],
    send: (items: readonly T[]) => Promise<void>,
  ): Promise<void> {
    this.needsStages = !this.onlyThisOne;
    await inPieces(items, (piece) => right.write(() => send(piece)));
  }

  /** A refusal may be of the document or of saving it in one call; the stages tell which. */
  private maySwitchToStages(error: unknown): boolean {
    return (
      this.isAuto &&
      error instanceof EpicorError &&
      ['business', 'bad-reply', 'too-large'].includes(error.kind)
    );
  }

  private get savesInStages(): boolean {
    const { settings, learned } = this.connected;
    return settings.epicor.invoiceSave === 'staged' || (this.isAuto && learned.invoiceSave === 'staged');
  }

  private get isAuto(): boolean {
    return this.connected.settings.epicor.invoiceSave === 'auto';
  }

  private isWanted({ vendorNum, invoiceNum }: InvoiceKey): boolean {
    return vendorNum === this.vendorNum && isSameNumber(invoiceNum, this.number);
  }

  private get number(): string {
    return this.draft.invoice.invoiceNum;
  }

  private get invoices() {
    return this.connected.epicor.apInvoices;
  }
}

function asInvoice(key: EpicorKey): InvoiceKey {
  if (key.kind !== 'ap') throw new Error('an AP invoice was expected, not a journal');
  return key;
}

/**
 * Of a line with several distributions the one with its whole amount on the planned account is ours. The automatic
 * one has no account, or that of the vendor's or the company's defaults; where none is as planned, one of the whole
 * amount is kept and coded.
 */
function surplusDistributions(
  plan: PlannedDocument,
  actual: ActualDocument,
): { lineNumber: number; sequence: number }[] {
  const accounts = new Map(plan.lines.map(({ lineId, account }) => [lineId, account]));
  return actual.lines.flatMap(({ lineId, lineNumber, amount, distributions }) => {
    if (distributions.length < 2) return [];
    const whole = distributions.filter((each) => sameAmount(each.amount, amount));
    const kept =
      whole.find(({ account }) => account === accounts.get(lineId)) ??
      whole.find(({ account }) => account !== '') ??
      whole[0] ??
      distributions[0];
    return distributions.filter((each) => each !== kept).map(({ sequence }) => ({ lineNumber, sequence }));
  });
}

function wrongCodings(plan: PlannedDocument, actual: ActualDocument): LineCoding[] {
  const accounts = new Map(plan.lines.map(({ lineId, account }) => [lineId, account]));
  return actual.lines.flatMap(({ lineId, lineNumber, distributions }) => {
    const account = accounts.get(lineId);
    const [only] = distributions;
    if (account === undefined || only?.account === account) return [];
    return [{ lineNumber, account, ...(only ? { sequence: only.sequence } : {}) }];
  });
}
