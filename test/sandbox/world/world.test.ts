import { sandboxStartDate } from '../../../sandbox/world/calendar';
import { clearingAccounts, protectedAccounts, troubledAccounts } from '../../../sandbox/world/chart';
import { openOrder, twinBill } from '../../../sandbox/world/hand-entered';
import { plainName } from '../../../sandbox/world/vendors';
import { createWorld } from '../../../sandbox/world/world';

const world = createWorld({ seed: 7, today: '2026-11-23' });
const activeVendors = world.epicor.vendors.filter(({ inactive }) => !inactive);

function activeVendorsNamed(text: string): string[] {
  return activeVendors.filter(({ name }) => plainName(name) === plainName(text)).map((vendor) => vendor.name);
}

describe('the world', () => {
  it('is the same for the same seed and day', () => {
    expect(createWorld({ seed: 7, today: '2026-11-23' })).toEqual(world);
  });

  it('has other vendors for another seed', () => {
    expect(createWorld({ seed: 8, today: '2026-11-23' }).epicor.vendors).not.toEqual(world.epicor.vendors);
  });

  it('refuses a day that is not a date', () => {
    expect(() => createWorld({ today: 'yesterday' })).toThrow('today is "yesterday", expected YYYY-MM-DD');
  });
});

describe('its vendors', () => {
  it('are 1,500, each with its own number and id, ids at most 8 and names at most 50 characters long', () => {
    const { vendors } = world.epicor;
    expect(vendors).toHaveLength(1500);
    expect(new Set(vendors.map(({ vendorNum }) => vendorNum)).size).toBe(1500);
    expect(new Set(vendors.map(({ vendorId }) => vendorId)).size).toBe(1500);
    expect(vendors.filter(({ vendorId }) => !/^[A-Z0-9]{1,8}$/.test(vendorId))).toEqual([]);
    expect(vendors.filter(({ name }) => name.length > 50 || name.trim() === '')).toEqual([]);
  });

  it('have terms and currencies that exist', () => {
    const terms = new Set(world.epicor.terms.map(({ code }) => code));
    const currencies = new Set(world.epicor.currencies.map(({ code }) => code));
    expect(
      world.epicor.vendors.filter((row) => !terms.has(row.terms) || !currencies.has(row.currency)),
    ).toEqual([]);
    expect(new Set(world.epicor.vendors.map(({ currency }) => currency))).toEqual(
      new Set(['USD', 'CAD', 'EUR']),
    );
  });

  it.each(world.brex.merchants.filter(({ kind }) => kind === 'exact'))(
    'hold exactly one active vendor of the name of the merchant $key',
    ({ rawDescriptor }) => {
      expect(activeVendorsNamed(rawDescriptor)).toHaveLength(1);
    },
  );

  it('hold two active vendors of the name of an ambiguous merchant', () => {
    expect(activeVendorsNamed('FASTENAL COMPANY')).toHaveLength(2);
  });

  it.each(world.brex.merchants.filter(({ kind }) => kind === 'unknown'))(
    'hold no active vendor of the name of the merchant $key',
    ({ rawDescriptor, name }) => {
      expect([...activeVendorsNamed(rawDescriptor), ...activeVendorsNamed(name)]).toEqual([]);
    },
  );

  it('hold exactly one active vendor for each vendor that Brex pays bills for', () => {
    expect(world.brex.vendors).toHaveLength(8);
    for (const { companyName } of world.brex.vendors) expect(activeVendorsNamed(companyName)).toHaveLength(1);
  });
});

describe('its chart', () => {
  const accounts = new Map(world.epicor.accounts.map((account) => [account.account, account]));

  it('has the clearing and the protected accounts', () => {
    for (const account of [...Object.values(clearingAccounts), ...protectedAccounts]) {
      expect(accounts.get(account)).toMatchObject({ account });
    }
  });

  it('has an inactive account, one whose time is over, one whose time has not come', () => {
    expect(accounts.get(troubledAccounts.inactive)?.active).toBe(false);
    expect(accounts.get(troubledAccounts.expired)?.effectiveTo).toBe('2025-12-31');
    expect(accounts.get(troubledAccounts.notYetEffective)?.effectiveFrom).toBe('2027-07-01');
  });

  it('lacks a combination whose segments all exist', () => {
    const codes = troubledAccounts.missing.split('|');
    const known = codes.filter((code, index) =>
      world.epicor.segmentValues.some((value) => value.segment === index + 1 && value.code === code),
    );
    expect(known).toEqual(codes);
    expect(accounts.has(troubledAccounts.missing)).toBe(false);
  });

  it('has a segment value for every code that a Brex field value carries', () => {
    const segments = ['gl_account', 'department', 'location', 'product_line'];
    for (const field of world.brex.fields) {
      const segment = segments.indexOf(field.remoteId) + 1;
      const codes = world.epicor.segmentValues
        .filter((row) => row.segment === segment)
        .map(({ code }) => code);
      expect(field.values.filter(({ remoteId }) => remoteId !== null && !codes.includes(remoteId))).toEqual(
        [],
      );
    }
  });
});

describe('its dates', () => {
  it('leave one month between the start date and the first open day', () => {
    expect(world.dates).toEqual({
      today: '2026-11-23',
      startDate: '2026-09-01',
      earliestApplyDate: '2026-10-01',
    });
    expect(sandboxStartDate('2026-11-23')).toBe('2026-09-01');
  });

  it('lie in fiscal periods, also at the turn of the year', () => {
    const { dates, epicor } = createWorld({ today: '2027-01-31' });
    expect(dates).toEqual({ today: '2027-01-31', startDate: '2026-11-01', earliestApplyDate: '2026-12-01' });
    for (const day of Object.values(dates)) {
      expect(
        epicor.fiscalCalendar.periods.filter(({ start, end }) => start <= day && day <= end),
      ).toHaveLength(1);
    }
  });
});

describe('what people entered by hand', () => {
  it('includes the twin of a bill, unposted, and a posted group', () => {
    const twin = world.epicor.invoices.find(({ invoiceNum }) => invoiceNum === twinBill.invoiceNumber);
    expect(twin).toMatchObject({ posted: false, lines: [{ amount: '1480' }] });
    expect(world.epicor.vendors.find(({ vendorNum }) => vendorNum === twin?.vendorNum)?.vendorId).toBe(
      'APPALCL',
    );
    expect(world.epicor.invoices.filter(({ posted }) => posted)).toHaveLength(12);
  });

  it('includes an open purchase order of a vendor that sends bills', () => {
    expect(world.epicor.purchaseOrders.find(({ poNum }) => poNum === openOrder.poNum)?.open).toBe(true);
  });
});
