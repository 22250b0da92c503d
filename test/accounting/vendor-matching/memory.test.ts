import { merchantKeys, recalled } from '../../../accounting/vendor-matching';

describe('the keys of a merchant', () => {
  it("are Brex's id first, then the plain name", () => {
    expect(merchantKeys({ id: 'mer_1', name: 'SQ *BLUE BOTTLE #12' })).toEqual([
      'brex-merchant:mer_1',
      'blue bottle',
    ]);
  });

  it('are one where the other is not known, and none where Brex names nobody', () => {
    expect(merchantKeys({ id: null, name: 'Uber' })).toEqual(['uber']);
    expect(merchantKeys({ id: 'mer_1', name: null })).toEqual(['brex-merchant:mer_1']);
    expect(merchantKeys({ id: null, name: null })).toEqual([]);
  });
});

describe('what is recalled', () => {
  const of = (vendorNum: number) => ({ vendorNum, contradicts: null });

  it('is the decision under the surer key', () => {
    expect(recalled([of(1), of(2)])).toEqual(of(1));
    expect(recalled([null, of(2)])).toEqual(of(2));
  });

  it('is nothing where nobody decided', () => {
    expect(recalled([null, null])).toBeNull();
    expect(recalled([])).toBeNull();
  });
});
