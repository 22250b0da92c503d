import { merchantAsVendor } from '../../../accounting/vendor-matching';

describe('a vendor that is created for a merchant is called', () => {
  it('as Brex calls the merchant', () => {
    expect(merchantAsVendor({ cleaned: " Calhoun's on the River ", raw: 'CALHOUNS 0123' })).toBe(
      "Calhoun's on the River",
    );
  });

  it.each([
    ['SQ *KOWLOON NOODLE HOUSE', 'Kowloon Noodle House'],
    ['DOLLY SODS OUTFITTERS 304-555-0177', 'Dolly Sods Outfitters'],
    ['RADIOSHACK', 'Radioshack'],
  ])('by the naming words of the card’s text: %s', (raw, name) => {
    expect(merchantAsVendor({ cleaned: null, raw })).toBe(name);
  });

  it.each([[null], ['MISC CHARGE'], ['  ']])('nothing where %j names nobody', (raw) => {
    expect(merchantAsVendor({ cleaned: null, raw })).toBeNull();
  });
});
