import type { Random } from './random';

/** Parts of the names of local firms, persons and public offices. */
const surnames =
  `Abernathy Akers Ballard Barrow Beasley Bledsoe Boling Bowers Brannon Broyles Burchett Cagle Carmack
Cates Clabo Clendenin Coffey Conner Cope Cozart Crowder Dalton Daugherty Davenport Delozier Dockery Easterly Elkins
Farragut Faulkner Finchum Fugate Garland Gentry Gilreath Goins Greenlee Hackworth Haggard Hamblen Haskew Henegar
Hickman Hodges Hooper Inman Jarnigan Kerley Kidwell Lawhorn Ledford Longmire Lusk Maddox Manis McAfee McGhee Millsaps
Monday Nance Newcomb Ogle Overton Padgett Parham Pemberton Pickel Proffitt Quarles Rainwater Ramsey Raulston Reagan
Roark Rucker Sartain Seymour Sharpe Shelby Sizemore Stooksbury Sutherland Tallent Tarwater Teague Thacker Tipton
Underwood Vandergriff Vineyard Walden Whaley Whisenhunt Wolfenbarger Wyrick Yarbrough`.split(/\s+/);
const firstNames =
  `James Mary Robert Linda Michael Susan David Karen Thomas Nancy Daniel Betty Mark Sandra Steven
Ashley Paul Donna Kevin Carol Brian Amanda George Melissa Timothy Deborah Jeffrey Laura Ryan Sharon`.split(
    /\s+/,
  );
const trades =
  `Plumbing|Electric|Roofing|Heating & Air|Lawn Care|Painting|Fence|Glass|Locksmith|Towing|Welding|
Machine Shop|Sign Co|Printing|Trucking|Tire & Auto|Diesel Repair|Pest Control|Concrete|Paving|Overhead Door|Flooring|
Landscaping|Catering|Office Interiors|Forklift Service|Crane Service|Hydraulics|Scale Co|Fire Protection`
    .replace(/\n/g, '')
    .split('|');
const makers =
  `Bearing|Bolt|Fastener|Abrasives|Casting|Chain|Coupling|Gasket|Gear|Hose|Instrument|Lubricants|Packaging|
Pallet|Pump|Rubber|Spring|Steel|Tool|Valve|Wire Rope|Conveyor|Filter|Foundry|Plastics|Tubing|Adhesives|Motor`
    .replace(/\n/g, '')
    .split('|');
const makerNames =
  `Allegheny Atlas Badger Blue Ridge Buckeye Capitol Cascade Chickamauga Clinch Continental Copperhill
Cumberland Delmar Dixie Eagle Empire Falcon Frontier Gateway Great Plains Hawkeye Heritage Holston Ironwood Keystone
Lakeshore Liberty Lone Star Magnolia Mercer Meridian Midland Monarch Nolichucky Northstar Ohio Valley Pioneer Precision
Prairie Quality Redstone Reliance Republic Sequoia Sierra Southland Sterling Summit Superior Tellico Titan Tri-State
Union Vanguard Victory Watauga Western Wolf River`
    .replace(/(Blue|Great|Lone|Ohio|Wolf)\s/g, '$1_')
    .split(/\s+/)
    .map((name) => name.replace('_', ' '));
const towns: readonly (readonly [town: string, state: string])[] = [
  ['Knoxville', 'TN'],
  ['Maryville', 'TN'],
  ['Oak Ridge', 'TN'],
  ['Sevierville', 'TN'],
  ['Morristown', 'TN'],
  ['Huntsville', 'AL'],
  ['Decatur', 'AL'],
  ['Athens', 'AL'],
  ['Wichita', 'KS'],
  ['Derby', 'KS'],
  ['Hutchinson', 'KS'],
  ['Fresno', 'CA'],
  ['Clovis', 'CA'],
  ['Visalia', 'CA'],
  ['Hamilton', 'ON'],
  ['Burlington', 'ON'],
];
const offices = [
  'CITY OF {town} UTILITIES',
  '{town} CHAMBER OF COMMERCE',
  '{town} COUNTY CLERK',
  'CITY OF {town} - PERMITS',
  '{town} FIRE INSPECTION',
  '{town} RECYCLING & TRANSFER',
];
const suffixes = ['', '', ' INC', ' LLC', ', INC.', ' CO', ' CORP', ' LTD', ' & SONS', ' L.L.C.', ' COMPANY'];

/** A name with a place, as it was typed: at most 50 characters. */
export interface LocalVendor {
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly person: boolean;
}

/** One more small vendor: a maker, a local firm, a person or a public office. */
export function localVendor(random: Random): LocalVendor {
  const [city, state] = random.pick(towns);
  const place = { city, state };
  const share = random.next();
  if (share < 0.45) {
    const plain = `${random.pick(makerNames)} ${random.pick(makers)}`;
    return { ...place, name: typed(`${plain}${random.pick(suffixes)}`, random), person: false };
  }
  if (share < 0.8) {
    const branch = random.chance(0.15) ? ` - ${city}` : '';
    const plain = `${random.pick(surnames)} ${random.pick(trades)}${random.pick(suffixes)}${branch}`;
    return { ...place, name: typed(plain, random), person: false };
  }
  if (share < 0.95) {
    const initial = String.fromCharCode(65 + random.between(0, 25));
    const person = `${random.pick(surnames)}, ${random.pick(firstNames)} ${initial}`;
    return { ...place, name: typed(person, random), person: true };
  }
  return { ...place, name: random.pick(offices).replace('{town}', city).toUpperCase(), person: false };
}

/** Accountants type mostly in capitals, at times not. */
function typed(name: string, random: Random): string {
  return random.chance(0.7) ? name.toUpperCase() : name;
}
