import type { ActualDocument } from '../../accounting/document';
import type { AsRead, ReadDocument } from '../../epicor';

/**
 * What a document was last read back from, for the repair that follows the comparison: its first write goes with the
 * row version of what was compared, so that whatever changed in between refuses it. Later writes read anew, since the
 * first one moved the document on.
 */
export class LastRead {
  private read: ReadDocument | null = null;

  note(read: ReadDocument | null): ActualDocument | null {
    this.read = read;
    return read?.document ?? null;
  }

  /** What `document` was read from, once; null where another was read since, or it is taken already. */
  take(document: ActualDocument): AsRead | null {
    if (this.read?.document !== document) return null;
    const { asRead } = this.read;
    this.read = null;
    return asRead;
  }
}
