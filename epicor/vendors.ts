import { z } from 'zod';
import type { VendorRow, Vendors } from './api';
import { flagColumn, integerColumn, textColumn } from './columns';
import { vendors } from './entity-sets';
import { eq, type Filter } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readFew } from './odata';

/** What is read of a vendor. */
export const vendorColumns = z.object({
  VendorNum: integerColumn,
  VendorID: textColumn,
  Name: textColumn,
  City: textColumn,
  State: textColumn,
  Country: textColumn,
  CurrencyCode: textColumn,
  Inactive: flagColumn,
  PayHold: flagColumn,
});

/** Reads vendors (EPICOR.md 5); they have no change date, so what changed is told by row version (2.4). */
export function createVendors(http: EpicorHttp): Vendors {
  const one = async (filter: Filter): Promise<VendorRow | null> => {
    const [row] = await readFew(http, vendors, { select: vendorColumns, filter });
    return row ? toVendor(row) : null;
  };
  return {
    async *changedSince(sysRevId) {
      for await (const row of readAll(http, vendors, { select: vendorColumns, after: sysRevId })) {
        yield { ...toVendor(row), sysRevId: row.sysRevId };
      }
    },
    get: (vendorNum) => one(eq('VendorNum', vendorNum)),
    byId: (vendorId) => one(eq('VendorID', vendorId)),
  };
}

export function toVendor(row: z.output<typeof vendorColumns>): VendorRow {
  return {
    vendorNum: row.VendorNum,
    vendorId: row.VendorID,
    name: row.Name,
    city: row.City,
    state: row.State,
    country: row.Country,
    currency: row.CurrencyCode,
    inactive: row.Inactive,
    payHold: row.PayHold,
  };
}
