import type { ActualDocument, EpicorKey } from '../../accounting/document';
import type { WriteLease, WriteRight } from './lease';

/** A document that stands in the way: same vendor and number, but not ours. */
export interface Twin {
  readonly reference: string;
  readonly enteredBy: string | null;
}

export interface LookUp {
  /** Documents that bear our marker, over all vendors, posted or not. */
  readonly ours: readonly EpicorKey[];
  readonly twin: Twin | null;
}

/**
 * How one kind of document is written to Epicor, in steps that can be taken up again at any point: look up,
 * create, read back, and repair until what stands there is what was planned.
 */
export interface DocumentWriter {
  lookUp(): Promise<LookUp>;
  /** Saves the document or its header; the key that Epicor gave. */
  create(lease: WriteLease): Promise<EpicorKey>;
  readBack(key: EpicorKey): Promise<ActualDocument | null>;
  /** Takes one step towards the plan; false where none is left to take. */
  repair(key: EpicorKey, actual: ActualDocument, right: WriteRight): Promise<boolean>;
  /** Deletes an unposted document of ours. */
  remove(key: EpicorKey, right: WriteRight): Promise<void>;
  /** Of several that bear our marker, the one to keep; the others are deleted if they are unposted. */
  choose(ours: readonly EpicorKey[], pinned: EpicorKey | null): EpicorKey | null;
  /** Called once the document stands as planned. */
  finished(): Promise<void>;
}

export interface WritingOptions {
  /** Epicor fails inside on this document where it is saved in one call. */
  readonly failsInOneCall: boolean;
  /** Epicor asked something instead of saving it: smaller steps may not raise the question. */
  readonly asksInOneCall: boolean;
}
