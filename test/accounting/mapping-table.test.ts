import { readTable, type TableContext } from '../../accounting/mapping-table';
import { chart } from './support/example-chart';

const context: TableContext = {
  chart,
  segments: [1, 2, 3],
  fields: ['gl_account', 'GL account', 'department', 'Department'],
  fieldIds: ['ef_1'],
  today: '2026-11-25',
};

const columns = ['record_type', 'merchant', 'field:department', 'segment', 'code', 'priority', 'note'];

const read = (
  cells: readonly Record<string, string>[],
  header: readonly string[] = columns,
  more: Partial<TableContext> = {},
) =>
  readTable(
    { columns: header, rows: cells.map((each, index) => ({ row: index + 2, cells: each })) },
    { ...context, ...more },
  );

const problemOf = (cells: Record<string, string>) => {
  const { rules, problems } = read([cells]);
  expect(rules).toEqual([]);
  expect(problems).toHaveLength(1);
  return problems[0];
};

describe('a row', () => {
  it('is a rule: conditions, segment, code, priority and note', () => {
    const { rules, problems } = read([
      {
        record_type: 'CARD_EXPENSE_POST',
        'field:department': 'Sales',
        segment: '2',
        code: '20',
        priority: '5',
        note: 'shop',
      },
    ]);
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        row: 2,
        conditions: { record_type: 'CARD_EXPENSE_POST', 'field:department': 'Sales' },
        segment: 2,
        code: '20',
        priority: 5,
        note: 'shop',
      },
    ]);
  });

  it("may name the segment as Epicor's chart does, and the whole account", () => {
    const { rules } = read([
      { segment: 'department', code: '20' },
      { merchant: 'Uber', segment: 'account', code: '6200|10|100' },
    ]);
    expect(rules.map(({ segment }) => segment)).toEqual([2, null]);
  });
});

describe('what is wrong with a row is said with its place and what to write instead:', () => {
  it.each([
    [
      'no segment',
      { code: '20' },
      'segment',
      /no segment is named/,
      /number of segment 1 \(Natural account\)/,
    ],
    [
      'an unknown segment',
      { segment: 'Departement', code: '20' },
      'segment',
      /"Departement" is not a segment/,
      /"Department"/,
    ],
    [
      'a segment beyond the mapping',
      { segment: '7', code: '20' },
      'segment',
      /"7" is not a segment/,
      /"account"/,
    ],
    ['no code', { segment: '2' }, 'code', /no code is given/, /remove the row/],
    [
      'an unknown code',
      { segment: '2', code: '15' },
      'code',
      /"15" is not a code of segment 2 \(Department\)/,
      /did you mean 10\?/,
    ],
    [
      'the name instead of the code',
      { segment: '2', code: 'Shop' },
      'code',
      /"Shop" is not a code/,
      /did you mean 20\?/,
    ],
    [
      'an inactive code',
      { segment: '1', code: '6400' },
      'code',
      /"6400" \(Repairs\).* is inactive/,
      /another code/,
    ],
    [
      'a lost zero',
      { segment: '2', code: '0' },
      'code',
      /"00" \(No department\) is: a spreadsheet has changed it/,
      /as Text, then write 00/,
    ],
    ['two lost zeros', { segment: '3', code: '0' }, 'code', /"000" \(No site\) is/, /write 000/],
    ['a lost zero in front', { segment: '1', code: '100' }, 'code', /"0100" \(Petty cash\) is/, /write 0100/],
    [
      'a code made a decimal',
      { segment: '1', code: '6200.00' },
      'code',
      /"6200" \(Travel\) is/,
      /write 6200/,
    ],
    [
      'a code with a thousands separator',
      { segment: '1', code: '6,200' },
      'code',
      /"6200" \(Travel\) is/,
      /write 6200/,
    ],
    [
      'a code made scientific',
      { segment: '1', code: '6.2E+03' },
      'code',
      /"6200" \(Travel\) is/,
      /write 6200/,
    ],
    [
      'too few segments',
      { segment: 'account', code: '6200|10' },
      'code',
      /has 2 of the account's 3 segments/,
      /joined by \|/,
    ],
    [
      'a bad segment of an account',
      { segment: 'account', code: '6200|10|0' },
      'code',
      /"000" \(No site\) is/,
      /write 000/,
    ],
    [
      'an unknown record type',
      { record_type: 'CARD_EXPENSE_PST', segment: '2', code: '10' },
      'record_type',
      /is not a record type of Brex/,
      /did you mean CARD_EXPENSE_POST\?/,
    ],
    [
      'a priority that is no number',
      { segment: '2', code: '10', priority: 'high' },
      'priority',
      /"high" is no whole number/,
      /write 1, 2/,
    ],
  ] as const)('%s', (_, cells, column, wrong, remedy) => {
    const problem = problemOf(cells);
    expect(problem).toMatchObject({ row: 2, column });
    expect(problem?.wrong).toMatch(wrong);
    expect(problem?.remedy).toMatch(remedy);
  });

  it('all of them, of all rows', () => {
    const { problems } = read([
      { segment: '9', code: '20', priority: 'x' },
      { segment: '2', code: '10' },
      { segment: '2', code: '' },
    ]);
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 segment',
      '2 priority',
      '4 code',
    ]);
  });
});

