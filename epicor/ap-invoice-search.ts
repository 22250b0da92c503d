import { z } from 'zod';
import { isSameNumber } from '../accounting/document-name';
import type { ApInvoices, InvoiceKey, Twin } from './api';
import { dateColumn, flagColumn, integerColumn, presentTextColumn, textColumn } from './columns';
import { apInvoices } from './entity-sets';
import { allOf, anyOf, eq, type Filter } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const select = z.object({
  VendorNum: integerColumn,
  InvoiceNum: z.string(),
  ExternalID: presentTextColumn,
  EntryPerson: textColumn,
  ChangeDate: dateColumn,
  GroupID: textColumn,
  Posted: flagColumn,
});

/** Numbers of 50 characters each keep the URL well below what servers refuse. */
const keysAtOnce = 15;

type Found = z.output<typeof select>;

/**
 * Looks invoices up by marker and by number, over unposted and posted ones (EPICOR.md 3.7). By filter, never by
 * key: slashes and quotes in numbers break key URLs, and an empty list is a surer "no" than a 404.
 */
export function createInvoiceSearch(
  http: EpicorHttp,
): Pick<ApInvoices, 'findByMarker' | 'findTwin' | 'lookUp' | 'standing'> {
  const find = (filter: Filter): Promise<Found[]> => readFew(http, apInvoices, { select, filter });
  return {
    async findByMarker(marker) {
      const rows = await find(byMarker(marker));
      return rows.filter((row) => row.ExternalID === marker).map(keyOf);
    },
    async findTwin(key) {
      const rows = await find(byNumber(key));
      const twin = rows.find((row) => hasNumber(row, key));
      return twin ? toTwin(twin) : null;
    },
    async standing(keys) {
      const found: { key: InvoiceKey; posted: boolean }[] = [];
      for (let from = 0; from < keys.length; from += keysAtOnce) {
        const some = keys.slice(from, from + keysAtOnce);
        const rows = await find(anyOf(...some.map(byNumber)));
        found.push(...rows.map((row) => ({ key: keyOf(row), posted: row.Posted })));
      }
      return found;
    },
    async lookUp({ marker, ...key }) {
      const rows = await find(anyOf(byMarker(marker), byNumber(key)));
      const twin = rows.find((row) => row.ExternalID !== marker && hasNumber(row, key));
      return {
        ours: rows.filter((row) => row.ExternalID === marker).map(keyOf),
        twin: twin ? toTwin(twin) : null,
      };
    },
  };
}

interface Numbered {
  readonly vendorNum: number;
  readonly invoiceNum: string;
}

const byMarker = (marker: string): Filter => eq('ExternalID', marker);
const byNumber = ({ vendorNum, invoiceNum }: Numbered): Filter =>
  allOf(eq('VendorNum', vendorNum), eq('InvoiceNum', invoiceNum));

/** "inv-1" stands in the way of "INV-1". */
function hasNumber(row: Found, { vendorNum, invoiceNum }: Numbered): boolean {
  return row.VendorNum === vendorNum && isSameNumber(row.InvoiceNum, invoiceNum);
}

function keyOf(row: Found): InvoiceKey {
  return { kind: 'ap', vendorNum: row.VendorNum, invoiceNum: row.InvoiceNum };
}

function toTwin(row: Found): Twin {
  return {
    key: keyOf(row),
    entryPerson: row.EntryPerson,
    changedOn: row.ChangeDate,
    marker: row.ExternalID,
    groupId: row.GroupID,
    posted: row.Posted,
  };
}
