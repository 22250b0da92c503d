import { z } from 'zod';
import type { ListedVendor, VendorRow } from './api';
import { flagColumn, integerColumn, textColumn } from './columns';

/** What is read of Vendor (EPICOR.md 5). */
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

/** The same, with contact, group and approval. */
export const listedColumns = vendorColumns.extend({
  EMailAddress: textColumn,
  PhoneNum: textColumn,
  GroupCode: textColumn,
  Approved: flagColumn,
});

export function toListedVendor(row: z.output<typeof listedColumns>): ListedVendor {
  return {
    ...toVendor(row),
    email: row.EMailAddress,
    phone: row.PhoneNum,
    group: row.GroupCode,
    approved: row.Approved,
  };
}