describe('a value of a Brex field that a row names', () => {
  const value = (id: string, name: string, remoteId: string | null, isDisabled = false) => ({
    id,
    value: name,
    remoteId,
    isDisabled,
  });
  const values = new Map([
    [
      'department',
      [
        value('efo_1', '060 Sales', '060'),
        value('efo_2', 'Fleet', '070'),
        value('efo_3', 'Fleet', null),
        value('efo_4', 'Warehouse', '080', true),
        value('efo_5', 'Warehouse', '081'),
      ],
    ],
  ]);
  const named = (department: string) =>
    read([{ 'field:department': department, segment: '2', code: '20' }], columns, { values });

  it.each(['060', 'efo_1', '060 sales', ' 070 '])('may be told by its ids or its name: %s', (department) => {
    expect(named(department)).toMatchObject({ problems: [], warnings: [] });
  });

  it('is refused where Brex does not have it, with the nearest that it has', () => {
    expect(named('060 Sale').problems).toEqual([
      {
        row: 2,
        column: 'field:department',
        wrong: 'the Brex field "department" has no value "060 Sale"',
        remedy: expect.stringMatching(/^did you mean "060 Sales"\? Write the name/),
      },
    ]);
  });

  it('is refused where a spreadsheet has dropped its leading zeros, with how to keep them', () => {
    expect(named('60').problems).toEqual([
      {
        row: 2,
        column: 'field:department',
        wrong: expect.stringContaining(
          '"60" is no value of the Brex field "department", but "060" (060 Sales) is',
        ),
        remedy: 'format the column "field:department" as Text, then write 060',
      },
    ]);
  });

  it('is warned of where two values that can be chosen have this name', () => {
    const { problems, warnings } = named('Fleet');
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      expect.objectContaining({
        wrong: expect.stringContaining('2 values of the Brex field "department" are called "Fleet"'),
        remedy: expect.stringContaining('070 or efo_3'),
      }),
    ]);
    expect(named('Warehouse').warnings).toEqual([]);
  });

  it('is told beside all else that is wrong with its row', () => {
    const { problems } = read([{ 'field:department': 'Nobody', segment: '2', code: 'x' }], columns, {
      values,
    });
    expect(problems.map(({ column }) => column)).toEqual(['code', 'field:department']);
  });

  it('is taken as it is where its values are not known', () => {
    expect(read([{ 'field:department': 'Nobody', segment: '2', code: '20' }]).problems).toEqual([]);
  });
});

describe('a whole account', () => {
  it('as Epicor shows it is refused with how it is written here', () => {
    expect(problemOf({ merchant: 'Uber', segment: 'account', code: '6200-10-100' })?.remedy).toBe(
      'write all of them, joined by |: 6200|10|100',
    );
  });
});

describe('the line of columns', () => {
  it.each([
    ['a missing one', ['segment', 'merchant'], /"code" is missing/],
    ['one that stands twice', ['segment', 'code', 'code'], /"code" stands twice/],
    [
      'an unknown one, with the nearest',
      ['segment', 'code', 'merchants'],
      /"merchants" is not a column.*did you mean "merchant"/,
    ],
    [
      'a field that Brex does not have',
      ['segment', 'code', 'field:departmnt'],
      /Brex has no field "departmnt".*"field:department"/,
    ],
  ])('is refused with %s', (_, header, words) => {
    const { problems } = read([], header);
    expect(problems.map(({ row, wrong, remedy }) => `${row} ${wrong} ${remedy}`)).toEqual([
      expect.stringMatching(words),
    ]);
  });

  it('may name a field by its Brex id', () => {
    expect(read([], ['segment', 'code', 'field:ef_1']).problems).toEqual([]);
  });

  it('may name any field where Brex does not show them', () => {
    expect(read([], ['segment', 'code', 'field:anything'], { fields: null }).problems).toEqual([]);
  });
});

describe('rows among themselves', () => {
  it('contradict each other with the same conditions and another code', () => {
    const { problems } = read([
      { merchant: 'Uber', segment: '2', code: '10' },
      { merchant: 'uber', segment: '2', code: '20' },
    ]);
    expect(problems).toEqual([
      expect.objectContaining({
        row: 3,
        column: 'code',
        wrong: expect.stringContaining(
          'gives segment 2 the code 20, row 2 gives 10 under the same conditions',
        ),
      }),
    ]);
  });

  it('may not say the same twice', () => {
    const same = { merchant: 'Uber', segment: '2', code: '10' };
    expect(read([same, same]).problems).toEqual([
      expect.objectContaining({ row: 3, wrong: 'the row says the same as row 2' }),
    ]);
  });

  it('are warned of where both may hold for one line and only their order decides', () => {
    const rows: Record<string, string>[] = [
      { merchant: 'Uber', segment: '2', code: '10' },
      { 'field:department': 'Shop', segment: '2', code: '20' },
    ];
    expect(read(rows).problems).toEqual([]);
    expect(read(rows).warnings).toEqual([
      expect.objectContaining({
        row: 3,
        wrong: expect.stringContaining('and row 2; the earlier row then counts'),
      }),
    ]);
    expect(read(rows.map((each, index) => ({ ...each, priority: String(index) }))).warnings).toEqual([]);
  });

  it('are not warned of where no line can fulfil both', () => {
    const { warnings } = read([
      { merchant: 'Uber', segment: '2', code: '10' },
      { merchant: 'Lyft', segment: '2', code: '20' },
    ]);
    expect(warnings).toEqual([]);
  });
});
