import {
  decideByNames,
  type Merchant,
  VendorIndex,
  type VendorRow,
} from '../../../accounting/vendor-matching';

let next = 0;
const vendor = (name: string, place = 'Boise ID', more: Partial<VendorRow> = {}): VendorRow => {
  next += 1;
  const [, city = '', state = ''] = /^(.*?) ?([A-Z]{2})?$/.exec(place) ?? [];
  const rest = { country: 'USA', currency: '', inactive: false, payHold: false };
  return { vendorNum: next, vendorId: `V${next}`, name, city, state, ...rest, ...more };
};

const vendors = [
  vendor('FASTENAL CO - BOISE'),
  vendor('FASTENAL CO - RENO', 'Reno NV'),
  vendor('FEDEX', 'Memphis TN'),
  vendor('FEDEX FREIGHT', 'Harrison AR'),
  vendor('DELTA AIR LINES INC', 'Atlanta GA'),
  vendor('DELTA CONTROLS & AUTOMATION'),
  vendor('TREASURE VALLEY COFFEE'),
  vendor('TREASURE VALLEY FIRE PROTECTION', 'Meridian ID'),
  vendor('IDAHO POWER CO'),
  vendor('NORCO INC'),
  vendor('HANSEN, ROBERT L', 'Nampa ID'),
  vendor('HANSEN MACHINE WORKS', 'Nampa ID'),
  vendor('THE UPS STORE #4410', 'Meridian ID'),
  vendor('UNITED PARCEL SERVICE', 'Atlanta GA'),
  vendor('OFFICE DEPOT BUSINESS CREDIT', 'Cincinnati OH'),
  vendor('ODP BUSINESS SOLUTIONS LLC', 'Boca Raton FL'),
  vendor('SERVPRO OF BOISE'),
  vendor('BIG SKY HYDRAULICS INC', 'Billings MT'),
  vendor('MÜLLER PUMPEN GMBH', 'Hamburg'),
  vendor('CITY OF NAMPA', 'Nampa ID'),
  vendor('MAPLEBEAR INC DBA INSTACART', 'San Francisco CA'),
  vendor('KAMAN INDUSTRIAL TECHNOLOGIES', 'Bloomfield CT', { inactive: true }),
  vendor('PANERA BREAD', 'Saint Louis MO'),
  vendor('PUBLIC SERVICE CO OF OKLAHOMA (PSO)', 'Tulsa OK'),
  vendor('UNIVERSITY OF TENNESSEE CHATTANOOGA', 'Chattanooga TN'),
];
const index = VendorIndex.of(vendors);
const nameOf = (vendorNum: number | null) => vendors.find((row) => row.vendorNum === vendorNum)?.name ?? null;

/** A card text: "TEXT | category | town, state". */
function decide(written: string) {
  const [raw = '', mcc = '', place = ''] = written.split('|').map((cell) => cell.trim());
  const [city = '', state = ''] = place.split(', ');
  const merchant: Merchant = { cleaned: null, raw, mcc: mcc || null, city, state };
  return decideByNames(index, merchant);
}

describe('a card text is the vendor', () => {
  it.each([
    ['whose branch it names', 'FASTENAL COMPANY 01IDBOI | 5085 | Boise, ID', 'FASTENAL CO - BOISE'],
    ['whose store number it names', 'THE UPS STORE 4410 | 7399', 'THE UPS STORE #4410'],
    ['whose franchise is of that town', 'SERVPRO BOISE | 7349 | Boise, ID', 'SERVPRO OF BOISE'],
    ['whose division it names by a short form', 'FEDEX FRT 800-555-0100 | 4214', 'FEDEX FREIGHT'],
    ['that the category tells', 'DELTA | 3058', 'DELTA AIR LINES INC'],
    ['behind a processor, cut short', 'SQ *TREASURE VALLEY COFFE | 5499', 'TREASURE VALLEY COFFEE'],
    ['under its other name', 'UPS*1Z9999W99999999999 | 4215', 'UNITED PARCEL SERVICE'],
    ['under its acronym', 'PSO AEP 888-555-0100 | 4900', 'PUBLIC SERVICE CO OF OKLAHOMA (PSO)'],
    ['with an umlaut spelt out', 'MUELLER PUMPEN GMBH', 'MÜLLER PUMPEN GMBH'],
    ['but for a letter', 'BIG SKY HYDRULICS | 7699 | Billings, MT', 'BIG SKY HYDRAULICS INC'],
    ['that is a person, first name first', 'ROBERT HANSEN | 7299 | Nampa, ID', 'HANSEN, ROBERT L'],
    ['that bills for the shop behind it', 'INSTACART*PUBLIX | 5411', 'MAPLEBEAR INC DBA INSTACART'],
    ['as a chain, whatever store', 'PANERA BREAD #601234 | 5814 | Reno, NV', 'PANERA BREAD'],
  ])('%s: %s', (_, written, name) => {
    const { decision, vendorNum } = decide(written);
    expect({ decision, name: nameOf(vendorNum) }).toEqual({ decision: 'match', name });
  });
});

