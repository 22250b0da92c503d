import type { Merchant, VendorRow } from '../../accounting/vendor-matching';

/** A purchase of the made-up world, and the vendor that it is of; null where it is of none in the list. */
export interface MadeCase {
  readonly merchant: Merchant;
  readonly vendorNum: number | null;
}

export interface MadeWorld {
  readonly vendors: readonly VendorRow[];
  readonly cases: readonly MadeCase[];
}

const firsts =
  'Abbott Ackerman Barlow Benton Calloway Carver Danforth Delmar Easton Ellery Fairlee Farnham Galloway Garrison Hadley Halston Ingram Irvine Jarvis Jessup Kendrick Kirkwood Langley Lathrop Marlow Merrick Norwood Nettleton Oakes Ormond Pemberton Prescott Quimby Radley Ramsay Saxton Selby Thayer Tilden Upton Vance Vickers Wakefield Weldon Yardley York Zeller Blackfoot Cedar Copper Dogwood Ember Flint Granite Harbor Juniper Keystone Laurel Magnolia Osprey Piedmont Redwood Sequoia Timber Umber Willow'.split(
    ' ',
  );
const seconds =
  'Creek Ridge Bluff Hollow Grove Bend Crossing Landing Meadow Point Fork Springs Gate Mill Bridge Canyon'.split(
    ' ',
  );
const trades = [
  'Bearing|Supply',
  'Hydraulics',
  'Fasteners',
  'Pallet',
  'Welding|Supply',
  'Electric|Motors',
  'Machine|Works',
  'Sheet|Metal',
  'Gasket|Rubber',
  'Steel|Fabrication',
  'Packaging',
  'Janitorial|Services',
  'Plumbing|Heating',
  'Roofing',
  'Forklift|Repair',
  'Tool|Grinding',
  'Valve|Controls',
  'Compressor|Service',
  'Paper|Packaging',
  'Trucking',
];
const towns = [
  ['Dayton', 'OH'],
  ['Wichita', 'KS'],
  ['Mobile', 'AL'],
  ['Reno', 'NV'],
  ['Tyler', 'TX'],
  ['Peoria', 'IL'],
  ['Macon', 'GA'],
  ['Boise', 'ID'],
  ['Fargo', 'ND'],
  ['Salem', 'OR'],
] as const;
const endings = ['', ' Inc', ' LLC', ' Co', ' Company', ' Corp'];
const short: Readonly<Record<string, string>> = {
  Supply: 'SPLY',
  Electric: 'ELEC',
  Services: 'SVCS',
  Service: 'SVC',
  Machine: 'MACH',
  Packaging: 'PKG',
  Welding: 'WLDG',
  Plumbing: 'PLBG',
  Fabrication: 'FAB',
};

/** The same world every time: `count` vendors with names as accountants type them, and purchases as cards show them. */
export function makeWorld(count: number, purchases: number): MadeWorld {
  const draw = generator(20_260_101);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(draw() * items.length)] as T;
  const taken = new Set<string>();
  const made: { row: VendorRow; words: readonly string[] }[] = [];
  while (made.length < count) {
    const [city, state] = pick(towns);
    const head = draw() < 0.5 ? [pick(firsts), pick(seconds)] : [pick(firsts), pick(firsts)];
    const words = [...head, ...pick(trades).split('|')];
    if (taken.has(words.join(' '))) continue;
    taken.add(words.join(' '));
    const name = `${words.join(' ')}${pick(endings)}`.slice(0, 50);
    const vendorNum = 1_000 + made.length;
    made.push({ row: rowOf(vendorNum, draw() < 0.4 ? name.toUpperCase() : name, city, state), words });
  }
  const cases = Array.from({ length: purchases }, (_, at): MadeCase => {
    const { row, words } = pick(made);
    const place = { city: row.city, state: row.state };
    if (at % 10 === 3) {
      const head = words.slice(0, 2).join(' ');
      const alone = made.filter((other) => other.words.slice(0, 2).join(' ') === head).length === 1;
      return { merchant: merchantOf(head, { city: '', state: '' }), vendorNum: alone ? row.vendorNum : null };
    }
    if (at % 5 === 4) {
      const other = [
        ...words.slice(0, 2),
        pick(['Diner', 'Winery', 'Academy', 'Dental', 'Brewing', 'Marine', 'Optical', 'Logistics']),
      ];
      return { merchant: merchantOf(other.join(' '), place), vendorNum: null };
    }
    return { merchant: merchantOf(onCard(words, draw, pick), place), vendorNum: row.vendorNum };
  });
  return { vendors: made.map(({ row }) => row), cases };
}

const rowOf = (vendorNum: number, name: string, city: string, state: string): VendorRow => ({
  vendorNum,
  vendorId: `V${vendorNum}`,
  name,
  city,
  state,
  country: 'USA',
  currency: 'USD',
  inactive: false,
  payHold: false,
});

const merchantOf = (raw: string, place: { city: string; state: string }): Merchant => ({
  cleaned: null,
  raw: raw.toUpperCase(),
  mcc: null,
  ...place,
});

/** A name as a card network carries it: prefixed, shortened, cut, with store number, telephone number or town. */
function onCard(words: readonly string[], draw: () => number, pick: <T>(items: readonly T[]) => T): string {
  const written = words.map((word) => (draw() < 0.3 ? (short[word] ?? word) : word)).join(' ');
  const prefix = draw() < 0.2 ? pick(['SQ *', 'IN *', 'TST* ', 'PAYPAL *']) : '';
  const name = `${prefix}${written}`;
  return name.slice(0, 25) + pick(['', '', ' 800-555-0142', ' #0412', name.length < 22 ? ' INC' : '']);
}

/** Mulberry32: a small generator of numbers from 0 to 1, the same after every seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
