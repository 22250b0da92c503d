import {
  decideByNames,
  type Merchant,
  VendorIndex,
  type VendorRow,
} from '../../../accounting/vendor-matching';

let next = 0;
const vendor = (name: string, place = 'Fargo ND', more: Partial<VendorRow> = {}): VendorRow => {
  next += 1;
  const [, city = '', state = ''] = /^(.*?) ?([A-Z]{2})?$/.exec(place) ?? [];
  const rest = { country: 'USA', currency: '', inactive: false, payHold: false };
  return { vendorNum: next, vendorId: `V${next}`, name, city, state, ...rest, ...more };
};

const vendors = [
  vendor('BILL.COM LLC', 'San Jose CA'),
  vendor('PIRATE SHIP', 'Jackson WY'),
  vendor('TDS TELECOM', 'Madison WI'),
  vendor('BRANTLEY STATE PACKAGING CO'),
  vendor('JETWORKS S.R.O.', 'Prague', { country: 'Czechia' }),
  vendor('HOFFMEYER SE', 'Köln', { country: 'Germany' }),
  vendor('MURO (REALTIMEBOARD INC)', 'San Francisco CA'),
  vendor('OLDHAM SCALE (OLD ACCT)', 'Minot ND'),
  vendor('NORTH DAKOTA DEPT OF REVENUE', 'Bismarck ND'),
  vendor('CITY OF FARGO'),
  vendor('NORTHWEST PUMP & EQUIPMENT'),
  vendor('K & G BOX INC'),
  vendor('BREWSTER & SON INC PLUMBING & HEATING'),
  vendor('YARROW, MICHAEL E'),
  vendor('MILBANK BUSINESS JOURNAL', 'Milbank SD'),
  vendor('MILBANK JOURNAL SENTINEL', 'Milbank SD'),
  vendor('ROGERS CORPORATION', 'Chandler AZ'),
  vendor('ROGERS MACHINERY CO INC', 'Portland OR'),
  vendor('BOBCAT PLUS INC', 'Butler WI'),
  vendor('HYDRO ONE NETWORKS INC', 'Toronto ON'),
  vendor('WELDERS SUPPLY CO', 'Beloit WI'),
  vendor('STRIPES LLC', 'Corpus Christi TX'),
  vendor('DISCOUNT WHEEL #TXD44', 'Garland TX'),
  vendor('UNIVERSITY OF WASHINGTON', 'Seattle WA'),
  vendor('KING COUNTY TREASURY OPS', 'Seattle WA'),
  vendor('BANNER ENGINEERING CORP', 'Minneapolis MN'),
  vendor('VIKING LIFE-SAVING EQUIPMENT', 'Esbjerg', { country: 'Denmark' }),
  vendor('LUCID SOFTWARE INC', 'South Jordan UT'),
  vendor('TAMPA ELECTRIC CO (TECO)', 'Tampa FL'),
  vendor('TACO TIMES NORTHWEST', 'Renton WA'),
  vendor('WHATABURGER RESTAURANTS', 'San Antonio TX'),
  vendor('PALERMO LANDSCAPING'),
  vendor('VANDER GASKETS INC'),
];
const index = VendorIndex.of(vendors);
const nameOf = (vendorNum: number | null) => vendors.find((row) => row.vendorNum === vendorNum)?.name ?? null;

/** A card text: "TEXT | category | town, state"; a second text before "=" is the cleaned name. */
function decide(written: string) {
  const [texts = '', mcc = '', place = ''] = written.split('|').map((cell) => cell.trim());
  const [cleaned, raw] = texts.includes(' = ') ? texts.split(' = ') : [null, texts];
  const [city = '', state = ''] = place.split(', ');
  const merchant: Merchant = { cleaned: cleaned ?? null, raw: raw ?? null, mcc: mcc || null, city, state };
  return decideByNames(index, merchant);
}

