import type { Comparison } from './comparison';
import type { BranchTold } from './fit';
import type { Payee } from './payee';
import type { Agreement } from './trades';
import type { ReadVendor, VendorName } from './vendor-name';

/** A card text beside one name of a vendor, and what stands around both. */
export interface Beside {
  readonly payee: Payee;
  readonly vendor: ReadVendor;
  readonly name: VendorName;
  readonly comparison: Comparison;
  readonly trade: Agreement;
  readonly sameTown: boolean;
  readonly branch: BranchTold;
}

/** Text and vendor are of two states. */
export const isOfAnotherState = ({ payee, vendor }: Beside): boolean =>
  payee.state !== null && vendor.state !== '' && payee.state !== vendor.state;
