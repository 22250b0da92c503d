import { z } from 'zod';
import { plainText, readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, generalRefusal, notFound } from '../http/refusals';
import { newId } from '../model/identifiers';
import type { PaymentAccount, StoredVendor } from '../model/state';

const details = {
  email: plainText('email').regex(/^$|@/, 'email is invalid').nullish(),
  phone: plainText('phone').nullish(),
  payment_accounts: z.array(z.object({ details: z.looseObject({ type: z.string() }) })).nullish(),
};
const createBody = z.object({ company_name: plainText('company_name').min(1), ...details });
const updateBody = z.object({ company_name: plainText('company_name').nullish(), ...details });

/** Vendors that Brex pays bills for (BREX.md 4): names are unique, there is no external id. */
export const vendorOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/vendors',
    scopes: ['vendors.readonly', 'vendors'],
    run: ({ query }, { state }) => {
      const name = query.get('name')?.toUpperCase();
      const matching = state.vendors.filter(
        (vendor) => name === undefined || vendor.company_name.toUpperCase() === name,
      );
      const page = pageOf(matching, pageRequest(query, 1000, badRequest));
      return ok({ ...page, items: page.items.map(view) });
    },
  },
  {
    method: 'post',
    path: '/v1/vendors',
    scopes: ['vendors'],
    idempotencyKey: 'required',
    run: ({ text }, account) => {
      const wanted = readBody('/v1/vendors', text, createBody);
      refuseTakenName(account, wanted.company_name, null);
      const vendor: StoredVendor = {
        id: newId('pdcont'),
        company_name: wanted.company_name,
        email: wanted.email ?? null,
        phone: wanted.phone ?? null,
        payment_accounts: instruments(wanted.payment_accounts, []),
      };
      account.state.vendors.push(vendor);
      account.changed();
      return ok(view(vendor));
    },
  },
  {
    method: 'get',
    path: '/v1/vendors/:id',
    scopes: ['vendors.readonly', 'vendors'],
    run: ({ params }, account) => ok(view(byId(account, params.id))),
  },
  {
    method: 'put',
    path: '/v1/vendors/:id',
    scopes: ['vendors'],
    idempotencyKey: 'optional',
    run: ({ params, text }, account) => {
      const vendor = byId(account, params.id);
      const change = readBody('/v1/vendors', text, updateBody);
      if (change.company_name) refuseTakenName(account, change.company_name, vendor.id);
      vendor.company_name = change.company_name ?? vendor.company_name;
      vendor.email = change.email ?? vendor.email;
      vendor.phone = change.phone ?? vendor.phone;
      vendor.payment_accounts = instruments(change.payment_accounts, vendor.payment_accounts ?? []);
      account.changed();
      return ok(view(vendor));
    },
  },
  {
    method: 'delete',
    path: '/v1/vendors/:id',
    scopes: ['vendors'],
    run: ({ params }, account) => {
      const vendor = byId(account, params.id);
      account.state.vendors = account.state.vendors.filter((other) => other !== vendor);
      account.changed();
      return { status: 200 };
    },
  },
];

function byId({ state }: Account, id: string | undefined): StoredVendor {
  const vendor = state.vendors.find((candidate) => candidate.id === id);
  if (!vendor) throw notFound('VENDOR_NOT_FOUND');
  return vendor;
}

type Sent = readonly { readonly details: { readonly type: string } }[] | null | undefined;

/** One instrument of a type: sending it again overwrites it, which keeps its id (BREX.md 4). */
function instruments(sent: Sent, before: readonly PaymentAccount[]): readonly PaymentAccount[] {
  const ofType = new Map(before.map((account) => [account.details.type, account]));
  for (const { details: given } of sent ?? []) {
    const id = ofType.get(given.type)?.details.payment_instrument_id ?? newId('pdinstl');
    ofType.set(given.type, { details: { ...given, payment_instrument_id: id } });
  }
  return [...ofType.values()];
}

function refuseTakenName({ state, behaviour }: Account, name: string, own: string | null): void {
  const taken = state.vendors.some(
    (vendor) => vendor.id !== own && vendor.company_name.toUpperCase() === name.toUpperCase(),
  );
  if (!taken) return;
  throw behaviour().takenVendorName === 409
    ? generalRefusal(409, 'CONFLICT', 'company_name must be unique')
    : badRequest('company_name must be unique');
}

function view(vendor: StoredVendor): object {
  return { ...vendor, payment_accounts: vendor.payment_accounts ?? [] };
}
