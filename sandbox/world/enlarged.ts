import type { EpicorSeed, EpicorSeedAccount, EpicorSeedVendor } from '../epicor/seed-type';

/** The same company with so many GL accounts and vendors: what is missing is made up, in a fixed way. */
export function enlarged(seed: EpicorSeed, sizes: { accounts: number; vendors: number }): EpicorSeed {
  return {
    ...seed,
    accounts: [...seed.accounts, ...moreAccounts(seed, sizes.accounts - seed.accounts.length)],
    vendors: [...seed.vendors, ...moreVendors(seed, sizes.vendors - seed.vendors.length)],
  };
}

/** Natural accounts from 70000 on, which the company's own chart does not have. */
function moreAccounts({ chart }: EpicorSeed, count: number): EpicorSeedAccount[] {
  const others = chart.segments.slice(1).map(({ minLength }) => '0'.repeat(minLength));
  return Array.from({ length: Math.max(count, 0) }, (_, index) => ({
    account: [String(70_000 + index), ...others].join('|'),
    description: `Project ${index + 1}`,
  }));
}

function moreVendors({ vendors, baseCurrency, terms }: EpicorSeed, count: number): EpicorSeedVendor[] {
  const first = Math.max(...vendors.map(({ vendorNum }) => vendorNum)) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => ({
    vendorNum: first + index,
    vendorId: `X${first + index}`,
    name: `Supplier No. ${first + index}`,
    currency: baseCurrency,
    terms: terms[0]?.code ?? '',
  }));
}
