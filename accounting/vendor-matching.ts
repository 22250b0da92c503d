import Fuse from 'fuse.js';
import { normaliseVendorName } from './vendor-names';

export { normaliseVendorName } from './vendor-names';

/** One vendor of the Epicor company (EPICOR.md 5). `vendorNum` is its identity; the id can be changed. */
export interface VendorRow {
  readonly vendorNum: number;
  readonly vendorId: string;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly currency: string;
  readonly inactive: boolean;
  readonly payHold: boolean;
}

/** Names of who was paid: the one Brex cleaned, and the card network's own text. */
export interface MerchantNames {
  readonly cleaned: string | null;
  readonly raw: string | null;
}

/** A vendor for a person to choose. */
export interface VendorCandidate {
  readonly vendorNum: number;
  readonly vendorId: string;
  readonly name: string;
  /** 1 is the same name, 0 has nothing in common. */
  readonly score: number;
  /** What tells it from its namesakes: place, currency, payment hold. */
  readonly hint: string;
}

export type VendorDecision =
  | { readonly decision: 'matched'; readonly vendorNum: number; readonly rule: 'remembered' | 'exact-name' }
  | { readonly decision: 'ambiguous'; readonly candidates: readonly VendorCandidate[] }
  | { readonly decision: 'none' };

/** More than this a person does not weigh, and it stays small in a workflow's history. */
const mostCandidates = 5;

/**
 * Which vendor a merchant is: the remembered decision, else the only active vendor of the same plain name,
 * else a person chooses among the nearest. Inactive vendors never match and are never offered. A remembered
 * vendor that is gone or inactive is not replaced silently: a person is asked.
 */
export function matchVendor(
  merchantNames: MerchantNames,
  vendors: readonly VendorRow[],
  remembered: number | null,
): VendorDecision {
  const active = indexOf(vendors);
  if (remembered !== null && active.byNumber.has(remembered)) {
    return { decision: 'matched', vendorNum: remembered, rule: 'remembered' };
  }
  const names = plainNames(merchantNames);
  const exact = unique(names.flatMap((name) => active.byName.get(name) ?? []));
  const [only] = exact;
  if (remembered === null && only !== undefined && exact.length === 1) {
    return { decision: 'matched', vendorNum: only.vendorNum, rule: 'exact-name' };
  }
  const candidates = nearest(names, exact, active.search);
  return candidates.length === 0 ? { decision: 'none' } : { decision: 'ambiguous', candidates };
}

interface VendorIndex {
  readonly byNumber: ReadonlySet<number>;
  readonly byName: ReadonlyMap<string, readonly VendorRow[]>;
  readonly search: Fuse<{ readonly plain: string; readonly vendor: VendorRow }>;
}

// One list serves many records: it is indexed once, for as long as the caller keeps it.
const indexes = new WeakMap<readonly VendorRow[], VendorIndex>();

function indexOf(vendors: readonly VendorRow[]): VendorIndex {
  const known = indexes.get(vendors);
  if (known !== undefined) return known;
  const active = vendors
    .filter((vendor) => !vendor.inactive)
    .map((vendor) => ({ plain: normaliseVendorName(vendor.name), vendor }));
  const byName = new Map<string, VendorRow[]>();
  for (const { plain, vendor } of active) byName.set(plain, [...(byName.get(plain) ?? []), vendor]);
  const index: VendorIndex = {
    byNumber: new Set(active.map(({ vendor }) => vendor.vendorNum)),
    byName,
    // A name may stand anywhere in the text, and half of a short one is no likeness.
    search: new Fuse(active, {
      keys: ['plain'],
      includeScore: true,
      ignoreLocation: true,
      threshold: 0.35,
      minMatchCharLength: 3,
    }),
  };
  indexes.set(vendors, index);
  return index;
}

function plainNames(names: MerchantNames): string[] {
  return unique(
    [names.cleaned, names.raw]
      .filter((name) => name !== null)
      .map(normaliseVendorName)
      .filter((name) => name !== ''),
  );
}

/** Vendors of the very name first, then the most alike; equal scores in order of vendor number. */
function nearest(
  names: readonly string[],
  exact: readonly VendorRow[],
  search: VendorIndex['search'],
): VendorCandidate[] {
  const scores = new Map<VendorRow, number>(exact.map((vendor) => [vendor, 1]));
  for (const name of names.flatMap(searchTexts)) {
    for (const { item, score = 1 } of search.search(name)) {
      scores.set(item.vendor, Math.max(scores.get(item.vendor) ?? 0, likeness(score, exact, item.vendor)));
    }
  }
  return [...scores]
    .map(([vendor, score]) => candidate(vendor, score))
    .sort((left, right) => right.score - left.score || left.vendorNum - right.vendorNum)
    .slice(0, mostCandidates);
}

/** Only the same name is 1: a name that merely contains the text is not. */
function likeness(fuseScore: number, exact: readonly VendorRow[], vendor: VendorRow): number {
  return exact.includes(vendor) ? 1 : Math.min(0.99, 1 - fuseScore);
}

/**
 * The name, and its first two words where it is longer: a text longer than the vendor's name ("home depot
 * atlanta ga") is not found inside it. Two letters match in anything and are not searched.
 */
function searchTexts(name: string): string[] {
  const words = name.split(' ');
  const texts = words.length > 2 ? [name, words.slice(0, 2).join(' ')] : [name];
  return texts.filter((text) => text.length > 2);
}

function candidate(vendor: VendorRow, score: number): VendorCandidate {
  const place = [vendor.city, vendor.state, vendor.country].filter((part) => part !== '').join(', ');
  const hint = [place, vendor.currency, vendor.payHold ? 'on payment hold' : '']
    .filter((part) => part !== '')
    .join(' · ');
  return {
    vendorNum: vendor.vendorNum,
    vendorId: vendor.vendorId,
    name: vendor.name,
    score: Math.round(score * 100) / 100,
    hint,
  };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
