import type { FieldNames, FieldValue, RecordLine, RecordSnapshot } from './accounting-record';
import type { MappingSettings } from './connection-settings';

/**
 * The values that a line carries of the field that the mapping calls `field`: by its remote id, else by its
 * Brex id, else by its name, whatever its case (CONNECTION.md, mapping). The same value twice counts once.
 */
export function valuesOf(line: RecordLine, field: string, names: FieldNames): FieldValue[] {
  const found = [
    line.fieldValues.filter((value) => value.remoteFieldId === field),
    line.fieldValues.filter((value) => value.brexFieldId === field),
    line.fieldValues.filter((value) => sameName(names.fields[value.brexFieldId], field)),
  ].find((values) => values.length > 0);
  return (found ?? []).filter(
    (value, index, all) => all.findIndex((other) => other.brexValueId === value.brexValueId) === index,
  );
}

function sameName(name: string | undefined, field: string): boolean {
  return name !== undefined && name.trim().toLowerCase() === field.trim().toLowerCase();
}

/** Epicor's code of a value and the rule that gave it, or null where the value is not mapped. */
export function codeOf(
  value: FieldValue,
  field: string,
  values: MappingSettings['values'],
): { code: string; rule: string } | null {
  const table = values[field] ?? {};
  for (const id of [value.remoteValueId, value.brexValueId]) {
    const code = id !== null && Object.hasOwn(table, id) ? table[id]?.trim() : undefined;
    if (code !== undefined && isCode(code)) return { code, rule: `field ${field}, ${id} mapped to ${code}` };
  }
  const code = value.remoteValueId?.trim() ?? '';
  return isCode(code) ? { code, rule: `field ${field}, remote id ${code}` } : null;
}

/** A segment's code has a character and not the mark that parts segments (EPICOR.md 6). */
function isCode(code: string): boolean {
  return code !== '' && !code.includes('|');
}

/** The field as the bookkeeper sees it in Brex; the mapping's own word where Brex told no name. */
export function fieldLabel(field: string, { record, names }: RecordSnapshot): string {
  for (const line of record.lines) {
    const [value] = valuesOf(line, field, names);
    const name = value === undefined ? undefined : names.fields[value.brexFieldId]?.trim();
    if (name !== undefined && name !== '') return name;
  }
  return Object.values(names.fields).find((name) => sameName(name, field)) ?? field;
}

/** The value as the bookkeeper sees it in Brex; an id where Brex told no name. */
export function valueLabel(value: FieldValue, names: FieldNames): string {
  return names.values[value.brexValueId] ?? value.remoteValueId ?? value.brexValueId;
}
