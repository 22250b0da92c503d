import type { BrexSeedName, BrexSeedUser } from './brex-seed';
import { departments, sites } from './chart-values';
import { stableId } from './identifiers';

export const brexDepartments: readonly BrexSeedName[] = departments.map(({ code, name }) => ({
  id: stableId('cudept', code),
  name,
  code,
}));

export const brexLocations: readonly BrexSeedName[] = sites.map(({ code, name }) => ({
  id: stableId('culoc', code),
  name,
  code,
}));

type Row = [firstName: string, lastName: string, department: string, location: string, role?: string];

const rows: readonly Row[] = [
  ['Marian', 'Whitfield', '60', '100', 'BOOKKEEPER'],
  ['Grant', 'Ellison', '60', '100', 'ACCOUNT_ADMIN'],
  ['Priya', 'Raman', '70', '100', 'CARD_ADMIN'],
  ['Joel', 'Tackett', '70', '100'],
  ['Denise', 'Okafor', '80', '100'],
  ['Walt', 'Brannigan', '90', '100'],
  ['Carla', 'Mendez', '10', '100'],
  ['Trevor', 'Hollis', '10', '200'],
  ['Shauna', 'Pruitt', '10', '300'],
  ['Luis', 'Aguilar', '10', '400'],
  ['Heather', 'MacLeod', '10', '500'],
  ['Doug', 'Yoder', '20', '100'],
  ['Nina', 'Castellano', '20', '400'],
  ['Ray', 'Stubblefield', '30', '100'],
  ['Tonya', 'Beck', '30', '200'],
  ['Cody', 'Lambert', '30', '300'],
  ['Maria', 'Villanueva', '30', '400'],
  ['Anil', 'Sandhu', '30', '500'],
  ['Curtis', 'Nabors', '40', '100'],
  ['Jolene', 'Fritz', '40', '300'],
  ['Sam', 'Ortega', '40', '400'],
  ['Becky', 'Lindqvist', '50', '100'],
  ['Andre', 'Gaines', '50', '200'],
];

/** The card holders among about 300 staff. */
export const users: readonly BrexSeedUser[] = rows.map(
  ([firstName, lastName, department, location, role = 'EMPLOYEE']) => ({
    id: stableId('cuuser', `${firstName} ${lastName}`),
    firstName,
    lastName,
    email: `${firstName}.${lastName}@tellicoindustrial.example`.toLowerCase(),
    role,
    department,
    location,
  }),
);
