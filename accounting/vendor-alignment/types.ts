import type { VendorCandidate, VendorRow } from '../vendor-matching';

/** A vendor of Epicor as far as the directories are aligned by it (EPICOR.md 5). */
export interface EpicorVendor extends VendorRow {
  readonly email: string;
  readonly phone: string;
  readonly group: string;
  readonly approved: boolean;
}

/** A vendor of Brex's payables directory (BREX.md 4). Its payment accounts are never read. */
export interface PayablesVendor {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What is carried from Epicor to Brex. */
export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export const contactFields = ['name', 'email', 'phone'] as const;

/** Two rows that are one vendor. */
export interface Partner {
  readonly brexVendorId: string;
  /** VendorID may change, the number does not (EPICOR.md 5). */
  readonly vendorNum: number;
  /** What Epicor said when it was last carried over; a contact that never was is null. */
  readonly carried: Contact;
  /** What Brex showed thereafter: where it shows something else, a person typed it. Null is never ours. */
  readonly shown: Contact;
}

/** By what two rows were found to be one vendor. */
export type LinkRule = 'same-name' | 'like-name' | 'decided' | 'created';

export interface RejectedPair {
  readonly brexVendorId: string;
  readonly vendorNum: number;
}

/** A person's word that a vendor of Brex is to be created in Epicor. */
export interface ApprovedCreation {
  readonly brexVendorId: string;
  readonly by: string;
  /** Wanted VendorID; null: made of the name. */
  readonly vendorId: string | null;
}

/** One change, in one of the systems or in what we know. */
export type AlignmentStep =
  | {
      readonly kind: 'link';
      readonly brexVendorId: string;
      readonly vendorNum: number;
      readonly rule: LinkRule;
      /** Nothing but the memory of an earlier link is brought up to date. */
      readonly known: boolean;
      readonly carried: Contact;
      readonly shown: Contact;
    }
  | ({ readonly kind: 'create-in-brex'; readonly vendorNum: number; readonly epicorName: string } & Contact)
  | {
      readonly kind: 'update-in-brex';
      readonly brexVendorId: string;
      readonly vendorNum: number;
      /** Only what is to change. */
      readonly change: Partial<Contact>;
      /** What Brex shows now; where it no longer does, nothing is written. */
      readonly before: Contact;
      /** What the partner remembers once it is written. */
      readonly carried: Contact;
      readonly shown: Contact;
    };

export type EpicorCreation = ApprovedCreation & Contact;

export type FindingCode =
  | 'same-name-twice'
  | 'ambiguous'
  | 'possible-duplicate'
  | 'name-taken'
  | 'unspellable-name'
  | 'nameless'
  | 'inactive-in-epicor'
  | 'deactivated'
  | 'gone-in-epicor'
  | 'gone-in-brex'
  | 'renamed-in-brex'
  | 'renamed-on-both-sides';

/** What the alignment leaves to people, in their words. */
export interface Finding {
  readonly code: FindingCode;
  readonly brexVendorId: string | null;
  readonly vendorNum: number | null;
  readonly name: string;
  readonly text: string;
  readonly remedy: string;
}

/** A vendor of Brex that Epicor has not, to be created there once a person approves. */
export interface Proposal {
  readonly brexVendorId: string;
  readonly name: string;
  /** The nearest vendors of Epicor. */
  readonly candidates: readonly VendorCandidate[];
}

export interface AlignmentPlan {
  /** Of all that would be written: the same plan has the same digest. */
  readonly digest: string;
  /** What is safe without being asked about. */
  readonly steps: readonly AlignmentStep[];
  /** What a person must have seen: links by names that are only alike. Carried out by `vendors apply`. */
  readonly waiting: readonly AlignmentStep[];
  readonly creations: readonly EpicorCreation[];
  readonly proposals: readonly Proposal[];
  readonly findings: readonly Finding[];
}
