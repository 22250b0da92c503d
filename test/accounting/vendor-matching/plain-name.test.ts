import { normaliseVendorName } from '../../../accounting/vendor-matching';

describe('the plain form of a name', () => {
  it.each([
    ['case, marks and punctuation', 'Café  Río—Grande', 'cafe rio grande'],
    ['a legal form', 'Blue Bottle Coffee, Inc.', 'blue bottle coffee'],
    ['several legal forms', 'Siemens AG & Co. KG', 'siemens ag and'],
    ['"the" in front', 'The Home Depot', 'home depot'],
    ['initials', 'W.W. Grainger', 'ww grainger'],
    ['an ampersand', 'Johnson & Johnson', 'johnson and johnson'],
    ['a possessive', 'Lowe’s Companies', 'lowes companies'],
    ['a processor', 'SQ *BLUE BOTTLE', 'blue bottle'],
    ['another processor', 'TST* THE GRILL', 'grill'],
    ['a reference after a star', 'AMZN Mktp US*2X4RT1QJ3', 'amzn mktp us'],
    ['a word after a star', 'GOOGLE *ADS', 'google ads'],
    ['a store number', 'HOME DEPOT #4412', 'home depot'],
    ['a telephone number', 'UBER 800-592-8996', 'uber'],
    ['a long number', 'SHELL 12345678901', 'shell'],
    ['a web address', 'HELP.UBER.COM/TRIP', 'uber'],
    ['a number that is a name', '3M Company', '3m'],
    ['a short number', 'Studio 54', 'studio 54'],
  ])('drops or keeps %s', (_, text, plain) => {
    expect(normaliseVendorName(text)).toBe(plain);
  });

  it.each([
    ['Co', 'co'],
    ['The', 'the'],
    ['#4412', '4412'],
    ['IN *', 'in'],
  ])('of "%s" is not empty', (text, plain) => {
    expect(normaliseVendorName(text)).toBe(plain);
  });

  it('of a plain form is itself', () => {
    for (const text of [
      'Blue Bottle Coffee, Inc.',
      'SQ *BLUE BOTTLE',
      'W.W. Grainger',
      'HELP.UBER.COM/TRIP',
    ]) {
      const plain = normaliseVendorName(text);
      expect(normaliseVendorName(plain)).toBe(plain);
    }
  });

  it('is empty only for what has no letter or digit', () => {
    expect(normaliseVendorName(' *** ')).not.toMatch(/[a-z0-9]/);
  });
});
