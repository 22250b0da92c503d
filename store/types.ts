import type { AuditTrail } from './audit-types';
import type { BillStatuses, BrexAccess, BrexBudget, BrexTokens } from './brex-types';
import type { ConnectionRepository, Cursors } from './connection-types';
import type { CashTransactions, DraftRepository, PreviewSnapshots } from './draft-types';
import type { DocumentGroups } from './group-types';
import type { Ledger } from './ledger-types';
import type { MappingRules, PushedReferences } from './mapping-types';
import type { Mirrors } from './mirror-types';
import type { VendorAlignmentRepository, VendorPartners } from './vendor-alignment-types';
import type { VendorLinks } from './vendor-link-types';
import type { VendorQuestions, VendorRejections } from './vendor-question-types';
import type { Holds, Notices, ParkedCauses } from './waiting-types';

export type * from './audit-types';
export type * from './brex-types';
export type * from './connection-types';
export type * from './draft-types';
export type * from './group-types';
export type * from './ledger-types';
export type * from './mapping-types';
export type * from './vendor-link-types';
export type * from './waiting-types';

/** Everything that outlives Temporal's retention, in PostgreSQL. Instants are `Date`, by the database's clock. */
export interface Store {
  readonly connections: ConnectionRepository;
  readonly ledger: Ledger;
  readonly drafts: DraftRepository;
  readonly previews: PreviewSnapshots;
  readonly cash: CashTransactions;
  readonly vendorLinks: VendorLinks;
  readonly mirrors: Mirrors;
  readonly vendorRejections: VendorRejections;
  readonly vendorQuestions: VendorQuestions;
  readonly vendorPartners: VendorPartners;
  readonly vendorAlignment: VendorAlignmentRepository;
  readonly audit: AuditTrail;
  readonly cursors: Cursors;
  readonly holds: Holds;
  readonly causes: ParkedCauses;
  readonly groups: DocumentGroups;
  readonly mappingRules: MappingRules;
  readonly references: PushedReferences;
  readonly brexTokens: BrexTokens;
  readonly brexAccess: BrexAccess;
  readonly brexBudget: BrexBudget;
  readonly notices: Notices;
  readonly billStatuses: BillStatuses;
  /** Resolves where the database answers. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
