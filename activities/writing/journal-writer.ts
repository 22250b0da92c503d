import type { ActualDocument, EpicorKey, PlannedDocument } from '../../accounting/document';
import { isSameDocument } from '../../accounting/document-name';
import { isNotOursAlone, missingLines } from '../../accounting/read-back';
import type { JournalKey } from '../../epicor';
import type { Connected } from '../connection/connection-clients';
import type { DocumentWriter, LookUp } from './document-writer';
import type { Draft } from './drafts';
import { inPieces } from './in-pieces';
import { LastRead } from './last-read';
import type { WriteLease, WriteRight } from './lease';

type JournalDocumentDraft = Extract<Draft, { of: 'journal' }>;

/**
 * Writes a GL journal (EPICOR.md 4). A journal has no natural key: its header is saved with the marker first and
 * its number pinned in the ledger, only then come the lines, in one call where that is not too long. A second header
 * can therefore only be empty.
 */
export class JournalWriter implements DocumentWriter {
  private readonly lastRead = new LastRead();

  constructor(
    private readonly connected: Connected,
    private readonly plan: PlannedDocument,
    private readonly draft: JournalDocumentDraft,
  ) {}

  async lookUp(): Promise<LookUp> {
    const found = await this.journals.findByMarker(this.plan.marker, {
      bookId: this.connected.settings.posting.bookId,
      date: this.plan.applyDate,
    });
    // where the ledger was lost, a posted journal is the whole one: an unposted one beside it can only be empty
    const postedFirst = [...found].sort((a, b) => Number(b.posted) - Number(a.posted));
    return { ours: postedFirst.map(({ key }) => key), twin: null };
  }

  create(lease: WriteLease): Promise<EpicorKey> {
    return lease.create(() => this.journals.saveHeader(this.draft.journal));
  }

  async readBack(key: EpicorKey): Promise<ActualDocument | null> {
    return this.lastRead.note(await this.journals.readToWrite(asJournal(key), this.plan.marker));
  }

  async repair(key: EpicorKey, actual: ActualDocument, right: WriteRight): Promise<boolean> {
    if (isNotOursAlone(this.plan, actual)) return false;
    const missing = missingLines(this.plan, actual);
    if (missing.length === 0) return false;
    await inPieces(missing, (lines) =>
      right.write(() =>
        this.journals.addLines(asJournal(key), lines, this.plan.marker, this.lastRead.take(actual)),
      ),
    );
    return true;
  }

  async remove(key: EpicorKey, right: WriteRight): Promise<void> {
    await right.write(() => this.journals.remove(asJournal(key), this.plan.marker));
  }

  /** The pinned number counts only while our marker is on it, since numbers are reused after posting. */
  choose(ours: readonly EpicorKey[], pinned: EpicorKey | null): EpicorKey | null {
    return ours.find((key) => pinned && isSameDocument(key, pinned)) ?? ours[0] ?? null;
  }

  async finished(): Promise<void> {}

  private get journals() {
    return this.connected.epicor.journals;
  }
}

function asJournal(key: EpicorKey): JournalKey {
  if (key.kind !== 'journal') throw new Error('a journal was expected, not an AP invoice');
  return key;
}
