import { checkAccount, type EpicorAccount } from './account-rules';
import type { FieldNames, FieldValue, RecordSnapshot } from './accounting-record';
import { type Chart, type ChartOutline, chartSegment, segmentLabel, unusableSince } from './chart';
import type { ConnectionSettings, SegmentSource } from './connection-settings';
import { codeOf } from './field-values';
import { describeConditions, fieldPrefix, type MappingRule } from './mapping-rules';
import { accountsInUse, segmentsMissed, type Use, valuesInUse } from './mapping-use';
import type { BrexFieldView } from './reference-fields';
import type { BrexValueView } from './reference-values';
import { isValue } from './rule-matching';

export type MappingProblemKind =
  | 'setting'
  | 'value-without-code'
  | 'value-missing'
  | 'code-not-in-epicor'
  | 'no-account'
  | 'not-usable'
  | 'rule-without-value';

/** One thing that would stop a record, where it comes from, and what mends it. */
export interface MappingProblem {
  readonly kind: MappingProblemKind;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
}

/** Everything that a check looks at. */
export interface MappingFacts {
  /** With the rule table. */
  readonly settings: ConnectionSettings;
  /** Of the segments of the mapping. */
  readonly chart: Chart;
  readonly outline: ChartOutline;
  readonly fields: readonly MappedField[];
  /** All of Brex. */
  readonly allFields: readonly BrexFieldView[];
  /** Field as a rule names it → its values; null where Brex has no such field. */
  readonly valuesOfField: ReadonlyMap<string, readonly BrexValueView[] | null>;
  /** Brex ids of fields → what they were called when records were read lately. */
  readonly formerFieldNames: Readonly<Record<string, string>>;
  readonly snapshots: readonly RecordSnapshot[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** A Brex field from which a segment takes its code, with its values. */
export interface MappedField {
  readonly segment: number;
  readonly field: BrexFieldView;
  readonly values: readonly BrexValueView[];
}

/** Brex values that no rule gives a code; those that records carry already come first. */
export function valuesWithoutCode(facts: MappingFacts): MappingProblem[] {
  const uses = valuesInUse(facts.snapshots, facts.settings);
  return openValues(facts)
    .map((open) => ({ ...open, use: uses.get(open.value.id) }))
    .filter(({ value, use }) => !value.isDisabled || use !== undefined)
    .sort((left, right) => (right.use?.lines ?? 0) - (left.use?.lines ?? 0))
    .map(({ field, segment, value, use }) => ({
      kind: 'value-without-code',
      what: `The ${field.name ?? 'value'} "${value.value}" has no code of ${segmentLabel(facts.chart, segment)}.`,
      where: `Brex field "${field.name ?? field.id}", ${used(use)}`,
      remedy: `Give it one: a row of the mapping table with ${fieldPrefix}${sourceOf(facts, segment).field} = ${value.value}, segment = ${segment} and the code; or disable the value in Brex.`,
    }));
}

/** Lines that carry nothing where a segment needs a value, told once for each segment. */
export function missingValues({ settings, snapshots, chart }: MappingFacts): MappingProblem[] {
  return [...segmentsMissed(snapshots, settings)].map(([segment, use]) => {
    const { field } = settings.mapping.segments[segment] ?? { field: '' };
    return {
      kind: 'value-missing',
      what: `Lines have no ${field}, from which ${segmentLabel(chart, segment)} takes its code.`,
      where: `mapping.segments.${segment} has no default; ${used(use)}`,
      remedy: `Code the lines in Brex; or give the segment a default in the connection file, or a row of the mapping table without conditions.`,
    };
  });
}

export interface OpenValue extends MappedField {
  readonly value: BrexValueView;
}

/** Values of mapped fields to which neither the connection file nor a rule gives a code. */
export function openValues({ settings, fields }: MappingFacts): OpenValue[] {
  const rules = settings.mapping.table?.rules ?? [];
  return fields.flatMap(({ segment, field, values }) => {
    const source = settings.mapping.segments[segment];
    if (source === undefined) return [];
    return values
      .filter((value) => {
        const coded = asFieldValue(field, value);
        return (
          codeOf(coded, source.field, settings.mapping.values) === null &&
          !rules.some((rule) => looksAt(rule, segment, field, coded, value))
        );
      })
      .map((value) => ({ segment, field, values, value }));
  });
}

function looksAt(
  rule: MappingRule,
  segment: number,
  field: BrexFieldView,
  coded: FieldValue,
  value: BrexValueView,
): boolean {
  if (rule.segment !== null && rule.segment !== segment) return false;
  const names: FieldNames = { fields: {}, values: { [value.id]: value.value } };
  return Object.entries(rule.conditions).some(
    ([column, wanted]) =>
      column.startsWith(fieldPrefix) &&
      namesField(field, column.slice(fieldPrefix.length)) &&
      isValue(coded, wanted, names),
  );
}

function namesField(field: BrexFieldView, word: string): boolean {
  return (
    field.remoteId === word ||
    field.id === word ||
    field.name?.trim().toLowerCase() === word.trim().toLowerCase()
  );
}

function asFieldValue(field: BrexFieldView, value: BrexValueView): FieldValue {
  return {
    brexFieldId: field.id,
    remoteFieldId: field.remoteId,
    brexValueId: value.id,
    remoteValueId: value.remoteId,
  };
}

/** Codes that the mapping can give, but that Epicor does not have, or not any more. */
export function badCodes(facts: MappingFacts): MappingProblem[] {
  const { chart, today } = facts;
  const seen = new Map<string, MappingProblem>();
  for (const { segment, code, where, remedy } of givenCodes(facts)) {
    // a segment that the chart does not have is told by itself
    if (chartSegment(chart, segment) === undefined) continue;
    const value = chartSegment(chart, segment)?.values.find((each) => each.code === code);
    const why = value === undefined ? 'is not in Epicor' : unusableSince(value, today);
    if (why === null || code === '') continue;
    const named = value === undefined || value.name === '' ? `"${code}"` : `"${code}" (${value.name})`;
    seen.set(`${segment}|${code}|${where}`, {
      kind: value === undefined ? 'code-not-in-epicor' : 'not-usable',
      what: `Code ${named} of ${segmentLabel(chart, segment)} ${why}.`,
      where,
      remedy: `${remedy}, or ${value === undefined ? 'create the code in Epicor' : 'make the code usable in Epicor'}.`,
    });
  }
  return [...seen.values()];
}

interface GivenCode {
  readonly segment: number;
  readonly code: string;
  readonly where: string;
  /** What mends it beside Epicor, as the beginning of a sentence. */
  readonly remedy: string;
}

function givenCodes(facts: MappingFacts): GivenCode[] {
  return [...codesOfFile(facts), ...codesOfBrex(facts), ...codesOfRules(facts)];
}

function codesOfFile({ settings }: MappingFacts): GivenCode[] {
  const { segments, values } = settings.mapping;
  return Object.entries(segments).flatMap(([number, source]) => {
    const segment = Number(number);
    const remedy = 'Correct it in the connection file and apply it';
    const defaults =
      source.default === undefined
        ? []
        : [{ segment, code: source.default, where: `mapping.segments.${segment}.default`, remedy }];
    const translated = Object.entries(values[source.field] ?? {}).map(([id, code]) => ({
      segment,
      code,
      where: `mapping.values.${source.field}.${id}`,
      remedy,
    }));
    return [...defaults, ...translated];
  });
}

/** What a value's remote id says, where nothing translates it. */
function codesOfBrex({ settings, fields }: MappingFacts): GivenCode[] {
  const rules = settings.mapping.table?.rules ?? [];
  return fields.flatMap(({ segment, field, values }) => {
    const word = settings.mapping.segments[segment]?.field ?? '';
    return values
      .filter((value) => !value.isDisabled && value.remoteId !== null)
      .filter(
        (value) => !rules.some((rule) => looksAt(rule, segment, field, asFieldValue(field, value), value)),
      )
      .flatMap((value) => {
        const chosen = codeOf(asFieldValue(field, value), word, settings.mapping.values);
        if (chosen === null || chosen.code !== value.remoteId) return [];
        return {
          segment,
          code: chosen.code,
          where: `Brex field "${field.name ?? field.id}", value "${value.value}", by its remote id`,
          remedy: 'Disable the value in Brex, translate it by a row of the mapping table',
        };
      });
  });
}

function codesOfRules({ settings }: MappingFacts): GivenCode[] {
  const rules = settings.mapping.table?.rules ?? [];
  return rules.flatMap((rule) => {
    const where = `mapping table row ${rule.row} (${describeConditions(rule)})`;
    const remedy = 'Correct the row and import the table again';
    const codes = rule.segment === null ? rule.code.split('|') : [rule.code];
    return codes.map((code, index) => ({ segment: rule.segment ?? index + 1, code, where, remedy }));
  });
}

/** Accounts to ask Epicor for: those that records are booked to, and those that settings and rules name. */
export function accountsToCheck(facts: MappingFacts): Map<string, { where: string; date: string }> {
  const { settings, today } = facts;
  const named = new Map<string, { where: string; date: string }>();
  for (const [role, account] of Object.entries(settings.posting.accounts))
    if (account) named.set(account, { where: `posting.accounts.${role}`, date: today });
  for (const rule of settings.mapping.table?.rules ?? [])
    if (rule.segment === null)
      named.set(rule.code, {
        where: `mapping table row ${rule.row} (${describeConditions(rule)})`,
        date: today,
      });
  for (const [account, use] of accountsInUse(facts.snapshots, settings))
    if (!named.has(account)) named.set(account, { where: used(use), date: use.date });
  return named;
}

/** Of those accounts the ones that nothing can be posted to; `said` are Epicor's own words about some. */
export function badAccounts(
  named: ReadonlyMap<string, { where: string; date: string }>,
  rows: ReadonlyMap<string, EpicorAccount>,
  said: ReadonlyMap<string, string | null> = new Map(),
): MappingProblem[] {
  return [...named].flatMap(([account, { where, date }]) => {
    const row = rows.get(account) ?? null;
    const attention = checkAccount(account, row, date, said.get(account));
    if (attention === null) return [];
    return {
      kind: row === null ? 'no-account' : 'not-usable',
      what: attention.text,
      where,
      remedy: `${attention.remedy} A row of the mapping table can give such lines another account.`,
    };
  });
}

function used(use: Use | undefined): string {
  if (use === undefined) return 'not used by a record yet';
  const lines = use.lines === 1 ? '1 line' : `${use.lines} lines`;
  return `used by ${lines}, such as of record ${use.recordId} of ${use.date}`;
}

function sourceOf({ settings }: MappingFacts, segment: number): SegmentSource {
  return settings.mapping.segments[segment] ?? { field: '' };
}
