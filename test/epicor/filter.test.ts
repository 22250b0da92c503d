import {
  allOf,
  anyOf,
  compared,
  day,
  eq,
  int64,
  odataFilter,
  startsWith,
  whereClause,
} from '../../epicor/filter';

const same = (column: string): string => column;

/** One filter in the two languages of EPICOR.md 2.1 to 2.3. */
describe('a filter', () => {
  it.each([
    [
      'a text, its quotes doubled',
      eq('VendorID', "O'BRIEN"),
      "VendorID eq 'O''BRIEN'",
      "VendorID = 'O''BRIEN'",
    ],
    ['a number', eq('VendorNum', 12), 'VendorNum eq 12', 'VendorNum = 12'],
    ['a flag', eq('OpenOrder', true), 'OpenOrder eq true', 'OpenOrder = true'],
    [
      'a date: unquoted for OData, quoted for a clause',
      compared('JEDate', 'ge', day('2026-07-15')),
      'JEDate ge 2026-07-15T00:00:00Z',
      "JEDate >= '2026-07-15'",
    ],
    [
      'a row version beyond a binary float',
      compared('SysRevID', 'gt', int64('9007199254740993')),
      'SysRevID gt 9007199254740993',
      'SysRevID > 9007199254740993',
    ],
    [
      'conditions joined',
      allOf(eq('COACode', 'MAIN'), anyOf(eq('A', '1'), eq('A', '2'))),
      "COACode eq 'MAIN' and (A eq '1' or A eq '2')",
      "COACode = 'MAIN' and (A = '1' or A = '2')",
    ],
    ['one condition, joined with none', anyOf(allOf(eq('A', 1))), 'A eq 1', 'A = 1'],
  ])('says %s', (_, filter, odata, clause) => {
    expect(odataFilter(filter)).toBe(odata);
    expect(whereClause(filter, same)).toBe(clause);
  });

  it('cannot be said as a clause where it holds a function', () => {
    const filter = allOf(eq('BookID', 'MAIN'), anyOf(startsWith('CommentText', "a'b"), eq('A', 1)));
    expect(odataFilter(filter)).toBe("BookID eq 'MAIN' and (startswith(CommentText,'a''b') or A eq 1)");
    expect(whereClause(filter, same)).toBeNull();
  });

  it('names columns in a clause as the data set does', () => {
    expect(whereClause(eq('GLAccount1', '6200|10'), (column) => column.replace(/1$/, ''))).toBe(
      "GLAccount = '6200|10'",
    );
  });
});
