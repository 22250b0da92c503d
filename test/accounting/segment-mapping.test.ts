import type { FieldNames, FieldValue, RecordLine } from '../../accounting/accounting-record';
import type { MappingSettings } from '../../accounting/connection-settings';
import { planDocument } from '../../accounting/document-plan';
import { codeLines } from '../../accounting/segment-mapping';
import { coded, heldBy, line, reasonOf, recordOf, settingsWith, snapshotOf } from './support/example-records';

const mapping: MappingSettings = {
  coaCode: 'MAIN',
  segments: {
    1: { field: 'gl_account' },
    2: { field: 'department' },
    3: { field: 'location', default: '000' },
  },
  values: {},
};
const names: FieldNames = {
  fields: { ef_gl_account: 'GL account', ef_department: 'Department', ef_location: 'Location' },
  values: { efo_travel: 'Travel & meals', efo_north: 'North' },
};

const map = (lines: readonly RecordLine[], settings = mapping, fieldNames = names) =>
  codeLines(lines, snapshotOf(recordOf('CARD_EXPENSE_POST', '80', lines), { names: fieldNames }), settings);

const withFields = (...fieldValues: FieldValue[]) => [line('a', 'DEBIT', '80', null, { also: fieldValues })];
const only = (lines: readonly RecordLine[], settings = mapping, fieldNames = names) =>
  heldBy(map(lines, settings, fieldNames)).get('a');

describe('the code of a segment', () => {
  it("is the value's remote id, and says so", () => {
    expect(
      only(withFields(coded('gl_account', '6200'), coded('department', '10'), coded('location', '200'))),
    ).toEqual({
      account: '6200|10|200',
      segments: [
        { segment: 1, code: '6200', rule: 'field gl_account, remote id 6200' },
        { segment: 2, code: '10', rule: 'field department, remote id 10' },
        { segment: 3, code: '200', rule: 'field location, remote id 200' },
      ],
    });
  });

  it.each([
    ['remote id', 'R-1'],
    ['Brex id', 'efo_R-1'],
  ])('is translated by the %s of the value', (_, id) => {
    const settings = { ...mapping, values: { gl_account: { [id]: '6999' } } };
    expect(
      only(withFields(coded('gl_account', 'R-1'), coded('department', '10')), settings)?.segments[0],
    ).toEqual({
      segment: 1,
      code: '6999',
      rule: `field gl_account, ${id} mapped to 6999`,
    });
  });

  it('is translated where the value has no remote id', () => {
    const settings = { ...mapping, values: { gl_account: { efo_travel: '6200' } } };
    const values = [coded('gl_account', null, 'efo_travel'), coded('department', '10')];
    expect(only(withFields(...values), settings)?.account).toBe('6200|10|000');
  });

  it('is translated only for the field that names it', () => {
    const settings = { ...mapping, values: { department: { '6200': '9999' } } };
    const values = [coded('gl_account', '6200'), coded('department', '10')];
    expect(only(withFields(...values), settings)?.account).toBe('6200|10|000');
  });

  it('is the default where the line has no value of the field', () => {
    const values = [coded('gl_account', '6200'), coded('department', '10')];
    expect(only(withFields(...values))?.segments[2]).toEqual({
      segment: 3,
      code: '000',
      rule: 'default of segment 3',
    });
  });

  it('may be blank by default', () => {
    const settings = { ...mapping, segments: { 1: { field: 'gl_account' }, 2: { field: 'x', default: '' } } };
    expect(only(withFields(coded('gl_account', '6200')), settings)?.account).toBe('6200|');
  });

  it('is ordered by segment number, ten after nine', () => {
    const segments = Object.fromEntries(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => [n, { field: `f${n}`, default: `c${n}` }]),
    );
    expect(only(withFields(), { ...mapping, segments })?.account).toBe('c1|c2|c3|c4|c5|c6|c7|c8|c9|c10');
  });
});

describe('charts of other shapes', () => {
  const segmentsOf = (count: number): MappingSettings['segments'] =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [at + 1, { field: `field${at + 1}` }]));
  const coding = (codes: readonly string[]) =>
    only(withFields(...codes.map((code, at) => coded(`field${at + 1}`, code))), {
      ...mapping,
      segments: segmentsOf(codes.length),
    })?.account;

  it.each([
    [['6200', '10']],
    [['01', '6200', '010', 'A', 'b-1', '000007']],
    [['a1B', '00.1']],
    [['6200', '10-20', 'R&D/x', 'é']],
  ])('keep every code as it is: %j', (codes) => {
    expect(coding(codes)).toBe(codes.join('|'));
  });

  it('may have the natural account elsewhere: the clearing side is told by it', () => {
    const other = settingsWith(
      { accounts: { cardLiability: '01|2110' } },
      {
        mapping: {
          coaCode: 'MAIN',
          naturalSegment: 2,
          segments: { 1: { field: 'entity' }, 2: { field: 'gl_account' } },
          values: {},
        },
      },
    );
    const fields = (account: string) => ({ also: [coded('entity', '01'), coded('gl_account', account)] });
    const record = recordOf('CARD_EXPENSE_POST', '80', [
      line('a', 'DEBIT', '80', null, fields('6200')),
      line('b', 'CREDIT', '80', null, fields('2110')),
    ]);
    const plan = heldBy(planDocument(snapshotOf(record), other));
    expect(plan.lines.map(({ account, amount }) => `${account} ${amount}`)).toEqual([
      '01|6200 80',
      '01|2110 -80',
    ]);
  });
});

