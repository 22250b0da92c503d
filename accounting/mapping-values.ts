import { type CellProblem, digitsWithoutZeros } from './mapping-codes';
import { nearestName } from './nearest-name';
import type { BrexValueView } from './reference-values';

/** A value of a Brex field that a row names as its condition: what is wrong with it, and what may not be meant. */
export interface NamedValue {
  readonly problem: CellProblem | null;
  readonly warning: CellProblem | null;
}

const fine: NamedValue = { problem: null, warning: null };

/**
 * Whether `written` names a value of the Brex field `field`, as rules name it: by remote id, by Brex id, or by name
 * whatever its case. A rule whose value nobody can choose would never count, and nobody would notice.
 */
export function checkNamedValue(
  field: string,
  written: string,
  values: readonly BrexValueView[],
): NamedValue {
  if (values.some(({ id, remoteId }) => id === written || remoteId === written)) return fine;
  const named = values.filter(({ value }) => isSame(value, written));
  const choosable = named.filter(({ isDisabled }) => !isDisabled);
  if (choosable.length > 1) return { problem: null, warning: ofSameName(field, written, choosable) };
  if (named.length > 0) return fine;
  return {
    problem: changedBySpreadsheet(field, written, values) ?? unknownValue(field, written, values),
    warning: null,
  };
}

function ofSameName(field: string, written: string, values: readonly BrexValueView[]): CellProblem {
  return {
    wrong: `${values.length} values of the Brex field "${field}" are called "${written}", and the row counts for each of them`,
    remedy: `if one of them is meant, write its id instead: ${values.map(({ id, remoteId }) => remoteId ?? id).join(' or ')}`,
  };
}

function changedBySpreadsheet(
  field: string,
  written: string,
  values: readonly BrexValueView[],
): CellProblem | null {
  const meant = values.find(({ value, remoteId }) =>
    [remoteId, value].some((text) => text !== null && hasLostZeros(text, written)),
  );
  if (meant === undefined) return null;
  const code = meant.remoteId ?? meant.value;
  return {
    wrong: `"${written}" is no value of the Brex field "${field}", but "${code}" (${meant.value}) is: a spreadsheet has dropped its leading zeros`,
    remedy: `format the column "field:${field}" as Text, then write ${code}`,
  };
}

/** "060" became "60". */
function hasLostZeros(known: string, written: string): boolean {
  return (
    /^\d+$/.test(known) &&
    /^\d+$/.test(written) &&
    known.length > written.length &&
    digitsWithoutZeros(known) === digitsWithoutZeros(written)
  );
}

function unknownValue(field: string, written: string, values: readonly BrexValueView[]): CellProblem {
  const choosable = values.filter(({ isDisabled }) => !isDisabled);
  const nearest = nearestName(
    written,
    choosable.flatMap(({ value, remoteId }) => (remoteId === null ? [value] : [value, remoteId])),
  );
  return {
    wrong: `the Brex field "${field}" has no value "${written}"`,
    remedy: `${nearest === null ? 'write' : `did you mean "${nearest}"? Write`} the name, remote id or Brex id of a value as Brex has it now, or remove the row`,
  };
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
