import type { CreatedVendor, NewVendor, VendorRow } from './api';
import { textColumn } from './columns';
import { asNew, withColumns } from './dataset';
import { vendors } from './entity-sets';
import { EpicorError } from './errors';
import { anyOf, eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';
import { createService, type Service } from './service';
import { toVendor, vendorColumns } from './vendor-columns';
import { vendorIds } from './vendor-ids';

const select = vendorColumns.extend({ ExternalId: textColumn });

/**
 * Creates a vendor (EPICOR.md 5), at most once: each try first looks whether one is there that bears the marker or
 * has the name, since another attempt, whose answer was lost, may have created it. VendorIDs are unique in Epicor,
 * so that of two attempts at the same moment one is refused, and finds the other's vendor when it looks again.
 */
export async function createVendor(http: EpicorHttp, wanted: NewVendor): Promise<CreatedVendor> {
  const service = createService(http, vendors.service);
  const ids = wanted.vendorId === undefined ? vendorIds(wanted.name) : [wanted.vendorId];
  for (const vendorId of ids) {
    const { same, taken } = await lookUp(http, wanted, vendorId);
    if (same) return { vendor: same, created: false };
    const vendor = taken ? null : await save(service, wanted, vendorId);
    if (vendor) return { vendor, created: true };
  }
  const { same } = await lookUp(http, wanted, ids[0] ?? '');
  if (same) return { vendor: same, created: false };
  throw service.error('Update', 'business', `Vendor ID ${ids.join(', ')} belongs to another vendor.`);
}

/** The vendor that bears the marker, else one of this name, an active one first; and whether the id is taken. */
async function lookUp(http: EpicorHttp, { marker, name }: NewVendor, vendorId: string) {
  const filter = anyOf(eq('ExternalId', marker), eq('Name', name), eq('VendorID', vendorId));
  const rows = await readFew(http, vendors, { select, filter });
  const sameName = rows.filter((row) => folded(row.Name) === folded(name));
  const same =
    rows.find((row) => row.ExternalId === marker) ?? sameName.find((row) => !row.Inactive) ?? sameName[0];
  const taken = rows.some((row) => folded(row.VendorID) === folded(vendorId));
  return { same: same ? toVendor(same) : null, taken };
}

/** Databases compare texts without case and trailing blanks; some tenants keep VendorIDs in capitals. */
const folded = (text: string): string => text.trimEnd().toLowerCase();

/** null where a vendor of this id was created meanwhile. */
async function save(service: Service, wanted: NewVendor, vendorId: string): Promise<VendorRow | null> {
  const fresh = await service.askDataSet('GetNewVendor', { ds: {} });
  const ds = withColumns(fresh, vendors.table, {
    ...wanted.template,
    VendorID: vendorId,
    Name: wanted.name,
    ExternalId: wanted.marker,
  });
  try {
    const saved = await service.saveDataSet('Update', { ds: asNew(ds, vendors.table) });
    const row = service.first('Update', saved, vendors.table, true);
    return toVendor(service.read('Update', vendorColumns, row, true));
  } catch (error) {
    if (error instanceof EpicorError && error.kind === 'duplicate') return null;
    throw error;
  }
}
