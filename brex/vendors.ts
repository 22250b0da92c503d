import { z } from 'zod';
import { BrexError } from './errors';
import type { BrexHttp } from './http';
import { longestPage, pageOf, readAll } from './paging';
import { pathOf } from './path';
import { identifier, optionalText } from './schemas';
import type { BrexVendor, VendorWanted } from './types';

const path = '/v1/vendors';

/** Payment accounts are left out: bank details are nobody's business here. */
const vendor = z
  .object({ id: identifier, company_name: optionalText, email: optionalText, phone: optionalText })
  .transform(
    (sent): BrexVendor => ({
      id: sent.id,
      companyName: sent.company_name,
      email: sent.email,
      phone: sent.phone,
    }),
  );
const vendorPage = pageOf(vendor);

/** GET /v1/vendors: there is no time of change and no event, so all are read (BREX.md 4). */
export function readVendors(http: BrexHttp): Promise<BrexVendor[]> {
  return readAll(http, path, vendorPage, longestPage);
}

/** GET /v1/vendors?name: whether Brex matches it whole or in part is not stated, so the caller compares (BREX.md 4). */
export function readVendorsNamed(http: BrexHttp, name: string): Promise<BrexVendor[]> {
  return readAll(http, path, vendorPage, [['name', name], ...longestPage]);
}

/** GET /v1/vendors/{id}; null where there is none: a 404 in whatever words, since none is declared there (BREX.md 1.4, 4). */
export async function readVendor(http: BrexHttp, id: string): Promise<BrexVendor | null> {
  try {
    return await http.get(pathOf(path, id), vendor);
  } catch (error) {
    if (error instanceof BrexError && error.status === 404) return null;
    throw error;
  }
}

/** POST /v1/vendors; its Idempotency-Key is required (BREX.md 1.6, 4). */
export function createVendor(
  http: BrexHttp,
  wanted: VendorWanted,
  idempotencyKey: string,
): Promise<BrexVendor> {
  return http.post(path, vendor, bodyOf(wanted), { idempotencyKey });
}

/**
 * PUT /v1/vendors/{id} with what is to change, all of it optional (BREX.md 4). Payment accounts are never named,
 * so that Brex leaves them as they are.
 */
export function changeVendor(
  http: BrexHttp,
  id: string,
  change: Partial<VendorWanted>,
  idempotencyKey: string,
): Promise<BrexVendor> {
  return http.put(pathOf(path, id), vendor, bodyOf(change), { idempotencyKey });
}

/** What is left out or null is not sent. */
function bodyOf({ companyName, email, phone }: Partial<VendorWanted>): object {
  return {
    ...(companyName == null ? {} : { company_name: companyName }),
    ...(email == null ? {} : { email }),
    ...(phone == null ? {} : { phone }),
  };
}
