import type {
  AlignmentPlan,
  ApprovedCreation,
  EpicorVendor,
  LinkRule,
  Partner,
  RejectedPair,
} from '../accounting/vendor-alignment';

/** A step that Brex or Epicor refused, in words. */
export interface RefusedStep {
  readonly brexVendorId: string | null;
  readonly vendorNum: number | null;
  readonly name: string;
  readonly reason: string;
}

/** The newest plan of a connection and how far it is carried out. */
export interface StoredPlan {
  readonly plan: AlignmentPlan;
  readonly plannedAt: Date;
  /** So many of `steps` (then `waiting`) are done. */
  readonly done: number;
  readonly refusals: readonly RefusedStep[];
}

export interface AlignmentState {
  /** When a person first had a plan carried out; null: runs plan only. */
  readonly appliedAt: Date | null;
  readonly appliedBy: string | null;
  /** Why nothing is aligned, since Brex does not let us, and at which revision of the connection. */
  readonly off: { readonly reason: string; readonly revision: number; readonly since: Date } | null;
}

/** How far the directories of vendors are aligned. */
export interface VendorAlignmentRepository {
  state(connectionId: string): Promise<AlignmentState>;
  applied(connectionId: string, by: string): Promise<void>;
  turnOff(connectionId: string, reason: string, revision: number): Promise<void>;
  turnOn(connectionId: string): Promise<void>;
  saveDirectory(connectionId: string, vendors: readonly EpicorVendor[]): Promise<void>;
  directory(connectionId: string): Promise<EpicorVendor[]>;
  savePlan(connectionId: string, plan: AlignmentPlan): Promise<void>;
  plan(connectionId: string): Promise<StoredPlan | null>;
  /** Counts a step as done; false where there is another plan by now, or another run was faster. */
  advance(connectionId: string, digest: string, from: number, refusal: RefusedStep | null): Promise<boolean>;
}

export interface StoredPartner extends Partner {
  readonly rule: LinkRule;
}

export interface StoredApproval extends ApprovedCreation {
  readonly refused: string | null;
}

/** A row of either directory, or of both. */
export interface RowsOfPair {
  readonly brexVendorId?: string;
  readonly vendorNum?: number;
}

/** Which vendor of Brex is which of Epicor, and what people decided of those that are not joined. */
export interface VendorPartners {
  /** In order of vendor number. */
  all(connectionId: string): Promise<StoredPartner[]>;
  /** The pairs that either row is in: none, theirs, or those in which each has another partner. */
  having(connectionId: string, row: RowsOfPair): Promise<StoredPartner[]>;
  /** Joins two rows, or brings their memory up to date. Each is in one pair: a former pair of either is parted. */
  save(connectionId: string, partner: StoredPartner): Promise<void>;
  /** The pair that was parted; null where there was none. */
  remove(connectionId: string, brexVendorId: string): Promise<RejectedPair | null>;
  reject(connectionId: string, pair: RejectedPair, by: string): Promise<void>;
  rejected(connectionId: string): Promise<RejectedPair[]>;
  approve(connectionId: string, approval: ApprovedCreation): Promise<void>;
  /** Why Epicor did not create it. */
  refuse(connectionId: string, brexVendorId: string, reason: string): Promise<void>;
  /** Those whose vendor has no partner yet. */
  approved(connectionId: string): Promise<StoredApproval[]>;
}
