import type { VendorRow, Vendors } from './api';
import { vendors } from './entity-sets';
import { eq, type Filter } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readFew } from './odata';
import { listedColumns, toListedVendor, toVendor, vendorColumns } from './vendor-columns';
import { createVendor } from './vendor-creation';

/** Vendors (EPICOR.md 5); they have no change date, so what changed is told by row version (2.4). */
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
    async *directory() {
      for await (const row of readAll(http, vendors, { select: listedColumns })) yield toListedVendor(row);
    },
    get: (vendorNum) => one(eq('VendorNum', vendorNum)),
    byId: (vendorId) => one(eq('VendorID', vendorId)),
    create: (vendor) => createVendor(http, vendor),
  };
}
