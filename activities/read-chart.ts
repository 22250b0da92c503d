import { type Ruling, ruled } from '../accounting/attention';
import { pushedSegments } from '../accounting/reference-fields';
import { missingSegments, segmentsWithAccounts } from '../accounting/reference-plan';
import type { ReferenceInput } from '../workflows/contract';
import type { ActivityDependencies } from './support/dependencies';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';

/**
 * Reads the segments whose codes are pushed to Brex, with all their codes (EPICOR.md 6), and stores them for the step
 * that does so; how many codes there are.
 */
export function readChart({ store, connections }: ActivityDependencies) {
  return ({ connectionId }: ReferenceInput): Promise<Ruling<number>> =>
    ruling(async () => {
      const { settings, epicor } = await connections.get(connectionId);
      const { mapping } = settings;
      const segments = pushedSegments(mapping);
      const chart =
        segments.length === 0
          ? { coaCode: mapping.coaCode, segments: [] }
          : await epicor.chart.read(mapping.coaCode, segments, {
              withAccounts: segmentsWithAccounts(mapping),
            });
      await store.references.saveChart(connectionId, chart);
      const count = chart.segments.reduce((sum, { values }) => sum + values.length, 0);
      tellAudit(`${count} codes of ${chart.segments.length} segments read from Epicor`, {
        notices: missingSegments(chart, mapping),
      });
      return ruled(count);
    });
}