describe('a card text is the vendor', () => {
  it.each([
    ['by its web address, though its words say nothing', 'BILL.COM, LLC 650-353-3301 | 7372', 'BILL.COM LLC'],
    ['that stands before a star, what was bought behind it', 'PIRATE SHIP* POSTAGE | 4215', 'PIRATE SHIP'],
    ['whose letters look like a processor', 'TDS *BROADBAND | 4814 | Madison, WI', 'TDS TELECOM'],
    ['written in one', 'BRANTLEYSTATEPACKAGING.COM', 'BRANTLEY STATE PACKAGING CO'],
    ['written in one and cut', 'BRANTLEYSTATEPACKAG', 'BRANTLEY STATE PACKAGING CO'],
    ['less a legal form of another country', 'JETWORKS | 5734', 'JETWORKS S.R.O.'],
    ['less a legal form that is a word too', 'HOFFMEYER | 5072', 'HOFFMEYER SE'],
    ['under the name in brackets', 'REALTIMEBOARD INC | 7372', 'MURO (REALTIMEBOARD INC)'],
    ['under both its names', 'REALTIMEBOARD INC DBA MURO | 7372', 'MURO (REALTIMEBOARD INC)'],
    ['under its name and its initials', 'TECO TAMPA ELECTRIC | 4900 | Tampa, FL', 'TAMPA ELECTRIC CO (TECO)'],
    ['less a remark about the account', 'OLDHAM SCALE', 'OLDHAM SCALE (OLD ACCT)'],
    ['with its state in two letters', 'ND DEPT OF REVENUE | 9311', 'NORTH DAKOTA DEPT OF REVENUE'],
    ['with its department as initials', 'NORTH DAKOTA DOR | 9311', 'NORTH DAKOTA DEPT OF REVENUE'],
    ['with one of its offices', 'CITY OF FARGO PARKING | 7523 | Fargo, ND', 'CITY OF FARGO'],
    ['with the points of the compass in two letters', 'NW PUMP & EQUIP', 'NORTHWEST PUMP & EQUIPMENT'],
    ['whose initials look like a legal form', 'K AND G BOX', 'K & G BOX INC'],
    [
      'cut behind a legal form in its midst',
      'BREWSTER & SON INC PLUM',
      'BREWSTER & SON INC PLUMBING & HEATING',
    ],
    ['cut within its legal form', 'BRANTLEY STATE PACKAGING C', 'BRANTLEY STATE PACKAGING CO'],
    ['that is a person with an initial', 'YARROW MICHAEL E', 'YARROW, MICHAEL E'],
    ['said twice', 'LUCID SOFTWARE INC LUCID.COM | 7372', 'LUCID SOFTWARE INC'],
    [
      'with a place behind the number of its store',
      'TACO TIMES NORTHWEST 12 LANDING | 5814',
      'TACO TIMES NORTHWEST',
    ],
    ['of whose trade the word ends otherwise', 'PALERMO LANDSCAPE | 0780', 'PALERMO LANDSCAPING'],
  ])('%s: %s', (_, written, name) => {
    const { decision, vendorNum } = decide(written);
    expect({ decision, name: nameOf(vendorNum) }).toEqual({ decision: 'match', name });
  });
});

describe('a card text is not matched', () => {
  it.each([
    ['less a word within the name, where another begins so', 'MILBANK JOURNAL'],
    ['that is one word, where others begin so', 'ROGERS'],
    ['that says it is of another town', 'BOBCAT OF OMAHA | 7394 | Omaha, NE'],
    ['of one word and another town', 'HYDRO OTTAWA | 4900 | Ottawa, ON'],
    ['with another word, in another state', 'WELDER SUPPLY DEPOT | 5085 | Houston, TX'],
    ['that is a known business but for an S', 'STRIPE.COM PAYMENTS | 7372'],
    ['of another store, whose number has letters', 'DISCOUNT WHEEL TXD-12 | 5532 | Plano, TX'],
    ['that turns a name round', 'WASHINGTON UNIVERSITY | 8220 | Saint Louis, MO'],
    ['that is the first word of a public body', 'KING'],
    ['of one word, under a category of the public', 'BANNER | 8062'],
    ['whose second word looks like noise', 'VIKING PUMP | 5085'],
    ['of a person with another initial', 'YARROW MICHAEL R'],
    ['with a word of another trade, in its town', 'NORTHWEST PUMP & EQUIPMENT CAFE | 5812 | Fargo, ND'],
    ['whose last word is a word of a trade, not one cut', 'VANDER GAS'],
    ['that DoorDash may have billed', 'DD *WHATABURGER | 5812'],
    ['against the known business that the card names', 'Lucid Software = DROPBOX*7HHL92KD | 7372'],
  ])('%s: %s', (_, written) => {
    expect(decide(written)).toMatchObject({ decision: expect.not.stringMatching('match'), vendorNum: null });
  });
});

describe('where nobody is matched', () => {
  it.each([
    ['a vendor whose word stands within one of the text', 'LUCIDCHART.COM/CHARGE', 'LUCID SOFTWARE INC'],
    ['the vendor that the text has and more', 'JETWORKS TRAINING | 8299', 'JETWORKS S.R.O.'],
  ])('%s is among the candidates: %s', (_, written, name) => {
    const { decision, candidates } = decide(written);
    expect(decision).not.toBe('match');
    expect(candidates.slice(0, 3).map((candidate) => candidate.name)).toContain(name);
  });
});
