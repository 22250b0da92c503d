import { pushedSegments } from '../../accounting/reference-fields';
import {
  type FieldPlan,
  isEmpty,
  missingSegments,
  nothingToPush,
  noticesOf,
  segmentsWithAccounts,
} from '../../accounting/reference-plan';
import type { ValueChange } from '../../accounting/reference-values';
import { planReferences } from '../../clients';
import type { OpenConnection } from '../open-connection';

/** What a push would do, in lines for people. Reads both systems and writes nothing. */
export async function differenceLines(connection: OpenConnection): Promise<string[]> {
  const { settings, epicor } = connection;
  const segments = pushedSegments(settings.mapping);
  if (segments.length === 0) return ['No segment of mapping.segments is pushed to Brex.'];
  const chart = await epicor.chart.read(settings.mapping.coaCode, segments, {
    withAccounts: segmentsWithAccounts(settings.mapping),
  });
  const plans = await planReferences(chart, connection);
  const notices = [...missingSegments(chart, settings.mapping), ...noticesOf(plans)];
  return [
    ...plans.filter((plan) => !isEmpty(plan)).flatMap(linesOf),
    ...(plans.every(isEmpty) ? [nothingToPush(notices)] : []),
    ...notices.map((notice) => `! ${notice}`),
  ];
}

function linesOf({ match, values }: FieldPlan): string[] {
  if (match.kind === 'not-ours' || values === null) return [];
  const segment = `Segment ${match.segment.number} (${match.segment.name})`;
  const made = match.kind === 'new' ? `new Brex field "${match.name}"` : `Brex field "${match.name}"`;
  return [
    `${segment} → ${made}, remote id ${match.remoteId}`,
    ...values.created.map(({ value }) => `  + ${value}`),
    ...values.changed.map((change) => `  ~ ${changeInWords(change)}`),
    `  = ${values.unchanged + values.remembered.length} values stay`,
  ];
}

function changeInWords({ before, value, isDisabled, why }: ValueChange): string {
  const renamed = value === undefined ? [] : [`"${before.value}" → "${value}"`];
  const switched =
    isDisabled === undefined
      ? []
      : [isDisabled ? `"${before.value}" disabled: it ${why}` : `"${before.value}" enabled again`];
  return [...renamed, ...switched].join('; ');
}
