import type { MappingRule } from '../../accounting/mapping-rules';
import { tableOf } from '../../cli/mapping/export';
import { readSpreadsheet, writeSpreadsheet } from '../../cli/mapping/spreadsheet';

const read = (text: string) => readSpreadsheet(Buffer.from(text));
const cells = (bytes: Uint8Array) => readSpreadsheet(bytes).rows.map((row) => row.cells);
const uber = [{ merchant: 'Uber', code: '00' }];

describe('a table as spreadsheets save it', () => {
  it.each([
    ['with commas', 'merchant,code\nUber,00\n'],
    ['with semicolons', 'merchant;code\nUber;00\n'],
    ['with tabs', 'merchant\tcode\nUber\t00\n'],
    ['with "sep=" at the top', 'sep=;\r\nmerchant;code\r\nUber;00\r\n'],
    ['with a byte order mark', '\ufeffmerchant,code\nUber,00\n'],
    ['with line ends of Windows', 'merchant,code\r\nUber,00\r\n'],
    ['without a line end', 'merchant,code\nUber,00'],
    ['with every cell quoted', '"merchant","code"\n"Uber","00"\n'],
    ['with columns as people write them', ' Merchant ,CODE,\nUber,00,\n'],
    ['with columns in capitals and blank rows at the end', 'MERCHANT;CODE\r\nUber;00\r\n;\r\n;\r\n\r\n'],
    ['with blank columns and blank lines at the top', ',\nmerchant,,code\nUber,,00\n'],
    ['with blanks around cells', 'merchant,code\n Uber , 00 \n'],
  ])('is read %s', (_, text) => {
    expect(cells(Buffer.from(text))).toEqual(uber);
  });

  it.each([
    ['UTF-16, little end first', Buffer.from('\ufeffmerchant\tcode\nMüller\t00\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffmerchant\tcode\nMüller\t00\n', 'utf16le').swap16()],
    ["Windows' own code page", Buffer.from('merchant,code\nM\xfcller,00\n', 'latin1')],
  ])('is read in %s', (_, bytes) => {
    expect(cells(bytes)).toEqual([{ merchant: 'Müller', code: '00' }]);
  });

  it('keeps quotes, separators and line ends within a cell', () => {
    expect(cells(Buffer.from('merchant,note\n"Smith, ""Jo"" & Co","two\nlines"\n'))).toEqual([
      { merchant: 'Smith, "Jo" & Co', note: 'two\nlines' },
    ]);
  });

  it('counts rows as the spreadsheet does, blank ones and cells of several lines included', () => {
    const { rows } = read('merchant,note\n"a","two\nlines"\n,\nb,\n');
    expect(rows.map(({ row, cells: { merchant } }) => `${row} ${merchant}`)).toEqual(['2 a', '4 b']);
  });

  it('keeps the name of a Brex field as it is', () => {
    expect(read('Record Type,Field: Cost Center\n').columns).toEqual(['record_type', 'field:Cost Center']);
  });

  it('is refused, with the row, where a cell stands beyond the last column', () => {
    expect(read('merchant,code\nUber,00\nSmith, Jo,10\n').problems).toEqual([
      expect.objectContaining({ row: 3, wrong: expect.stringContaining('"10"') }),
    ]);
  });

  it('is refused, with the row, where a cell stands in a column without a name', () => {
    expect(read('merchant,,code\nUber,,00\nLyft,10,\n').problems).toEqual([
      expect.objectContaining({ row: 3, wrong: expect.stringContaining('without a name: "10"') }),
    ]);
  });

  it.each([
    ['.xlsx', [0x50, 0x4b, 3, 4]],
    ['.xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ])('is refused as a workbook of Excel, with how to save it: %s', (_, signature) => {
    expect(readSpreadsheet(Uint8Array.from([...signature, 1, 2])).problems).toEqual([
      expect.objectContaining({
        wrong: expect.stringContaining('workbook'),
        remedy: expect.stringContaining('CSV UTF-8'),
      }),
    ]);
  });

  it('is refused where a quote is not closed', () => {
    expect(read('merchant,code\n"Uber,00\n').problems).toEqual([
      expect.objectContaining({ wrong: expect.stringContaining('double quote is not closed') }),
    ]);
  });
});

describe('a written table', () => {
  const rules: MappingRule[] = [
    { row: 2, conditions: { merchant: '=HYPERLINK("x")' }, segment: 2, code: '00', priority: 0, note: '@x' },
    {
      row: 3,
      conditions: { 'field:project': '-5' },
      segment: null,
      code: '6200|00|000',
      priority: 3,
      note: 'a; b,"c"',
    },
  ];
  const mapping = { coaCode: 'MAIN', segments: { 1: { field: 'gl_account' } }, values: {} };

  it.each([',', ';'] as const)('reads back as it was, separated by "%s"', (delimiter) => {
    const sheet = tableOf(rules, mapping);
    const { columns, rows, problems } = readSpreadsheet(Buffer.from(writeSpreadsheet(sheet, delimiter)));
    expect(problems).toEqual([]);
    expect(columns).toEqual(sheet.columns);
    expect(
      rows.map(({ cells: each }) => Object.fromEntries(Object.entries(each).filter(([, text]) => text))),
    ).toEqual([
      { merchant: '=HYPERLINK("x")', segment: '2', code: '00', note: '@x' },
      { 'field:project': '-5', segment: 'account', code: '6200|00|000', priority: '3', note: 'a; b,"c"' },
    ]);
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const text = writeSpreadsheet(tableOf(rules, mapping));
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain("'@x");
    expect(text).toContain("'-5");
  });

  it.each(["'=x", "''@x", '\uff1d1+1', '+49 30', '=1+1', "O'Neill"])('gives back the text %s', (text) => {
    const rule: MappingRule = {
      row: 2,
      conditions: { merchant: text },
      segment: 1,
      code: '6200',
      priority: 0,
      note: '',
    };
    const written = writeSpreadsheet(tableOf([rule], mapping));
    expect(cells(Buffer.from(written))[0]?.merchant).toBe(text);
  });

  it('begins with a byte order mark and has line ends of Windows, so that Excel reads it', () => {
    const text = writeSpreadsheet(tableOf([], mapping));
    expect(text.startsWith('\ufeffrecord_type,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
  });
});
