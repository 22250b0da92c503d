import type { ActivityGroups } from './activity-groups';
import type { RecordInput } from './contract';
import { nothingAsked, type Request } from './request';
import type { RunView } from './run-view';

/** What a run knows of its record from one step to the next. */
export class KnownRecord {
  request: Request = nothingAsked;
  handledVersion: number | null = null;
  preview = false;
  /** Something of the document may be in Epicor, unfinished. */
  begun = false;
  /** Whether an earlier ledger, since lost, may have booked the record. */
  neverWritten = false;
  /** Brex is told only once the document is posted in Epicor. */
  whenPosted = false;
  /** The record has receipts that are to be attached once it is reported. */
  withReceipts = false;
  /** A vendor that a person approved for this record, whether or not it is remembered for the merchant. */
  approvedVendor: number | null = null;
}

/** What the parts of one run have in common. */
export interface RunContext {
  readonly input: Pick<RecordInput, 'connectionId' | 'recordId'>;
  readonly steps: ActivityGroups;
  readonly view: RunView;
  readonly known: KnownRecord;
}

/** A part of a run, with what all parts share at hand. */
export abstract class RunPart {
  constructor(private readonly run: RunContext) {}

  protected get input() {
    return this.run.input;
  }

  protected get steps() {
    return this.run.steps;
  }

  protected get view() {
    return this.run.view;
  }

  protected get known() {
    return this.run.known;
  }
}
