import { fieldIds } from '../../world/brex-fields';
import type { BrexState, FieldPair } from './state';

const fieldsInOrder = [fieldIds.account, fieldIds.department, fieldIds.location, fieldIds.productLine];

/**
 * The codings that a bookkeeper picks in Brex for an account written as Epicor does, "6520|60|100|00":
 * one value per field, by its remote id, Brex id or name. Codes of zeros ("00") and codes left out pick
 * nothing. Throws where a field has no such value.
 */
export function codingOf(state: BrexState, account: string): FieldPair[] {
  return account.split('|').flatMap((code, index) => {
    const remoteFieldId = fieldsInOrder[index];
    if (remoteFieldId === undefined) throw new Error(`"${account}" has more segments than there are fields`);
    return /^0*$/.test(code) ? [] : [pairOf(state, remoteFieldId, code)];
  });
}

function pairOf(state: BrexState, remoteFieldId: string, code: string): FieldPair {
  const field = state.fields.find(({ remote_id }) => remote_id === remoteFieldId);
  const value = state.fieldValues.find(
    (candidate) =>
      candidate.field_id === field?.brex_id &&
      [candidate.remote_id, candidate.brex_id, candidate.value].includes(code),
  );
  if (!field || !value) throw new Error(`the Brex field ${remoteFieldId} has no value "${code}"`);
  return {
    brex_field_id: field.brex_id,
    remote_field_id: field.remote_id,
    brex_field_value_id: value.brex_id,
    remote_field_value_id: value.remote_id,
  };
}
