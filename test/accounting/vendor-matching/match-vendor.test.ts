import {
  matchVendor,
  type Remembered,
  VendorIndex,
  type VendorRow,
} from '../../../accounting/vendor-matching';

const vendor = (vendorNum: number, name: string, more: Partial<VendorRow> = {}): VendorRow => ({
  vendorNum,
  vendorId: `V${vendorNum}`,
  name,
  city: '',
  state: '',
  country: '',
  currency: 'USD',
  inactive: false,
  payHold: false,
  ...more,
});

const vendors = [
  vendor(1, 'Blue Bottle Coffee, Inc.'),
  vendor(2, 'W.W. Grainger', { city: 'Lake Forest', state: 'IL', country: 'USA' }),
  vendor(3, 'Home Depot U.S.A.', { payHold: true }),
  vendor(4, 'Home Depot Pro', { currency: 'CAD' }),
  vendor(5, 'Acme Tooling LLC'),
  vendor(6, 'ACME Tooling Ltd', { country: 'Canada' }),
  vendor(7, 'Uline', { inactive: true }),
  vendor(8, 'Uline Inc'),
  vendor(9, 'Fastenal Company', { inactive: true }),
];

const index = VendorIndex.of(vendors);

const match = (cleaned: string | null, raw: string | null = null, remembered: Remembered | null = null) =>
  matchVendor({ cleaned, raw }, index, remembered);

const decided = (vendorNum: number, contradicts: number | null = null): Remembered => ({
  vendorNum,
  contradicts,
});

/** Numbers of the candidates that a person is offered. */
const offered = (decision: ReturnType<typeof match>) =>
  decision.decision === 'ambiguous' ? decision.candidates.map(({ vendorNum }) => vendorNum) : decision;

describe('a remembered decision', () => {
  it('stands, also against another vendor of that very name', () => {
    expect(match('Blue Bottle Coffee', null, decided(5))).toMatchObject({
      decision: 'matched',
      vendorNum: 5,
      rule: 'remembered',
    });
  });

  it('does not stand for an inactive or vanished vendor, nor is it replaced silently', () => {
    expect(offered(match('Uline', null, decided(7)))).toEqual([8]);
    expect(offered(match('Blue Bottle Coffee', null, decided(999)))).toEqual([1]);
  });
});

describe('decisions that contradict each other', () => {
  it('settle nothing: both vendors are offered, before those that are like the name', () => {
    const decision = match('Blue Bottle Coffee', null, decided(5, 2));
    expect(offered(decision)).toEqual([5, 2, 1]);
    expect(decision.reason).toBe('Earlier decisions for this merchant contradict each other.');
  });

  it('settle nothing where both vendors are gone either, and no vendor is like the name', () => {
    expect(match('Zyx Quartz Werke', null, decided(998, 999))).toMatchObject({
      decision: 'ambiguous',
      candidates: [],
    });
  });
});

describe('the same name', () => {
  it.each([
    ['Blue Bottle Coffee', 1],
    ['BLUE BOTTLE COFFEE INC', 1],
    ['WW Grainger', 2],
  ])('matches %s', (name, vendorNum) => {
    expect(match(name)).toMatchObject({ decision: 'matched', vendorNum, rule: 'exact-name', score: 1 });
  });

  it("matches by the network's text where the cleaned name is nobody's or absent", () => {
    const grainger = { decision: 'matched', vendorNum: 2, rule: 'exact-name' };
    expect(match(null, 'W.W. GRAINGER #4411')).toMatchObject(grainger);
    expect(match('Industrial supplies', 'W.W. GRAINGER #4411')).toMatchObject(grainger);
  });

  it('asks where two active vendors have it', () => {
    expect(offered(match('Acme Tooling'))).toEqual([5, 6]);
  });

  it('asks where the two names are of two vendors', () => {
    expect(offered(match('Blue Bottle Coffee', 'W.W. GRAINGER'))).toEqual([1, 2]);
  });

  it('matches the active one where its namesake is inactive', () => {
    expect(match('Uline')).toMatchObject({ decision: 'matched', vendorNum: 8, rule: 'exact-name' });
  });
});

describe('a name that is only alike', () => {
  it('is never matched, but offered with what tells the vendors apart', () => {
    expect(match('Home Depot')).toMatchObject({
      decision: 'ambiguous',
      candidates: [
        {
          vendorNum: 3,
          vendorId: 'V3',
          name: 'Home Depot U.S.A.',
          score: expect.any(Number),
          hint: 'USD · on payment hold',
        },
        { vendorNum: 4, vendorId: 'V4', name: 'Home Depot Pro', score: expect.any(Number), hint: 'CAD' },
      ],
    });
  });

  it('scores below one', () => {
    const decision = match('Home Depot');
    const scores = decision.decision === 'ambiguous' ? decision.candidates.map(({ score }) => score) : [];
    expect(scores).toHaveLength(2);
    for (const score of scores) expect(score).toBeLessThan(1);
  });

  it('is found under a misspelling, and in a longer text', () => {
    expect(offered(match('Blu Botle Coffee'))).toEqual([1]);
    expect(offered(match(null, 'HOME DEPOT 4412 ATLANTA GA'))).toEqual([3, 4]);
  });

  it('is the same list every time', () => {
    expect(match('Home Depot')).toEqual(match('Home Depot'));
  });

  it('offers five at most', () => {
    const many = Array.from({ length: 9 }, (_, index) => vendor(index + 1, `Delta Supply ${index + 1}`));
    const decision = matchVendor({ cleaned: 'Delta Supply', raw: null }, VendorIndex.of(many), null);
    expect(decision.decision === 'ambiguous' && decision.candidates).toHaveLength(5);
  });
});

describe('nobody', () => {
  it.each([
    ['a name that is like none', 'Zyx Quartz Werke'],
    ['an inactive vendor', 'Fastenal'],
    ['two letters, which are in many names', 'AC'],
    ['no name', ''],
  ])('is matched by %s', (_, name) => {
    expect(match(name)).toMatchObject({ decision: 'none' });
  });

  it('is matched where Brex knows no merchant', () => {
    expect(match(null)).toMatchObject({ decision: 'none' });
  });
});
