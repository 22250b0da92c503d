import { z } from 'zod';
import type { BrexHttp } from './http';
import { longestPage, pageOf, readAll } from './paging';
import { identifier, optionalText } from './schemas';
import type { BrexVendor } from './types';

/** Payment accounts are left out: bank details are nobody's business here. */
const vendorPage = pageOf(
  z
    .object({ id: identifier, company_name: optionalText, email: optionalText, phone: optionalText })
    .transform(
      (sent): BrexVendor => ({
        id: sent.id,
        companyName: sent.company_name,
        email: sent.email,
        phone: sent.phone,
      }),
    ),
);

/** GET /v1/vendors: there is no time of change and no event, so all are read (BREX.md 4). */
export function readVendors(http: BrexHttp): Promise<BrexVendor[]> {
  return readAll(http, '/v1/vendors', vendorPage, longestPage);
}
