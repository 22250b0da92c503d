import { countsInWords } from '../../accounting/reference-plan';
import { type BrexValueView, type GivenValue, planValues } from '../../accounting/reference-values';
import { segmentValue } from './support/example-chart';

const segment = (...values: ReturnType<typeof segmentValue>[]) => ({
  number: 2,
  name: 'Department',
  minLength: 1,
  maxLength: 10,
  values,
});
const inBrex = (id: string, value: string, remoteId: string | null, isDisabled = false): BrexValueView => ({
  id,
  value,
  remoteId,
  isDisabled,
});
const given = (code: string, value: string, isDisabled = false): GivenValue => ({ code, value, isDisabled });
const options = { today: '2026-11-25', withAccounts: false, asText: (text: string) => text };

describe('the values of a Brex field', () => {
  it.each(['060', 'a-1', 'B', '10.5'])('have the code of Epicor as it is: %s', (code) => {
    const { created } = planValues(segment(segmentValue(code, 'Sales')), [], [], options);
    expect(created).toEqual([given(code, `${code} Sales`)]);
  });

  it('are told apart by code where two have one name', () => {
    const two = segment(segmentValue('10', 'Sales'), segmentValue('20', 'Sales'));
    expect(planValues(two, [], [], options).created.map(({ value }) => value)).toEqual([
      '10 Sales',
      '20 Sales',
    ]);
  });

  it('that a person made or that have other codes are not touched, whatever they are called', () => {
    const { created, changed } = planValues(
      segment(segmentValue('10', 'Sales')),
      [inBrex('efo_1', '10 Sales', null), inBrex('efo_2', 'Elsewhere', '99')],
      [],
      options,
    );
    expect(created.map(({ value }) => value)).toEqual(['10 Sales (Epicor)']);
    expect(changed).toEqual([]);
  });

  it('are disabled where they can be chosen, of two with one code', () => {
    const { changed } = planValues(
      segment(segmentValue('10', 'Sales', { active: false })),
      [
        inBrex('efo_off', '10 Sales', '10', true),
        inBrex('efo_on', '10 Sales', '10'),
        inBrex('efo_off2', 'x', '10', true),
      ],
      [given('10', '10 Sales')],
      options,
    );
    expect(changed.map(({ id, isDisabled }) => [id, isDisabled])).toEqual([['efo_on', true]]);
  });

  it('are nothing to do once they are as Epicor has them', () => {
    const values = segment(segmentValue('10', 'Sales'));
    const plan = planValues(values, [inBrex('efo_1', '10 Sales', '10')], [given('10', '10 Sales')], options);
    expect(plan).toEqual({ created: [], changed: [], remembered: [], unchanged: 1, notices: [] });
  });
});

describe('what a push does', () => {
  it.each([
    [{ fields: 1, created: 11, changed: 0 }, '1 field and 11 values created'],
    [{ fields: 0, created: 1, changed: 2 }, '1 value created, 2 values changed'],
    [{ fields: 0, created: 0, changed: 1 }, '1 value changed'],
    [{ fields: 0, created: 0, changed: 0 }, ''],
  ])('is told in words: %j', (counts, words) => {
    expect(countsInWords(counts)).toBe(words);
  });
});
