import type { EpicorSeedAccount, EpicorSeedChart, EpicorSeedSegmentValue } from '../epicor/seed-type';
import { departments, type NaturalAccount, naturalAccounts, productLines, sites } from './chart-values';

/** Accounts with a meaning of their own; segments joined by "|". */
export const clearingAccounts = {
  cardLiability: '2110|00|000|00',
  billsPayable: '2120|00|000|00',
  reimbursementsPayable: '2130|00|000|00',
  cash: '1090|00|000|00',
  rewardsIncome: '4910|00|000|00',
} as const;

/** Accounts that nothing of Brex may touch: AP and AR control, AP clearing, the reconciled bank. */
export const protectedAccounts = ['2000|00|000|00', '1100|00|000|00', '2050|00|000|00', '1010|00|000|00'];

/** Accounts that make a document fail, each in its own way. */
export const troubledAccounts = {
  /** Exists, switched off. */
  inactive: '6530|40|300|00',
  /** Its effective time is over. */
  expired: '6120|20|400|00',
  /** Its effective time has not begun. */
  notYetEffective: '6120|50|500|00',
  /** Each segment exists; the combination does not. */
  missing: '6310|60|100|00',
} as const;

export const chart: EpicorSeedChart = {
  coaCode: 'MAIN',
  description: 'Main chart of accounts',
  separator: '-',
  segments: [
    { number: 1, name: 'Natural account', abbreviation: 'ACCT', minLength: 4, maxLength: 4 },
    { number: 2, name: 'Department', abbreviation: 'DEPT', minLength: 2, maxLength: 2 },
    { number: 3, name: 'Site', abbreviation: 'SITE', minLength: 3, maxLength: 3 },
    { number: 4, name: 'Product line', abbreviation: 'LINE', minLength: 2, maxLength: 2 },
  ],
};

export function segmentValues(): EpicorSeedSegmentValue[] {
  const plain = (segment: number, code: string, name: string): EpicorSeedSegmentValue => ({
    segment,
    code,
    name,
  });
  return [
    ...naturalAccounts.map((account) => ({
      ...plain(1, account.code, account.name),
      normalBalance: account.normalBalance,
      category: account.category,
    })),
    plain(2, '00', 'No department'),
    ...departments.map(({ code, name }) => plain(2, code, name)),
    plain(3, '000', 'No site'),
    ...sites.map(({ code, name }) => plain(3, code, name)),
    plain(4, '00', 'No product line'),
    ...productLines.map(({ code, name }) => plain(4, code, name)),
  ];
}

/**
 * The combinations that the accountants opened: a department has accounts only for what it does and only at
 * the sites where it sits. `today` (YYYY-MM-DD) dates the ones whose time is over or has not come.
 */
export function accounts(today: string): EpicorSeedAccount[] {
  const year = Number(today.slice(0, 4));
  return naturalAccounts.flatMap(combinationsOf).map((account) => {
    if (account.account === troubledAccounts.inactive) return { ...account, active: false };
    if (account.account === troubledAccounts.expired) return { ...account, effectiveTo: `${year - 1}-12-31` };
    if (account.account === troubledAccounts.notYetEffective) {
      return { ...account, effectiveFrom: `${year + 1}-07-01` };
    }
    return account;
  });
}

function combinationsOf(natural: NaturalAccount): EpicorSeedAccount[] {
  if (natural.use === 'balance') {
    return [{ account: `${natural.code}|00|000|00`, description: natural.name }];
  }
  const allowed = natural.use;
  const lines = natural.byProductLine ? ['00', ...productLines.map(({ code }) => code)] : ['00'];
  return sites.flatMap((site) =>
    site.departments
      .filter((department) => allowed === 'all' || allowed.includes(department))
      .flatMap((department) =>
        lines.map((line) => ({
          account: [natural.code, department, site.code, line].join('|'),
          description: describe(natural.name, department, site.name, line),
        })),
      ),
  );
}

function describe(natural: string, department: string, site: string, line: string): string {
  const departmentName = departments.find(({ code }) => code === department)?.name;
  const lineName = productLines.find(({ code }) => code === line)?.name;
  return [natural, departmentName, site, lineName].filter(Boolean).join(' / ');
}
