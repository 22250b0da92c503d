import type { Chart } from '../accounting/chart';
import type { MappingRule, MappingTable } from '../accounting/mapping-rules';

export interface MappingVersion {
  readonly version: number;
  readonly importedBy: string;
  readonly importedAt: Date;
  /** SHA-256 of the file, in hex. */
  readonly fileDigest: string;
}

/** The rule table, whole for each import: a plan works with one version of it. */
export interface MappingRules {
  /** Replaces the table; the number of its new version. Former ones are kept. */
  import(
    connectionId: string,
    table: { readonly rules: readonly MappingRule[]; readonly by: string; readonly digest: string },
  ): Promise<number>;
  /** Null where none was ever imported. */
  current(connectionId: string): Promise<(MappingVersion & MappingTable) | null>;
  /** Newest first. */
  history(connectionId: string): Promise<(MappingVersion & { readonly count: number })[]>;
}

export interface PushedField {
  /** The id that we gave it. */
  readonly remoteId: string;
  /** Null from before it was asked for until its creation is known. */
  readonly brexFieldId: string | null;
  /** Batches that Brex has taken: a later one of the same content is another request. */
  readonly pushes: number;
}

/** A value as we last gave it to Brex, or meant to before an answer was lost. */
export interface PushedValue {
  readonly code: string;
  readonly value: string;
  readonly isDisabled: boolean;
}

/** Which fields and values of Brex are ours, and Epicor's chart as it was read for them. */
export interface PushedReferences {
  saveChart(connectionId: string, chart: Chart): Promise<void>;
  chart(connectionId: string): Promise<{ readonly chart: Chart; readonly readAt: Date } | null>;
  /**
   * The right to push, for so many seconds. False while another has it, since two pushes beside each other would make
   * each value twice.
   */
  beginPush(connectionId: string, seconds: number): Promise<boolean>;
  renewPush(connectionId: string, seconds: number): Promise<void>;
  endPush(connectionId: string): Promise<void>;
  fields(connectionId: string): Promise<PushedField[]>;
  /** Before the field is asked for, so that one whose creation got no answer is known as ours. */
  claimField(connectionId: string, remoteId: string): Promise<void>;
  fieldIs(connectionId: string, remoteId: string, brexFieldId: string): Promise<void>;
  /** Brex took a batch. */
  pushed(connectionId: string, remoteId: string): Promise<void>;
  /** In order of code. */
  values(connectionId: string, remoteId: string): Promise<PushedValue[]>;
  saveValues(connectionId: string, remoteId: string, values: readonly PushedValue[]): Promise<void>;
}
