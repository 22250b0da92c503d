import { z } from 'zod';
import { plainText, readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, notFound } from '../http/refusals';
import { newId } from '../model/identifiers';
import type { StoredFieldValue } from '../model/state';
import { fieldById } from './fields';

const path = '/v1/fields/:field_id/values';
const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item).min(1).max(1000) });
const reference = {
  brex_id: z.string().optional(),
  value_id: z.string().optional(),
  remote_id: z.string().optional(),
};
const namesNotOne = 'one of brex_id, value_id and remote_id is needed';
const createBody = list(
  z.object({
    value: plainText('value'),
    value_id: z.string().nullish(),
    remote_id: z.string().nullish(),
    is_disabled: z.boolean().nullish(),
  }),
);
const updateBody = list(
  z
    .object({
      ...reference,
      data: z.object({ value: plainText('value').nullish(), is_disabled: z.boolean().nullish() }),
    })
    .refine(namesOne, namesNotOne),
);
const deleteBody = list(z.object(reference).refine(namesOne, namesNotOne));

export const fieldValueOperations: readonly Operation[] = [
  {
    method: 'get',
    path,
    scopes: ['field_values.read', 'field_values.write'],
    run: ({ params, query }, account) => {
      const values = valuesOf(account, fieldById(account, params.field_id).brex_id);
      return ok(pageOf(values.filter(filterOf(query)), pageRequest(query, 1000, badRequest)));
    },
  },
  {
    method: 'post',
    path,
    scopes: ['field_values.write'],
    idempotencyKey: 'required',
    run: ({ params, text }, account) => {
      const field = fieldById(account, params.field_id);
      const wanted = readBody(path, text, createBody).items;
      if (account.behaviour().duplicateFieldValues === 'refused')
        refuseDuplicates(account, field.brex_id, wanted);
      const items = wanted.map((item) => ({
        brex_id: newId('efo'),
        field_id: field.brex_id,
        value: item.value,
        value_id: item.value_id ?? null,
        remote_id: item.remote_id ?? null,
        is_disabled: item.is_disabled ?? false,
        updated_at: account.stamp(),
      }));
      account.state.fieldValues.push(...items);
      return ok({ items });
    },
  },
  {
    method: 'put',
    path,
    scopes: ['field_values.write'],
    run: ({ params, text }, account) => {
      const field = fieldById(account, params.field_id);
      const items = readBody(path, text, updateBody).items.map(({ data, ...wanted }) => {
        const value = valueBy(account, field.brex_id, wanted);
        value.value = data.value ?? value.value;
        value.is_disabled = data.is_disabled ?? value.is_disabled;
        value.updated_at = account.stamp();
        return value;
      });
      return ok({ items });
    },
  },
  {
    method: 'delete',
    path,
    scopes: ['fields.write'],
    run: ({ params, text }, account) => {
      const field = fieldById(account, params.field_id);
      const gone = readBody(path, text, deleteBody).items.map((wanted) =>
        valueBy(account, field.brex_id, wanted),
      );
      account.state.fieldValues = account.state.fieldValues.filter((value) => !gone.includes(value));
      account.changed();
      return ok({});
    },
  },
  {
    method: 'get',
    path: `${path}/:brex_id`,
    scopes: ['field_values.read', 'field_values.write'],
    run: ({ params }, account) => ok(valueBy(account, params.field_id, { brex_id: params.brex_id })),
  },
];

function valuesOf({ state }: Account, fieldId: string): StoredFieldValue[] {
  return state.fieldValues.filter(({ field_id }) => field_id === fieldId);
}

/** A value is named by exactly one of its three ids. */
function namesOne(wanted: { brex_id?: string; value_id?: string; remote_id?: string }): boolean {
  return [wanted.brex_id, wanted.value_id, wanted.remote_id].filter((id) => id !== undefined).length === 1;
}

function refuseDuplicates(
  account: Account,
  fieldId: string,
  wanted: readonly { value: string; remote_id?: string | null }[],
): void {
  const known = valuesOf(account, fieldId).map(({ value, remote_id }) => ({ value, remote_id }));
  for (const item of wanted) {
    const twin = known.find(
      ({ value, remote_id }) => value === item.value || (remote_id !== null && remote_id === item.remote_id),
    );
    if (twin) throw badRequest(`Field value "${item.value}" already exists`);
    known.push({ value: item.value, remote_id: item.remote_id ?? null });
  }
}

function filterOf(query: URLSearchParams): (value: StoredFieldValue) => boolean {
  const asked = (name: 'brex_id' | 'value_id' | 'remote_id') => {
    const wanted = query.getAll(`${name}[]`);
    return (value: StoredFieldValue): boolean => wanted.length === 0 || wanted.includes(value[name] ?? '');
  };
  const tests = [asked('brex_id'), asked('value_id'), asked('remote_id')];
  const text = query.get('value');
  return (value) => tests.every((test) => test(value)) && (text === null || value.value === text);
}

function valueBy(
  account: Account,
  fieldId: string | undefined,
  wanted: { brex_id?: string; value_id?: string; remote_id?: string },
): StoredFieldValue {
  const values = valuesOf(account, fieldById(account, fieldId).brex_id);
  const value = values.find((candidate) => {
    if (wanted.brex_id !== undefined) return candidate.brex_id === wanted.brex_id;
    if (wanted.value_id !== undefined) return candidate.value_id === wanted.value_id;
    return wanted.remote_id !== undefined && candidate.remote_id === wanted.remote_id;
  });
  if (!value) throw notFound('FIELD_VALUE_NOT_FOUND');
  return value;
}
