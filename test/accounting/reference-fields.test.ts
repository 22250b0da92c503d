import type { Chart } from '../../accounting/chart';
import type { SegmentSource } from '../../accounting/connection-settings';
import { type BrexFieldView, matchField, pushedSegments } from '../../accounting/reference-fields';
import { chart } from './support/example-chart';

const segment = (chart as Chart).segments[1];
if (!segment) throw new Error('the chart has a segment 2');

const field = (more: Partial<BrexFieldView>): BrexFieldView => ({
  id: 'ef_1',
  name: 'Department',
  remoteId: null,
  group: 'ERP',
  integrationId: null,
  isDisabled: false,
  ...more,
});

const matched = (
  fields: readonly BrexFieldView[],
  {
    made = {},
    source = { field: 'department' },
    former = {},
  }: { made?: Record<string, string>; source?: SegmentSource; former?: Record<string, string> } = {},
) =>
  matchField(segment, source, {
    fields,
    made: new Map(Object.entries(made)),
    integrationId: 'int_1',
    formerNames: new Map(Object.entries(former)),
  });

describe('the Brex field of a segment', () => {
  it('is made where Brex has none, under the name of the segment', () => {
    expect(matched([])).toMatchObject({ kind: 'new', name: 'Department', remoteId: 'department' });
  });

  it.each([
    ['by the id that we remember', [field({ remoteId: 'renamed' })], { department: 'ef_1' }],
    ['by its remote id', [field({ remoteId: 'department' })], {}],
    ['by its remote id, of our integration', [field({ remoteId: 'department', integrationId: 'int_1' })], {}],
    ['by its remote id, where Brex tells no group', [field({ remoteId: 'department', group: null })], {}],
  ])('is ours %s', (_, fields, made) => {
    expect(matched(fields, { made })).toMatchObject({ kind: 'ours', fieldId: 'ef_1' });
  });

  it('is made again where ours was deleted in Brex', () => {
    expect(matched([], { made: { department: 'ef_gone' } })).toMatchObject({ kind: 'new' });
  });

  it.each([
    [
      'of the same name, made by a person',
      [field({ group: 'ACCOUNTING' })],
      /made in Brex.*not touched.*mapping\.segments\.2\.field/,
    ],
    [
      'of our remote id in another group',
      [field({ remoteId: 'department', group: 'USER' })],
      /group USER, not ERP/,
    ],
    [
      'of our remote id, of another integration',
      [field({ remoteId: 'department', integrationId: 'int_9' })],
      /another integration \(int_9\)/,
    ],
    [
      'of ours that is disabled',
      [field({ remoteId: 'department', isDisabled: true })],
      /disabled in Brex.*push: none/,
    ],
  ])('is not touched if %s', (_, fields, words) => {
    const match = matched(fields);
    expect(match.kind).toBe('not-ours');
    expect('notice' in match && match.notice).toMatch(words);
  });

  it('gets another name where someone else made one of its name, and is not made where that is taken as well', () => {
    const source = { field: 'epicor_department' };
    const theirs = field({ remoteId: 'hris', group: 'USER' });
    expect(matched([theirs], { source })).toMatchObject({ kind: 'new', name: 'Department (Epicor)' });
    const both = [theirs, field({ id: 'ef_2', name: 'department (epicor)' })];
    expect(matched(both, { source })).toMatchObject({
      kind: 'not-ours',
      notice: expect.stringContaining('Rename one'),
    });
  });

  it('is not made anew where the one of its name has another name now: people must hear of it', () => {
    const fields = [field({ name: 'Cost center' })];
    const source = { field: 'Department', default: '00' };
    expect(matched(fields, { source, former: { ef_1: 'Department' } })).toMatchObject({
      kind: 'not-ours',
      renamed: true,
      notice: expect.stringMatching(
        /^Segment 2 \(Department\), field Department: this field is now called "Cost center" in Brex.*lines take the default "00"\. Write ef_1/,
      ),
    });
  });

  it('is not made of a Brex id that Brex does not have', () => {
    expect(matched([], { source: { field: 'ef_123' } })).toMatchObject({
      kind: 'not-ours',
      notice: expect.stringContaining('no field of this id'),
    });
  });
});

describe('which segments are pushed', () => {
  it('is all but those that stay blank by default, unless the file says otherwise', () => {
    const segments = {
      1: { field: 'gl_account', push: 'with-accounts' as const },
      2: { field: 'department', default: '00' },
      3: { field: 'unused', default: '' },
      4: { field: 'project', default: '', push: 'all' as const },
      5: { field: 'site', push: 'none' as const },
    };
    expect(pushedSegments({ coaCode: 'MAIN', segments, values: {} })).toEqual([1, 2, 4]);
  });
});
