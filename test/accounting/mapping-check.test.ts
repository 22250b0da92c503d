import type { ChartOutline } from '../../accounting/chart';
import type { MappingSettings } from '../../accounting/connection-settings';
import {
  badAccounts,
  badCodes,
  type MappedField,
  type MappingFacts,
  missingValues,
} from '../../accounting/mapping-check';
import {
  hasChart,
  rulesWithoutValue,
  segmentsLeftOut,
  settingsThatDoNotFit,
} from '../../accounting/mapping-file-check';
import type { MappingRule } from '../../accounting/mapping-rules';
import type { BrexFieldView } from '../../accounting/reference-fields';
import type { BrexValueView } from '../../accounting/reference-values';
import { chart } from './support/example-chart';
import { coded, line, recordOf, settingsWith, snapshotOf } from './support/example-records';

const field = (id: string, name: string, remoteId: string | null, isDisabled = false): BrexFieldView => ({
  id,
  name,
  remoteId,
  group: 'ERP',
  integrationId: null,
  isDisabled,
});
const value = (id: string, name: string, remoteId: string | null): BrexValueView => ({
  id,
  value: name,
  remoteId,
  isDisabled: false,
});
const glAccount = field('ef_gl', 'GL account', 'gl_account');
const department = field('ef_dep', 'Department', null);
const travel = value('efo_travel', 'Travel', '6200');
const sales = value('efo_sales', 'Sales', '10');

const mapping: MappingSettings = {
  coaCode: 'MAIN',
  segments: {
    1: { field: 'gl_account' },
    2: { field: 'Department', default: '00' },
    3: { field: 'location', default: '000' },
  },
  values: {},
};
const outline: ChartOutline = { charts: ['CORP', 'MAIN'], segments: chart.segments };

interface Given {
  readonly mapping?: Partial<MappingSettings>;
  readonly facts?: Partial<MappingFacts>;
  readonly rules?: readonly Partial<MappingRule>[];
}

function facts({ mapping: more = {}, facts: other = {}, rules = [] }: Given = {}): MappingFacts {
  const all = { ...mapping, ...more };
  const table = {
    version: 1,
    rules: rules.map((rule, index) => ({
      row: index + 2,
      conditions: {},
      segment: 2,
      code: '10',
      priority: 0,
      note: '',
      ...rule,
    })),
  };
  const allFields = other.allFields ?? [glAccount, department];
  const values: Readonly<Record<string, readonly BrexValueView[]>> = { ef_gl: [travel], ef_dep: [sales] };
  const fields = Object.entries(all.segments).flatMap(([number, source]): MappedField[] => {
    const found = allFields.find(
      ({ id, name, remoteId }) =>
        [id, remoteId].includes(source.field) || name?.toLowerCase() === source.field.toLowerCase(),
    );
    return found ? [{ segment: Number(number), field: found, values: values[found.id] ?? [] }] : [];
  });
  return {
    settings: { ...settingsWith(), mapping: { ...all, table } },
    chart,
    outline,
    fields,
    allFields,
    valuesOfField: new Map([
      ['gl_account', [travel]],
      ['Department', [sales]],
    ]),
    formerFieldNames: {},
    snapshots: [],
    today: '2026-11-25',
    ...other,
  };
}

const only = <T>(found: readonly T[]): T => {
  expect(found).toHaveLength(1);
  return found[0] as T;
};

