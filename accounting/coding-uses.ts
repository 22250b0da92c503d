import { checkAccount, type EpicorAccount, isSameAccount } from './account-rules';
import type { RecordSnapshot } from './accounting-record';
import type { ConnectionSettings, MappingSettings } from './connection-settings';
import type { PlannedDocument, PlannedLine } from './document';
import { fieldLabel, valueLabel, valuesOf } from './field-values';
import { codeOfRule, describeConditions, type MappingRule } from './mapping-rules';
import { naturalCode, naturalSegment } from './natural-segment';

/** Whether an account can be posted to on `date`; null is one that does not exist. */
export function isUsable(row: EpicorAccount | null, date: string): boolean {
  return row !== null && checkAccount(row.account, row, date) === null;
}

/** What of the connection's settings and rules points to an account: Brex values that are mapped to it, roles, rules. */
export function settingsThatName(account: string, { mapping, posting }: ConnectionSettings): string[] {
  const [code, segment] = [naturalCode(account, mapping), naturalSegment(mapping)];
  const roles = Object.entries(posting.accounts)
    .filter(([, named]) => named !== undefined && isSameAccount(named, account))
    .map(([role]) => `posting.accounts.${role}`);
  return [
    ...valuesMappedTo(code, segment, mapping),
    ...roles,
    ...rulesThatGive(mapping, (rule) =>
      rule.segment === null
        ? isSameAccount(rule.code, account)
        : rule.segment === segment && rule.code === code,
    ),
  ];
}

/** What gives a segment this code: values and a default of the file, accounts of it, and rules. */
export function settingsThatGive(code: string, segment: number, settings: ConnectionSettings): string[] {
  const { mapping, posting } = settings;
  const isDefault = code !== '' && mapping.segments[segment]?.default === code;
  const roles = Object.entries(posting.accounts)
    .filter(([, account]) => account?.split('|')[segment - 1] === code)
    .map(([role]) => `posting.accounts.${role}`);
  return [
    ...valuesMappedTo(code, segment, mapping),
    ...(isDefault ? [`mapping.segments.${segment}.default`] : []),
    ...roles,
    ...rulesThatGive(mapping, (rule) =>
      rule.segment === null
        ? codeOfRule(rule, segment) === code
        : rule.segment === segment && rule.code === code,
    ),
  ];
}

function rulesThatGive({ table }: MappingSettings, isMeant: (rule: MappingRule) => boolean): string[] {
  return (table?.rules ?? [])
    .filter(isMeant)
    .map((rule) => `mapping table row ${rule.row} (${describeConditions(rule)})`);
}

/** Brex values that the connection's file translates to the code of a segment: "gl_account efo_travel". */
function valuesMappedTo(code: string, segment: number, { segments, values }: MappingSettings): string[] {
  const field = segments[segment]?.field;
  if (field === undefined) return [];
  return Object.entries(values[field] ?? {})
    .filter(([, mapped]) => mapped.trim() === code)
    .map(([value]) => `${field} ${value}`);
}

/** The Brex values by which a document's lines were coded to an account: 'GL Account "Travel"'. */
export function valuesCodedTo(
  account: string,
  plan: PlannedDocument,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): string[] {
  return valuesOfLines(naturalSegment(mapping), (line) => line.account === account, {
    plan,
    snapshot,
    mapping,
  });
}

/** The Brex values by which lines got this code of a segment. */
export function valuesThatGave(
  code: string,
  segment: number,
  plan: PlannedDocument,
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
): string[] {
  const isMeant = ({ segments }: PlannedLine): boolean =>
    segments.some((choice) => choice.segment === segment && choice.code === code);
  return valuesOfLines(segment, isMeant, { plan, snapshot, mapping });
}

interface Planned {
  readonly plan: PlannedDocument;
  readonly snapshot: RecordSnapshot;
  readonly mapping: MappingSettings;
}

function valuesOfLines(
  segment: number,
  isMeant: (line: PlannedLine) => boolean,
  { plan, snapshot, mapping: { segments } }: Planned,
): string[] {
  const field = segments[segment]?.field;
  if (field === undefined) return [];
  const meant = new Set(plan.lines.filter(isMeant).map(({ lineId }) => lineId));
  const values = snapshot.record.lines
    .filter(({ id }) => meant.has(id))
    .flatMap((line) => valuesOf(line, field, snapshot.names));
  const label = fieldLabel(field, snapshot);
  return [...new Set(values.map((value) => `${label} "${valueLabel(value, snapshot.names)}"`))];
}
