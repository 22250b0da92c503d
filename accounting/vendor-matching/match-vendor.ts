import { mostCandidates, type NameDecision } from './decision';
import type { Remembered } from './memory';
import type { Merchant } from './merchant';
import { normaliseVendorName } from './plain-name';
import { decideWithoutRejected } from './rejected';
import { candidateOf, type VendorCandidate } from './vendor';
import type { VendorIndex } from './vendor-index';

/** By what a vendor was found: a person's decision, the very name, a known business's other name, a like name. */
export type MatchRule = 'remembered' | 'exact-name' | 'known-business' | 'like-name';

interface Told {
  /** 0 to 1: how like the best vendor is. */
  readonly score: number;
  /** Why, in a bookkeeper's words. */
  readonly reason: string;
  /** Likest first; for whoever looks, also beside a match and where nobody matches. */
  readonly candidates: readonly VendorCandidate[];
}

export type VendorDecision = Told &
  (
    | { readonly decision: 'matched'; readonly vendorNum: number; readonly rule: MatchRule }
    | { readonly decision: 'ambiguous' }
    | { readonly decision: 'none' }
  );

/**
 * Which vendor a merchant is: the remembered decision, else the one vendor that its names fit, else a person
 * chooses. Inactive vendors never match and are never offered. A remembered vendor that is gone or inactive is not
 * replaced silently, and decisions that contradict each other settle nothing: a person is asked. Vendors that a
 * person rejected for the merchant are neither matched nor offered.
 */
export function matchVendor(
  merchant: Merchant,
  vendors: VendorIndex,
  remembered: Remembered | null,
  rejected: ReadonlySet<number> = new Set(),
): VendorDecision {
  const byNames = decideWithoutRejected(vendors, merchant, rejected);
  if (remembered === null) return fromNames(byNames, merchant, vendors);
  if (remembered.contradicts !== null) return contradicted(remembered, byNames, vendors, rejected);
  const vendor = vendors.get(remembered.vendorNum);
  if (vendor && !vendor.inactive)
    return {
      decision: 'matched',
      vendorNum: vendor.vendorNum,
      rule: 'remembered',
      score: 1,
      reason: 'A person decided so for this merchant.',
      candidates: offered([candidateOf(vendor, 1), ...byNames.candidates]),
    };
  return question(
    byNames,
    `Vendor ${remembered.vendorNum}, remembered for this merchant, is inactive or gone.`,
  );
}

function fromNames(found: NameDecision, merchant: Merchant, vendors: VendorIndex): VendorDecision {
  const { score, reason, candidates } = found;
  const vendor = found.vendorNum === null ? null : vendors.get(found.vendorNum);
  if (vendor === null)
    return { decision: found.decision === 'none' ? 'none' : 'ambiguous', score, reason, candidates };
  const plain = normaliseVendorName(vendor.name);
  const exact = [merchant.cleaned, merchant.raw].some(
    (name) => name !== null && normaliseVendorName(name) === plain,
  );
  const rule = exact ? 'exact-name' : found.byBrand ? 'known-business' : 'like-name';
  return { decision: 'matched', vendorNum: vendor.vendorNum, rule, score, reason, candidates };
}

function contradicted(
  remembered: Remembered,
  byNames: NameDecision,
  vendors: VendorIndex,
  rejected: ReadonlySet<number>,
): VendorDecision {
  const decided = [remembered.vendorNum, remembered.contradicts ?? remembered.vendorNum]
    .map((vendorNum) => vendors.get(vendorNum))
    .filter((vendor) => vendor !== null && !vendor.inactive && !rejected.has(vendor.vendorNum))
    .map((vendor) => candidateOf(vendor as NonNullable<typeof vendor>, 1));
  return {
    ...question(byNames, 'Earlier decisions for this merchant contradict each other.'),
    candidates: offered([...decided, ...byNames.candidates]),
  };
}

/** Asked with the nearest vendors. Also where there is none to offer: what a person decided is never overruled. */
const question = ({ score, candidates }: NameDecision, reason: string): VendorDecision => ({
  decision: 'ambiguous',
  score,
  reason,
  candidates,
});

function offered(candidates: readonly VendorCandidate[]): VendorCandidate[] {
  const byNumber = new Map<number, VendorCandidate>();
  for (const candidate of candidates)
    if (!byNumber.has(candidate.vendorNum)) byNumber.set(candidate.vendorNum, candidate);
  return [...byNumber.values()].slice(0, mostCandidates);
}
