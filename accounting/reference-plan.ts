import type { Chart } from './chart';
import type { MappingSettings } from './connection-settings';
import { type FieldKnowledge, type FieldMatch, matchField, pushedSegments, pushOf } from './reference-fields';
import {
  type BrexValueView,
  type GivenValue,
  planValues,
  type ValueOptions,
  type ValuePlan,
} from './reference-values';

/** What one segment of Epicor's chart needs to be chosen in Brex. */
export interface FieldPlan {
  readonly match: FieldMatch;
  /** Null where nothing is done with the field. */
  readonly values: ValuePlan | null;
}

/** The Brex field of each segment that is pushed; one that the chart does not have is left out. */
export function matchFields(
  chart: Chart,
  { segments }: MappingSettings,
  knowledge: FieldKnowledge,
): FieldMatch[] {
  return chart.segments.flatMap((segment) => {
    const source = segments[segment.number];
    return source === undefined || pushOf(source) === 'none' ? [] : [matchField(segment, source, knowledge)];
  });
}

/** What is to be created and changed in one field, given what is in it and what we gave it before. */
export function planField(
  match: FieldMatch,
  { segments }: MappingSettings,
  inBrex: readonly BrexValueView[],
  given: readonly GivenValue[],
  options: Omit<ValueOptions, 'withAccounts'>,
): FieldPlan {
  if (match.kind === 'not-ours') return { match, values: null };
  const source = segments[match.segment.number];
  const withAccounts = source !== undefined && pushOf(source) === 'with-accounts';
  return { match, values: planValues(match.segment, inBrex, given, { ...options, withAccounts }) };
}

/** Segments whose accounts must be looked through, since only codes with an account are pushed. */
export function segmentsWithAccounts(mapping: MappingSettings): number[] {
  return pushedSegments(mapping).filter((number) => {
    const source = mapping.segments[number];
    return source !== undefined && pushOf(source) === 'with-accounts';
  });
}

/** Segments that are to be pushed, but are not in Epicor's chart. */
export function missingSegments(chart: Chart, mapping: MappingSettings): string[] {
  return pushedSegments(mapping)
    .filter((number) => !chart.segments.some((segment) => segment.number === number))
    .map(
      (number) =>
        `Epicor's chart ${chart.coaCode} has no segment ${number}: check mapping.coaCode and mapping.segments.`,
    );
}

/** Everything that nobody does by itself and a person should know. */
export function noticesOf(plans: readonly FieldPlan[]): string[] {
  return plans.flatMap(({ match, values }) =>
    match.kind === 'not-ours' ? [match.notice] : (values?.notices ?? []),
  );
}

/** What a push did or would do, in words: "1 field and 11 values created, 2 values changed". */
export function countsInWords({ fields, created, changed }: PushCounts): string {
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const made = [
    ...(fields > 0 ? [counted(fields, 'field')] : []),
    ...(created > 0 || fields > 0 ? [counted(created, 'value')] : []),
  ];
  return [
    ...(made.length > 0 ? [`${made.join(' and ')} created`] : []),
    ...(changed > 0 ? [`${counted(changed, 'value')} changed`] : []),
  ].join(', ');
}

export interface PushCounts {
  readonly fields: number;
  readonly created: number;
  readonly changed: number;
}

/** What is said where a push has nothing to do; where something is left out on purpose, notices say what. */
export function nothingToPush(notices: readonly string[]): string {
  return notices.length === 0
    ? 'Brex has what Epicor has: nothing to push.'
    : 'Nothing to push, but see what is left as it is:';
}

export function isEmpty({ match, values }: FieldPlan): boolean {
  return (
    match.kind === 'not-ours' ||
    (match.kind === 'ours' && values?.created.length === 0 && values.changed.length === 0)
  );
}