describe('a card text is asked about', () => {
  it.each([
    ['between branches', 'FASTENAL COMPANY | 5085', ['FASTENAL CO - BOISE', 'FASTENAL CO - RENO']],
    [
      'between firms that begin alike',
      'TREASURE VALLEY',
      ['TREASURE VALLEY COFFEE', 'TREASURE VALLEY FIRE PROTECTION'],
    ],
    ['between a person and a firm', 'SQ *HANSEN', ['HANSEN MACHINE WORKS', 'HANSEN, ROBERT L']],
    [
      'between sisters that it names both',
      'ODP*OFFICEDEPOT.COM | 5943',
      ['ODP BUSINESS SOLUTIONS LLC', 'OFFICE DEPOT BUSINESS CREDIT'],
    ],
    ['where it names no branch of the only one', 'SERVPRO 800-555-0100 | 7349', ['SERVPRO OF BOISE']],
  ])('%s: %s', (_, written, names) => {
    const { decision, candidates } = decide(written);
    expect(decision).toBe('ambiguous');
    expect(
      candidates
        .slice(0, names.length)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
  });
});

describe('a card text is nobody on the list', () => {
  it.each([
    ['a word longer than the name', 'IDAHO POWERSPORTS | 5571 | Boise, ID'],
    ['the whole name and another word', 'NORCO RANCH | 5411 | Norco, CA'],
    ['a first name that is shared', 'DELTA FAUCET COMPANY | 5074'],
    ["another owner's shop of the chain", 'THE UPS STORE 1201 SEATTLE WA | 7399 | Seattle, WA'],
    ['the franchise of another town', 'SERVPRO OF RENO | 7349 | Reno, NV'],
    ['another town', 'CITY OF MERIDIAN | 9399 | Meridian, ID'],
    ['the university of another town', 'UNIV OF TENNESSEE KNOXVILLE | 8220 | Knoxville, TN'],
    ['a platform, not the restaurant behind it', 'DD *DOORDASH PANERABRE | 5812'],
    ['an inactive vendor only', 'KAMAN INDUSTRIAL | 5085'],
    ['a charge without a name', 'FOREIGN TRANSACTION FEE'],
    ['words of a trade only', 'TOOL SUPPLY INC'],
  ])('%s: %s', (_, written) => {
    expect(decide(written)).toMatchObject({ decision: 'none', vendorNum: null });
  });
});

describe('the decision', () => {
  it('is the same every time, in whatever order the vendors came', () => {
    const backwards = VendorIndex.of([...vendors].reverse());
    for (const raw of ['FASTENAL COMPANY', 'TREASURE VALLEY', 'SQ *HANSEN', 'DELTA FAUCET COMPANY'])
      expect(decideByNames(backwards, { cleaned: null, raw })).toEqual(
        decideByNames(index, { cleaned: null, raw }),
      );
  });

  it('follows a vendor that changed its name, and forgets the former one', () => {
    const own = VendorIndex.of(vendors);
    const norco = vendors.find(({ name }) => name === 'NORCO INC') as VendorRow;
    own.put({ ...norco, name: 'GASWORKS OF THE WEST' });
    expect(decideByNames(own, { cleaned: 'Norco', raw: null }).decision).toBe('none');
    expect(decideByNames(own, { cleaned: 'Gasworks of the West', raw: null }).vendorNum).toBe(
      norco.vendorNum,
    );
  });
});
