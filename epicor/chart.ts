import { z } from 'zod';
import type { Chart, ChartSegment, SegmentValue } from '../accounting/chart';
import type { ChartReader } from './api';
import { dateColumn, flagColumn, integerColumn, presentTextColumn, textColumn } from './columns';
import { glAccounts, segments as segmentSet, segmentValues } from './entity-sets';
import { allOf, anyOf, eq } from './filter';
import type { EpicorHttp } from './http';
import { readAll, readFew } from './odata';

const segmentColumns = z.object({
  SegmentNbr: integerColumn,
  SegmentName: textColumn,
  MinLength: integerColumn,
  MaxLength: integerColumn,
});
const outlineColumns = z.object({
  COACode: presentTextColumn,
  SegmentNbr: integerColumn,
  SegmentName: textColumn,
});
const valueColumns = z.object({
  SegmentNbr: integerColumn,
  SegmentCode: presentTextColumn,
  SegmentName: textColumn,
  SegmentDesc: textColumn,
  ActiveFlag: flagColumn,
  EffectiveFrom: dateColumn,
  EffectiveTo: dateColumn,
});

/** Reads a chart's segments and their codes (EPICOR.md 6: COASegments, COASegValues). */
export function createChartReader(http: EpicorHttp): ChartReader {
  return {
    async read(coaCode, segments, { withAccounts = [] } = {}) {
      const chart = eq('COACode', coaCode);
      const found = await readFew(http, segmentSet, { select: segmentColumns, filter: chart });
      const filter = allOf(chart, anyOf(...segments.map((number) => eq('SegmentNbr', number))));
      const values: (SegmentValue & { segment: number })[] = [];
      const used = await usedCodes(http, coaCode, withAccounts);
      for await (const row of readAll(http, segmentValues, { select: valueColumns, filter })) {
        values.push({
          segment: row.SegmentNbr,
          code: row.SegmentCode,
          name: row.SegmentName || row.SegmentDesc,
          active: row.ActiveFlag,
          effectiveFrom: row.EffectiveFrom,
          effectiveTo: row.EffectiveTo,
          hasAccount: used.get(row.SegmentNbr)?.has(row.SegmentCode) ?? true,
        });
      }
      return chartOf(coaCode, found, segments, values);
    },

    async outline(coaCode) {
      const charts = new Set<string>();
      const found: { number: number; name: string }[] = [];
      for await (const row of readAll(http, segmentSet, { select: outlineColumns })) {
        charts.add(row.COACode);
        if (row.COACode === coaCode) found.push({ number: row.SegmentNbr, name: row.SegmentName });
      }
      return {
        charts: [...charts].sort(),
        segments: found.sort((left, right) => left.number - right.number),
      };
    },
  };
}

function chartOf(
  coaCode: string,
  found: readonly z.output<typeof segmentColumns>[],
  segments: readonly number[],
  values: readonly (SegmentValue & { segment: number })[],
): Chart {
  return {
    coaCode,
    segments: found
      .filter(({ SegmentNbr }) => segments.includes(SegmentNbr))
      .map(
        (row): ChartSegment => ({
          number: row.SegmentNbr,
          name: row.SegmentName,
          minLength: row.MinLength,
          maxLength: row.MaxLength,
          values: values
            .filter(({ segment }) => segment === row.SegmentNbr)
            .map(({ segment: _, ...value }) => value)
            .sort((left, right) => (left.code < right.code ? -1 : 1)),
        }),
      )
      .sort((left, right) => left.number - right.number),
  };
}

/** Of these segments the codes that an active account has. Accounts are read only where somebody asks. */
async function usedCodes(
  http: EpicorHttp,
  coaCode: string,
  segments: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const used = new Map(segments.map((number) => [number, new Set<string>()]));
  if (segments.length === 0) return used;
  const select = z.object({ GLAccount1: presentTextColumn });
  const filter = allOf(eq('COACode', coaCode), eq('Active', true));
  for await (const { GLAccount1 } of readAll(http, glAccounts, { select, filter })) {
    const codes = GLAccount1.split('|');
    for (const [number, seen] of used) seen.add(codes[number - 1] ?? '');
  }
  return used;
}
