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

export function candidateOf(vendor: VendorRow, score: number): VendorCandidate {
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
