import type { ConnectionSettings } from '../accounting/connection-settings';
import { missingSegments } from '../accounting/reference-plan';
import type { Epicor } from '../epicor';

interface ChartFinding {
  readonly level: 'fine' | 'note';
  readonly text: string;
}

/** The codes are pushed to Brex and checked before a record meets them; records are booked without them too. */
export async function checkChart(
  epicor: Epicor,
  { mapping }: ConnectionSettings,
  said: (error: unknown) => string,
): Promise<ChartFinding[]> {
  try {
    const outline = await epicor.chart.outline(mapping.coaCode);
    if (outline.segments.length === 0) {
      const known = outline.charts.length === 0 ? 'it shows none' : `it has ${outline.charts.join(', ')}`;
      return [
        {
          level: 'note',
          text: `Epicor: there is no chart of accounts "${mapping.coaCode}" (mapping.coaCode); ${known}`,
        },
      ];
    }
    const chart = await epicor.chart.read(mapping.coaCode, Object.keys(mapping.segments).map(Number));
    return [
      ...chart.segments.map(
        ({ number, name, values }): ChartFinding => ({
          level: 'fine',
          text: `Epicor: segment ${number} is ${name}, with ${values.length} codes`,
        }),
      ),
      ...missingSegments(chart, mapping).map(
        (text): ChartFinding => ({ level: 'note', text: `Epicor: ${text}` }),
      ),
    ];
  } catch (error) {
    return [{ level: 'note', text: `Epicor: the chart's segments and codes cannot be read: ${said(error)}` }];
  }
}
