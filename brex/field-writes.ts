import { z } from 'zod';
import { toAscii } from './ascii';
import { brexField, brexFieldValue } from './fields';
import type { BrexHttp } from './http';
import { pathOf } from './path';
import type { BrexField, BrexFieldValue, FieldValueChange, NewField, NewFieldValue } from './types';

/** The most values in one POST or PUT (BREX.md 2.6). */
export const mostValues = 1_000;

const values = z.object({ items: z.array(brexFieldValue) }).transform(({ items }) => items);

/** POST /v1/fields: a field of group ERP belongs to an integration (BREX.md 2.6). */
export function createField(http: BrexHttp, field: NewField, idempotencyKey: string): Promise<BrexField> {
  const body = {
    name: toAscii(field.name),
    group: 'ERP',
    remote_id: field.remoteId,
    integration_id: field.integrationId,
  };
  return http.post('/v1/fields', brexField, body, { idempotencyKey });
}

/** POST /v1/fields/{field_id}/values: Epicor's code is the value's remote id and its value id (BREX.md 2.6). */
export function createFieldValues(
  http: BrexHttp,
  fieldId: string,
  created: readonly NewFieldValue[],
  idempotencyKey: string,
): Promise<BrexFieldValue[]> {
  const items = created.map(({ value, code }) => ({
    value: toAscii(value),
    value_id: code,
    remote_id: code,
  }));
  return http.post(pathOf('/v1/fields', fieldId, '/values'), values, { items }, { idempotencyKey });
}

/** PUT /v1/fields/{field_id}/values: what is left out stays as it is (BREX.md 2.6). */
export function updateFieldValues(
  http: BrexHttp,
  fieldId: string,
  changes: readonly FieldValueChange[],
): Promise<BrexFieldValue[]> {
  const items = changes.map(({ id, value, isDisabled }) => ({
    brex_id: id,
    data: {
      ...(value === undefined ? {} : { value: toAscii(value) }),
      ...(isDisabled === undefined ? {} : { is_disabled: isDisabled }),
    },
  }));
  return http.put(pathOf('/v1/fields', fieldId, '/values'), values, { items });
}
