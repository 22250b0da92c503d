import type { Chart, SegmentValue } from '../../../accounting/chart';

export function segmentValue(code: string, name: string, more: Partial<SegmentValue> = {}): SegmentValue {
  return { code, name, active: true, effectiveFrom: null, effectiveTo: null, hasAccount: true, ...more };
}

/** A chart of account, department and site. */
export const chart: Chart = {
  coaCode: 'MAIN',
  segments: [
    {
      number: 1,
      name: 'Natural account',
      minLength: 4,
      maxLength: 4,
      values: [
        segmentValue('0100', 'Petty cash'),
        segmentValue('6200', 'Travel'),
        segmentValue('6300', 'Fuel'),
        segmentValue('6400', 'Repairs', { active: false }),
      ],
    },
    {
      number: 2,
      name: 'Department',
      minLength: 2,
      maxLength: 2,
      values: [segmentValue('00', 'No department'), segmentValue('10', 'Sales'), segmentValue('20', 'Shop')],
    },
    {
      number: 3,
      name: 'Site',
      minLength: 3,
      maxLength: 3,
      values: [segmentValue('000', 'No site'), segmentValue('100', 'North')],
    },
  ],
};
