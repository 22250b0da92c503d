export type { NameDecision } from './decision';
export { type MatchRule, matchVendor, type VendorDecision } from './match-vendor';
export { type MerchantIdentity, merchantKeys, type Remembered, recalled } from './memory';
export type { Merchant } from './merchant';
export { merchantAsVendor } from './merchant-as-vendor';
export { normaliseVendorName } from './plain-name';
export type { VendorCandidate, VendorRow } from './vendor';
export { VendorIndex } from './vendor-index';
export { decideByNames } from './witnesses';
