import type { EpicorSeedTerms, EpicorSeedVendor } from '../epicor/seed-type';
import { type KnownVendor, knownVendors } from './known-vendors';
import { localVendor } from './local-vendors';
import type { Random } from './random';

export const terms: readonly EpicorSeedTerms[] = [
  { code: 'N30', description: 'Net 30', days: 30 },
  { code: 'N10', description: 'Net 10', days: 10 },
  { code: 'N60', description: 'Net 60', days: 60 },
  { code: 'DUE', description: 'Due on receipt', days: 0 },
];

const countrySpellings = ['USA', 'USA', 'USA', 'US', 'UNITED STATES', ''];

/**
 * The vendor master: the known vendors, then as many local ones as make up `count`. Names grow as they do in
 * life: suffixes or none, twins, older rows switched off. VendorID is unique and at most 8 characters.
 */
export function vendors(count: number, random: Random): EpicorSeedVendor[] {
  const ids = new Set(knownVendors.map(({ vendorId }) => vendorId));
  const reserved = new Set(knownVendors.map(({ name }) => plainName(name)));
  const made: EpicorSeedVendor[] = knownVendors.map((known, index) =>
    ofKnown(known, 101 + index * 3, random),
  );
  let vendorNum = 101 + knownVendors.length * 3;
  while (made.length < count) {
    const vendor = ofLocal(vendorNum, ids, random);
    vendorNum += random.between(1, 4);
    if (reserved.has(plainName(vendor.name))) continue;
    made.push(vendor);
    if (made.length < count && random.chance(0.03)) {
      made.push(twinOf(vendor, vendorNum, ids, random));
      vendorNum += 1;
    }
  }
  return made.slice(0, count);
}

function ofKnown(known: KnownVendor, vendorNum: number, random: Random): EpicorSeedVendor {
  return { currency: 'USD', terms: 'N30', groupCode: 'TRADE', ...contact(random), ...known, vendorNum };
}

function ofLocal(vendorNum: number, ids: Set<string>, random: Random): EpicorSeedVendor {
  const { name, city, state, person } = localVendor(random);
  const canadian = state === 'ON';
  return {
    vendorNum,
    vendorId: freeId(name, ids),
    name: name.slice(0, 50).trim(),
    city,
    state,
    country: canadian ? 'CANADA' : random.pick(countrySpellings),
    ...contact(random),
    currency: canadian ? 'CAD' : 'USD',
    terms: random.pick(terms).code,
    groupCode: person ? 'INDIV' : 'TRADE',
    print1099: person,
    inactive: random.chance(0.08),
    payHold: random.chance(0.01),
  };
}

/** The same firm once more: an older row switched off, or a second branch. */
function twinOf(
  vendor: EpicorSeedVendor,
  vendorNum: number,
  ids: Set<string>,
  random: Random,
): EpicorSeedVendor {
  const inactive = random.chance(0.6);
  const name = inactive ? vendor.name : `${vendor.name} #${random.between(2, 9)}`.slice(0, 50);
  return { ...vendor, vendorNum, vendorId: freeId(name, ids), name, inactive, ...contact(random) };
}

function contact(random: Random): Pick<EpicorSeedVendor, 'address1' | 'zip' | 'phone'> {
  const street = random.pick([
    'Main St',
    'Industrial Pkwy',
    'Commerce Dr',
    'Kingston Pike',
    'PO Box',
    'Depot Ave',
  ]);
  const number = random.between(100, 9800);
  return {
    address1: street === 'PO Box' ? `PO Box ${number}` : `${number} ${street}`,
    zip: String(random.between(10_000, 98_999)),
    phone: `${random.between(205, 989)}-555-${String(random.between(100, 199)).padStart(4, '0')}`,
  };
}

/** The first letters of a name, with a number where they are taken. */
function freeId(name: string, taken: Set<string>): string {
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '') || 'VENDOR';
  for (let attempt = 1; ; attempt += 1) {
    const tail = attempt === 1 ? '' : String(attempt);
    const id = `${letters.slice(0, 7 - tail.length)}${tail}`;
    if (!taken.has(id)) {
      taken.add(id);
      return id;
    }
  }
}

/** Two names that a matcher might hold for one: same letters and digits, legal form aside. */
export function plainName(name: string): string {
  const words = name
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '' && !legalForms.has(word));
  return words.join(' ');
}

const legalForms = new Set('INC LLC CO CORP LTD COMPANY CORPORATION LP PC THE GMBH KG AB PTY'.split(' '));
