import { z } from 'zod';
import type { BrexHttp } from './http';
import { inParts, longestPage, pageOf, readAll } from './paging';
import { pathOf } from './path';
import { identifier, optionalText } from './schemas';
import type { BrexField, BrexFieldValue } from './types';

const mostIds = 500;
const mostIdCharacters = 3_000;

export const brexField = z
  .object({
    brex_id: identifier,
    name: optionalText,
    remote_id: optionalText,
    group: optionalText,
    integration_id: optionalText,
    is_disabled: z.boolean().nullish(),
  })
  .transform(
    (sent): BrexField => ({
      id: sent.brex_id,
      name: sent.name,
      remoteId: sent.remote_id,
      group: sent.group,
      integrationId: sent.integration_id,
      isDisabled: sent.is_disabled ?? false,
    }),
  );

export const brexFieldValue = z
  .object({
    brex_id: identifier,
    value: z.string(),
    remote_id: optionalText,
    is_disabled: z.boolean().nullish(),
  })
  .transform(
    (sent): BrexFieldValue => ({
      id: sent.brex_id,
      value: sent.value,
      remoteId: sent.remote_id,
      isDisabled: sent.is_disabled ?? false,
    }),
  );

const fieldPage = pageOf(brexField);
const valuePage = pageOf(brexFieldValue);

/** GET /v1/fields: every coding dimension, disabled ones too, since old records still name them (BREX.md 2.6). */
export function readFields(http: BrexHttp): Promise<BrexField[]> {
  return readAll(http, '/v1/fields', fieldPage, longestPage);
}

/** GET /v1/fields/{field_id}/values for these values only; ids unknown to Brex are absent (BREX.md 2.6). */
export async function readFieldValues(
  http: BrexHttp,
  fieldId: string,
  valueIds: readonly string[],
): Promise<BrexFieldValue[]> {
  const path = pathOf('/v1/fields', fieldId, '/values');
  const values: BrexFieldValue[] = [];
  for (const ids of inParts([...new Set(valueIds)], mostIds, mostIdCharacters)) {
    const named = ids.map((id) => ['brex_id[]', id] as const);
    values.push(...(await readAll(http, path, valuePage, [...named, ...longestPage])));
  }
  return values;
}

/** GET /v1/fields/{field_id}/values, every value, disabled ones too (BREX.md 2.6). */
export function readAllFieldValues(http: BrexHttp, fieldId: string): Promise<BrexFieldValue[]> {
  return readAll(http, pathOf('/v1/fields', fieldId, '/values'), valuePage, longestPage);
}
