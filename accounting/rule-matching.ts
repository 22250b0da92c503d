import type { FieldNames, FieldValue, RecordLine, RecordSnapshot } from './accounting-record';
import type { ConnectionSettings } from './connection-settings';
import { valuesOf } from './field-values';
import { byPrecedence, fieldPrefix, type MappingRule, type MappingTable } from './mapping-rules';
import { normaliseVendorName } from './vendor-matching';

/** The settings with the rule table that a plan is to use; without one, the connection file alone counts. */
export function withMappingTable(
  settings: ConnectionSettings,
  table: MappingTable | null,
): ConnectionSettings {
  if (table === null) return settings;
  const { version, rules } = table;
  return { ...settings, mapping: { ...settings.mapping, table: { version, rules } } };
}

/** The rule that gives a line the code of `segment`: of those whose conditions all hold, the first by precedence. */
export function ruleFor(
  segment: number,
  line: RecordLine,
  snapshot: RecordSnapshot,
  rules: readonly MappingRule[],
): MappingRule | null {
  const fitting = rules.filter(
    (rule) => (rule.segment === null || rule.segment === segment) && holds(rule, line, snapshot),
  );
  return fitting.sort(byPrecedence)[0] ?? null;
}

function holds(rule: MappingRule, line: RecordLine, snapshot: RecordSnapshot): boolean {
  return Object.entries(rule.conditions).every(([column, wanted]) => isSo(column, wanted, line, snapshot));
}

function isSo(column: string, wanted: string, line: RecordLine, snapshot: RecordSnapshot): boolean {
  const { record, merchant, names } = snapshot;
  if (column.startsWith(fieldPrefix))
    return valuesOf(line, column.slice(fieldPrefix.length), names).some((value) =>
      isValue(value, wanted, names),
    );
  switch (column) {
    case 'record_type':
      return record.type === wanted;
    case 'merchant':
      return (
        [merchant?.id, record.vendor?.id].includes(wanted) ||
        [merchant?.name, merchant?.rawDescriptor, record.vendor?.name].some((name) =>
          isBusiness(name, wanted),
        )
      );
    case 'entity':
      return [record.entity?.id, record.entity?.name].some((name) => isSame(name, wanted));
    case 'user_department':
      return isSame(record.user?.departmentName, wanted);
    case 'user_location':
      return isSame(record.user?.locationName, wanted);
    default:
      return false;
  }
}

/** Whether a value is the one that a rule names: by remote id, by Brex id, or by its name whatever its case. */
export function isValue(value: FieldValue, wanted: string, names: FieldNames): boolean {
  return (
    value.remoteValueId === wanted ||
    value.brexValueId === wanted ||
    isSame(names.values[value.brexValueId], wanted)
  );
}

/** A card network's text and a clean name of one business are the same in their plain form. */
function isBusiness(name: string | null | undefined, wanted: string): boolean {
  return typeof name === 'string' && plainName(name) === plainName(wanted);
}

/** Thousands of rules meet each line: the plain form of a name is made once. */
const plainNames = new Map<string, string>();
const mostNames = 20_000;

function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  if (plainNames.size >= mostNames) plainNames.clear();
  const plain = normaliseVendorName(name);
  plainNames.set(name, plain);
  return plain;
}

function isSame(name: string | null | undefined, wanted: string): boolean {
  return typeof name === 'string' && name.trim().toLowerCase() === wanted.trim().toLowerCase();
}
