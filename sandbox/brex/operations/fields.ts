import { z } from 'zod';
import { plainText, readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, notFound } from '../http/refusals';
import { newId } from '../model/identifiers';
import type { StoredField } from '../model/state';

const createBody = z.object({
  name: plainText('name'),
  group: z.enum(['ACCOUNTING', 'USER', 'ERP']),
  remote_id: z.string().nullish(),
  integration_id: z.string().nullish(),
  is_disabled: z.boolean().nullish(),
});
const updateBody = z.object({ name: plainText('name').nullish(), is_disabled: z.boolean().nullish() });

/** Coding dimensions (BREX.md 2.6); the field's values are in field-values.ts. */
export const fieldOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/fields',
    scopes: ['fields.read', 'fields.write'],
    run: ({ query }, account) => {
      const ids = query.getAll('field_id[]');
      const matching = account.state.fields.filter(
        ({ brex_id }) => ids.length === 0 || ids.includes(brex_id),
      );
      const page = pageOf(matching, pageRequest(query, 1000, badRequest));
      return ok({ ...page, items: page.items.map((field) => view(field, account)) });
    },
  },
  {
    method: 'post',
    path: '/v1/fields',
    scopes: ['fields.write'],
    idempotencyKey: 'required',
    run: ({ text }, account) => ok(view(create(account, readBody('/v1/fields', text, createBody)), account)),
  },
  {
    method: 'get',
    path: '/v1/fields/:id',
    scopes: ['fields.read', 'fields.write'],
    run: ({ params }, account) => ok(view(fieldById(account, params.id), account)),
  },
  {
    method: 'put',
    path: '/v1/fields/:id',
    scopes: ['fields.write'],
    run: ({ params, text }, account) => {
      const field = fieldById(account, params.id);
      const change = readBody('/v1/fields', text, updateBody);
      field.name = change.name ?? field.name;
      field.is_disabled = change.is_disabled ?? field.is_disabled;
      field.updated_at = account.stamp();
      return ok(view(field, account));
    },
  },
  {
    method: 'delete',
    path: '/v1/fields/:id',
    scopes: ['fields.write'],
    run: ({ params }, account) => {
      const field = fieldById(account, params.id);
      account.state.fields = account.state.fields.filter((other) => other !== field);
      account.state.fieldValues = account.state.fieldValues.filter(({ field_id }) => field_id !== params.id);
      account.changed();
      return { status: 200 };
    },
  },
];

export function fieldById({ state }: Account, id: string | undefined): StoredField {
  const field = state.fields.find(({ brex_id }) => brex_id === id);
  if (!field) throw notFound('FIELD_NOT_FOUND');
  return field;
}

/** A field of group ERP belongs to an active integration. */
function create(account: Account, wanted: z.infer<typeof createBody>): StoredField {
  if (wanted.group === 'ERP') {
    const integration = account.state.integrations.find(
      ({ integration_id, status }) => integration_id === wanted.integration_id && status === 'ACTIVE',
    );
    if (!integration) throw badRequest('integration_id is invalid');
  }
  const field: StoredField = {
    brex_id: newId('ef'),
    name: wanted.name,
    remote_id: wanted.remote_id ?? null,
    group: wanted.group,
    integration_id: wanted.integration_id ?? null,
    is_disabled: wanted.is_disabled ?? false,
    updated_at: account.stamp(),
  };
  account.state.fields.push(field);
  return field;
}

/** The published schema of replies has no integration_id, the changelog says that they do. */
function view({ integration_id, ...field }: StoredField, account: Account): object {
  return account.behaviour().fieldsTellIntegration
    ? { ...field, integration_id: integration_id ?? null }
    : field;
}
