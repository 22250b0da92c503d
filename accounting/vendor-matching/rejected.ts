import type { NameDecision } from './decision';
import type { Merchant } from './merchant';
import type { VendorIndex } from './vendor-index';
import { decideByNames } from './witnesses';

/**
 * What the names say where a person struck some vendors for this merchant. What is left is never matched for being
 * left over: only a vendor that would have matched anyway still does.
 */
export function decideWithoutRejected(
  vendors: VendorIndex,
  merchant: Merchant,
  rejected: ReadonlySet<number>,
): NameDecision {
  const all = decideByNames(vendors, merchant);
  if (rejected.size === 0) return all;
  const rest = decideByNames(vendors, merchant, rejected);
  if (rest.decision !== 'match' || rest.vendorNum === all.vendorNum) return rest;
  const reason = 'A person said that it is none of the vendors that are liker.';
  return { ...rest, decision: 'ambiguous', vendorNum: null, reason };
}
