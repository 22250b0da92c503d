import { z } from 'zod';
import type { VendorRow, Vendors } from './api';
import { flagColumn, integerColumn, textColumn } from './columns';
import type { EpicorHttp } from './http';
import { literal, readAll, readFew } from './odata';

const columns = z.object({
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

const set = { service: 'Erp.BO.VendorSvc', set: 'Vendors', columns };

/** Reads vendors (EPICOR.md 5); they have no change date, so what changed is told by row version (2.4). */
export function createVendors(http: EpicorHttp): Vendors {
  const one = async (filter: string): Promise<VendorRow | null> => {
    const [row] = await readFew(http, { ...set, filter });
    return row ? toVendor(row) : null;
  };
  return {
    async *changedSince(sysRevId) {
      for await (const row of readAll(http, set, sysRevId)) {
        yield { ...toVendor(row), sysRevId: row.sysRevId };
      }
    },
    get: (vendorNum) => one(`VendorNum eq ${vendorNum}`),
    byId: (vendorId) => one(`VendorID eq ${literal(vendorId)}`),
  };
}

function toVendor(row: z.output<typeof columns>): VendorRow {
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