describe('a field may be named', () => {
  const values = [coded('gl_account', '6200'), coded('department', '10')];

  it.each([
    ['by its remote id', 'gl_account'],
    ['by its Brex id', 'ef_gl_account'],
    ['by its name', 'GL account'],
    ['by its name in other letters', ' gl ACCOUNT'],
  ])('%s', (_, field) => {
    const settings = { ...mapping, segments: { 1: { field } } };
    expect(only(withFields(...values), settings)?.account).toBe('6200');
  });

  it('by its remote id before a name that is the same', () => {
    const confusing = { ...names, fields: { ...names.fields, ef_department: 'gl_account' } };
    const settings = { ...mapping, segments: { 1: { field: 'gl_account' } } };
    expect(only(withFields(...values), settings, confusing)?.account).toBe('6200');
  });

  it('but not by its remote id in other letters', () => {
    const settings = { ...mapping, segments: { 1: { field: 'GL_ACCOUNT' } } };
    expect(reasonOf(map(withFields(...values), settings)).code).toBe('unmapped-value');
  });
});

describe('what cannot be coded is returned', () => {
  it('names field and value as the bookkeeper sees them, and what to do', () => {
    const values = [coded('gl_account', null, 'efo_travel'), coded('department', '10')];
    const [a] = withFields(...values);
    expect(reasonOf(map([{ ...(a as RecordLine), memo: 'taxi' }]))).toEqual({
      code: 'unmapped-value',
      disposition: 'return',
      text: 'Line 1 (80.00 USD, taxi) has the GL account "Travel & meals", which has no Epicor code.',
      remedy:
        'Choose another GL account in Brex and export the record again, or ask for "Travel & meals" to be mapped.',
      cause: 'mapping:gl_account',
    });
  });

  it('does not take the default for a value that is not mapped', () => {
    const values = [
      coded('gl_account', '6200'),
      coded('department', '10'),
      coded('location', null, 'efo_north'),
    ];
    expect(reasonOf(map(withFields(...values))).text).toContain('the Location "North"');
  });

  it('names a missing field of a line that has no default', () => {
    const reason = reasonOf(map(withFields(coded('gl_account', '6200'))));
    expect(reason.text).toBe('Line 1 (80.00 USD) has no Department.');
    expect(reason.remedy).toBe('Choose a Department in Brex and export the record again.');
    expect(reason.cause).toBe('mapping:department');
  });

  it("names the mapping's own word where Brex told no name", () => {
    const reason = reasonOf(
      map(withFields(coded('gl_account', '6200')), mapping, { fields: {}, values: {} }),
    );
    expect(reason.text).toBe('Line 1 (80.00 USD) has no department.');
  });

  it('refuses two values of one field, but not one value twice', () => {
    const department = coded('department', '10');
    const two = [coded('gl_account', '6200'), department, coded('department', '20')];
    expect(reasonOf(map(withFields(...two))).text).toContain('more than one Department: "10" and "20"');
    expect(only(withFields(coded('gl_account', '6200'), department, department))?.account).toBe(
      '6200|10|000',
    );
  });

  it.each(['', '  ', '62|00'])('refuses the code "%s", which would break the account', (code) => {
    const values = [coded('gl_account', code), coded('department', '10')];
    expect(reasonOf(map(withFields(...values))).code).toBe('unmapped-value');
  });

  it('tells the problems of all lines at once', () => {
    const lines = [
      line('a', 'DEBIT', '40', '6200'),
      line('b', 'DEBIT', '40', null, { also: [coded('department', '10')] }),
    ];
    expect(reasonOf(map(lines)).text).toBe(
      'Line 1 (40.00 USD) has no Department. Line 2 (40.00 USD) has no GL account.',
    );
  });

  it('tells how many more there are, where there are many', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => line(id, 'DEBIT', '10', '6200'));
    expect(reasonOf(map(lines)).text).toMatch(/And 2 more\.$/);
  });
});
