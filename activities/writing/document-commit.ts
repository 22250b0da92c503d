import { type Attention, type Ruling, refused, ruled } from '../../accounting/attention';
import type { EpicorKey, PlannedDocument } from '../../accounting/document';
import { isSameDocument } from '../../accounting/document-name';
import { compareDocument, type Difference } from '../../accounting/read-back';
import type { LedgerRow } from '../../store';
import type { Connected } from '../connection/connection-clients';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import { nameOf } from '../support/document-reference';
import { isRefusal } from '../support/failures';
import { tellAudit } from '../support/step';
import { documentDiffers, standsElsewhere } from './attentions';
import type { DocumentWriter, WritingOptions } from './document-writer';
import { type Draft, draftDocument } from './drafts';
import { groupKind, workingIn } from './groups';
import type { WriteLease } from './lease';
import { openWriter } from './open-writer';
import { inOtherStyle, standsInOtherStyle } from './other-style';
import { alreadyInEpicor } from './twins';
import { unmarkedDocument } from './unmarked-document';

/** More repairs than a document can need: header, lines, coding, surplus, each once more after a refusal. */
const mostRepairs = 8;

export interface Commission {
  readonly key: RecordKey;
  /** The ledger's row, which is in state `writing`. */
  readonly row: LedgerRow;
  readonly plan: PlannedDocument;
  readonly draft: Draft;
  readonly lease: WriteLease;
  readonly options: WritingOptions;
}

/**
 * One attempt to have a record's document stand in Epicor as it was planned: looks it up by its marker, creates it
 * only if it is not there, and repairs it line by line until read-back finds what was planned.
 */
export class DocumentCommit {
  private constructor(
    private readonly deps: ActivityDependencies,
    private readonly connected: Connected,
    private readonly commission: Commission,
    private readonly groupId: string,
    private writer: DocumentWriter,
  ) {}

  static async open(
    deps: ActivityDependencies,
    connected: Connected,
    commission: Commission,
  ): Promise<DocumentCommit> {
    const { key, row, options, draft } = commission;
    const writer = await openWriter(deps, key, row, commission, options);
    return new DocumentCommit(deps, connected, commission, draft.groupId, writer);
  }

  /** The ledger's row as committed, or why the document does not stand. */
  run(): Promise<Ruling<LedgerRow>> {
    return workingIn(this.connected, this.group(this.groupId), () => this.write());
  }

  private async write(): Promise<Ruling<LedgerRow>> {
    const { plan, row } = this.commission;
    const found = await this.writer.lookUp();
    const ours = this.writer.choose(found.ours, row.epicorKey);
    const unmarked = ours ? null : await unmarkedDocument(plan, row, found.ours, this.writer);
    // without its marker nothing proves that it is ours: it is not touched again
    if (unmarked)
      return refused(documentDiffers(unmarked.key, compareDocument(plan, unmarked, row.vendorNum)));
    if (!ours) {
      // before anything is created: of two documents one would be too many
      const elsewhere = await this.removeStrays(found.ours);
      if (elsewhere) return refused(standsElsewhere(elsewhere));
      if (found.twin) return this.nothingWritten(alreadyInEpicor(found.twin));
      const other = row.writeAttempts > 0 ? await inOtherStyle(this.connected, plan) : null;
      if (other) return this.nothingWritten(standsInOtherStyle(other));
    }
    const standing = ours ? ruled(ours) : await this.createOrFind();
    if (!standing.ok) return standing;
    const document = standing.value;
    await this.commission.lease.pin(document);
    const second = await this.removeStrays(found.ours.filter((each) => !isSameDocument(each, document)));
    if (second) return refused(standsElsewhere(second));

    const differences = await this.makeTrue(document);
    if (differences.length > 0) return refused(documentDiffers(document, differences));
    await this.writer.finished();
    const committed = await this.commission.lease.commit(document);
    tellAudit(
      `${nameOf(document)} stands in Epicor as planned: lines, accounts, currency, dates and total were read back`,
      {
        epicorKey: document,
        total: plan.total,
        found: found.ours.length > 0,
        lostAnswer: committed.lostAnswer,
      },
    );
    return ruled(committed);
  }

  private async createOrFind(): Promise<Ruling<EpicorKey>> {
    try {
      const created = await this.create();
      return created.ok ? created : this.nothingWritten(created.attention);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // a former write may have arrived meanwhile, or a clerk may have typed the same number
      const again = await this.writer.lookUp();
      const document = this.writer.choose(again.ours, this.commission.row.epicorKey);
      if (document) return ruled(document);
      if (again.ours.length > 0) throw error;
      if (again.twin) return this.nothingWritten(alreadyInEpicor(again.twin));
      await this.voided();
      throw error;
    }
  }

  /**
   * Creates the document in its group. One that was sealed since the draft was made takes no more, and one that people
   * posted is gone: then the document is drafted anew, in the group that is open now.
   */
  private async create(): Promise<Ruling<EpicorKey>> {
    const group = this.group(this.groupId);
    if (!(await this.deps.store.groups.enter(this.commission.key, group.kind, group.groupId)))
      return this.createAnew();
    return workingIn(
      this.connected,
      group,
      async () => ruled(await this.writer.create(this.commission.lease)),
      () => this.createAnew(),
    );
  }

  private async createAnew(): Promise<Ruling<EpicorKey>> {
    const { deps, connected } = this;
    const { key, row, plan, lease, options } = this.commission;
    const drafted = await draftDocument(deps.store, connected, plan, row.vendorNum);
    if (!drafted.ok) return drafted;
    await deps.store.drafts.saveDraft(key, drafted.value);
    const { kind, groupId } = this.group(drafted.value.groupId);
    // sealed once more in this moment: the next attempt drafts again
    if (!(await deps.store.groups.enter(key, kind, groupId)))
      throw new Error(`group ${groupId} was sealed meanwhile`);
    this.writer = await openWriter(deps, key, row, { plan, draft: drafted.value }, options);
    return ruled(await this.writer.create(lease));
  }

  /** Deletes what bears our marker and is not wanted; the first that is posted already stays, and is told. */
  private async removeStrays(strays: readonly EpicorKey[]): Promise<EpicorKey | null> {
    for (const stray of strays) {
      const actual = await this.writer.readBack(stray);
      if (actual?.posted) return stray;
      if (actual) await this.writer.remove(stray, this.commission.lease);
    }
    return null;
  }

  /** Reads back and repairs until the document is as planned; what remains different where nothing more helps. */
  private async makeTrue(document: EpicorKey): Promise<Difference[]> {
    const { plan, row, lease } = this.commission;
    let differences: Difference[] = [];
    for (let step = 0; step < mostRepairs; step += 1) {
      const actual = await this.writer.readBack(document);
      if (!actual) throw new Error(`${nameOf(document)} cannot be read back from Epicor yet`);
      differences = compareDocument(plan, actual, row.vendorNum);
      if (differences.length === 0 || actual.posted || !(await this.writer.repair(document, actual, lease)))
        return differences;
    }
    return differences;
  }

  private async nothingWritten(attention: Attention): Promise<Ruling<never>> {
    await this.voided();
    return refused(attention);
  }

  private async voided(): Promise<void> {
    const { key, lease } = this.commission;
    await this.deps.store.ledger.transition(key, 'voided', {}, { lease: lease.token });
  }

  private group(groupId: string) {
    return { kind: groupKind(this.commission.plan), groupId };
  }
}
