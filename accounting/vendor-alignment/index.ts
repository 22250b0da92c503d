export { nameKey } from './contact';
export { newPartner } from './following';
export { type AlignmentInput, planAlignment, unmatchedByName } from './plan';
export type {
  AlignmentPlan,
  AlignmentStep,
  ApprovedCreation,
  Contact,
  EpicorCreation,
  EpicorVendor,
  Finding,
  LinkRule,
  Partner,
  PayablesVendor,
  Proposal,
  RejectedPair,
} from './types';
export { mostUnattendedChanges } from './unattended';