describe('a setting of the mapping that does not fit is told with its place in the file and the remedy:', () => {
  it('none, where everything is there', () => {
    expect(settingsThatDoNotFit(facts())).toEqual([]);
  });

  it('a chart that Epicor does not have, with those that it has', () => {
    const given = facts({ mapping: { coaCode: 'MAN' }, facts: { outline: { ...outline, segments: [] } } });
    expect(hasChart(given)).toBe(false);
    expect(only(settingsThatDoNotFit(given))).toEqual({
      kind: 'setting',
      what: 'Epicor has no chart of accounts "MAN".',
      where: 'mapping.coaCode',
      remedy: 'Epicor has CORP, MAIN: write the right one in the connection file and apply it.',
    });
  });

  it('charts that the integration user may not see', () => {
    const given = facts({ facts: { outline: { charts: [], segments: [] } } });
    expect(only(settingsThatDoNotFit(given)).remedy).toContain('allow it Erp.BO.COASvc');
  });

  it('a segment that the chart does not have, with those that it has', () => {
    const segments = { ...mapping.segments, 4: { field: 'line', default: '' } };
    expect(only(settingsThatDoNotFit(facts({ mapping: { segments } })))).toMatchObject({
      what: "Epicor's chart MAIN has no segment 4; it has 1 (Natural account), 2 (Department), 3 (Site).",
      where: 'mapping.segments.4',
    });
  });

  it('a segment of the chart that is left out, where no account exists', () => {
    const segments = { 1: { field: 'gl_account' }, 2: { field: 'Department', default: '00' } };
    const found = segmentsLeftOut(facts({ mapping: { segments } }));
    expect(only(found)).toMatchObject({
      what: expect.stringContaining('mapping.segments has no 3 (Site)'),
      remedy: expect.stringContaining('such as 3: { field: site, default: "00" }'),
    });
  });

  it('a field without which no record can be coded, with the nearest that Brex has', () => {
    const segments = { ...mapping.segments, 1: { field: 'glaccounts' } };
    expect(only(settingsThatDoNotFit(facts({ mapping: { segments } })))).toMatchObject({
      what: 'Brex has no field "glaccounts".',
      where: 'mapping.segments.1.field',
      remedy: expect.stringMatching(
        /Did you mean "gl_account"\? .*references apply\. Until then every record is returned\.$/,
      ),
    });
  });

  it('a slip in the name of a field, although a default would hide it', () => {
    const segments = { ...mapping.segments, 2: { field: 'Departmnt', default: '00' } };
    expect(only(settingsThatDoNotFit(facts({ mapping: { segments } }))).remedy).toContain(
      'Until then every line takes the default "00".',
    );
  });

  it('no slip in a short name that a default stands in for: the field may be one that nobody has coded yet', () => {
    const segments = { ...mapping.segments, 2: { field: 'site', default: '00' } };
    const allFields = [glAccount, department, field('ef_size', 'Size', null)];
    expect(settingsThatDoNotFit(facts({ mapping: { segments }, facts: { allFields } }))).toEqual([]);
  });

  it('a field that was renamed in Brex, although a default would hide it', () => {
    const given = facts({
      facts: {
        allFields: [glAccount, field('ef_dep', 'Cost center', null)],
        formerFieldNames: { ef_dep: 'Department' },
      },
    });
    expect(only(settingsThatDoNotFit(given))).toMatchObject({
      what: 'The Brex field "Department", by whose name segment 2 is coded, is now called "Cost center".',
      where: 'mapping.segments.2.field',
      remedy: expect.stringContaining('Write ef_dep, which no renaming changes'),
    });
  });

  it('a name that two fields have', () => {
    const allFields = [glAccount, department, field('ef_dep2', 'department', null)];
    expect(only(settingsThatDoNotFit(facts({ facts: { allFields } }))).remedy).toContain('ef_dep or ef_dep2');
  });

  it('a field that is disabled', () => {
    const allFields = [{ ...glAccount, isDisabled: true }, department];
    expect(only(settingsThatDoNotFit(facts({ facts: { allFields } }))).what).toContain('is disabled');
  });

  it.each([
    ['efo_travle', 'Did you mean "efo_travel"?'],
    ['Travel', '"Travel" is a value\'s name: write its id 6200'],
  ])('a translated value that Brex does not have: %s', (id, remedy) => {
    const values = { gl_account: { [id]: '6300' } };
    expect(only(settingsThatDoNotFit(facts({ mapping: { values } })))).toMatchObject({
      where: `mapping.values.gl_account.${id}`,
      remedy: expect.stringContaining(remedy),
    });
  });

  it('but not a field that is yet to be made, or that is never coded', () => {
    expect(settingsThatDoNotFit(facts())).toEqual([]);
    const segments = { ...mapping.segments, 3: { field: 'unused', default: '000', push: 'none' as const } };
    expect(settingsThatDoNotFit(facts({ mapping: { segments } }))).toEqual([]);
  });
});

describe('a rule that no line can fulfil', () => {
  it('is told where its value was renamed or deleted in Brex', () => {
    const found = rulesWithoutValue(
      facts({ rules: [{ conditions: { Department: 'x', 'field:Department': 'Sale' } }] }),
    );
    expect(only(found)).toMatchObject({
      what: 'No line can fulfil row 2 of the mapping table: the Brex field "Department" has no value "Sale".',
      remedy: expect.stringMatching(/^Did you mean "Sales"\? .*import the table again\.$/),
    });
  });

  it('is told where Brex has no such field any more', () => {
    const valuesOfField = new Map([['Project', null]]);
    const found = rulesWithoutValue(
      facts({ rules: [{ conditions: { 'field:Project': 'X' } }], facts: { valuesOfField } }),
    );
    expect(only(found).what).toContain('Brex has no field "Project"');
  });

  it('is not one whose values are there', () => {
    const conditions = { 'field:gl_account': '6200', 'field:Department': 'sales', merchant: 'Uber' };
    expect(rulesWithoutValue(facts({ rules: [{ conditions }] }))).toEqual([]);
  });
});

describe('lines that carry nothing where a segment needs a value', () => {
  it('are told once for each segment, with a record', () => {
    const record = recordOf('CARD_EXPENSE_POST', '80', [
      line('a', 'DEBIT', '80', null, { also: [coded('gl_account', '6200')] }),
    ]);
    const segments = { ...mapping.segments, 3: { field: 'location' } };
    const found = missingValues(facts({ mapping: { segments }, facts: { snapshots: [snapshotOf(record)] } }));
    expect(only(found)).toMatchObject({
      what: 'Lines have no location, from which segment 3 (Site) takes its code.',
      where: expect.stringMatching(
        /^mapping\.segments\.3 has no default; used by 1 line, such as of record /,
      ),
    });
  });
});

describe('codes and accounts', () => {
  it('of a segment that the chart does not have are not called wrong one by one', () => {
    const segments = { ...mapping.segments, 4: { field: 'line', default: '00' } };
    expect(badCodes(facts({ mapping: { segments } }))).toEqual([]);
  });

  it("that Epicor refuses are told in Epicor's own words", () => {
    const named = new Map([['6200|10|100|X', { where: 'used', date: '2026-11-25' }]]);
    const found = badAccounts(
      named,
      new Map(),
      new Map([['6200|10|100|X', 'Segment 4 value X is not valid.']]),
    );
    expect(only(found).what).toContain('"Segment 4 value X is not valid."');
  });
});
