import { matchVendor, VendorIndex } from '../../../accounting/vendor-matching';

const vendor = (vendorNum: number, name: string) => ({
  vendorNum,
  vendorId: `V${vendorNum}`,
  name,
  city: '',
  state: '',
  country: 'USA',
  currency: 'USD',
  inactive: false,
  payHold: false,
});
const vendors = VendorIndex.of([
  vendor(1, 'Alder Tooling'),
  vendor(2, 'Alder Tooling LLC'),
  vendor(3, 'Birch Mill'),
]);
const decide = (cleaned: string, rejected: number[], remembered: number | null = null) =>
  matchVendor(
    { cleaned, raw: null },
    vendors,
    remembered === null ? null : { vendorNum: remembered, contradicts: null },
    new Set(rejected),
  );
const offered = (decision: ReturnType<typeof decide>) =>
  decision.candidates.map(({ vendorNum }) => vendorNum);

describe('a vendor that a person rejected for a merchant', () => {
  it('is not matched, nor offered again', () => {
    expect(decide('Birch Mill', [])).toMatchObject({ decision: 'matched', vendorNum: 3 });
    const now = decide('Birch Mill', [3]);
    expect(now.decision).toBe('none');
    expect(offered(now)).not.toContain(3);
  });

  it('does not make the one that is left a match', () => {
    expect(decide('Alder Tooling', []).decision).toBe('ambiguous');
    const now = decide('Alder Tooling', [1]);
    expect(now).toMatchObject({ decision: 'ambiguous' });
    expect(offered(now)).toEqual([2]);
  });

  it('changes nothing for a vendor that matched beside it', () => {
    expect(decide('Birch Mill', [1])).toMatchObject({ decision: 'matched', vendorNum: 3 });
  });

  it('does not touch what is remembered', () => {
    expect(decide('Alder Tooling', [2], 2)).toMatchObject({
      decision: 'matched',
      rule: 'remembered',
      vendorNum: 2,
    });
  });
});
