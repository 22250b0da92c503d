import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matchFiles } from '../../cli/match';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'match-'));
});
afterAll(() => rm(folder, { recursive: true }));

const vendors = `VendorNum,VendorID,Name,City,State,ZIP,Country,Inactive
1,GRAING,"W.W. GRAINGER, INC.",Lake Forest,IL,60045,USA,false
2,FASTA,FASTENAL CO - BOISE,Boise,ID,,,false
3,FASTB,FASTENAL CO - RENO,Reno,NV,,,false
4,OLD,KAMAN INDUSTRIAL,Bloomfield,CT,,,TRUE
`;

/** Runs the command on these two texts; gives the decisions, by case, and what was said. */
async function run(vendorText: string | Buffer, caseText: string) {
  const files = { vendors: at('vendors.csv'), cases: at('cases.csv'), out: at('decisions.jsonl') };
  await writeFile(files.vendors, vendorText);
  await writeFile(files.cases, caseText);
  const said: string[] = [];
  await matchFiles(files, (line) => said.push(line));
  const lines = (await readFile(files.out, 'utf8')).trim().split('\n');
  return { decisions: lines.map((line) => JSON.parse(line)), said: said.join('\n') };
}

const at = (file: string) => path.join(folder, file);

describe('match', () => {
  it('writes a decision a line', async () => {
    const { decisions } = await run(
      vendors,
      'case_id,raw_descriptor,merchant_name,mcc\na,GRAINGER 912,,5085\nb,FASTENAL COMPANY,,\nc,,Kaman Industrial,\n',
    );
    expect(decisions).toEqual([
      {
        case_id: 'a',
        decision: 'MATCH',
        vendor_num: 1,
        score: expect.any(Number),
        candidates: [{ vendor_num: 1, name: 'W.W. GRAINGER, INC.', score: expect.any(Number) }],
        reason: expect.any(String),
      },
      expect.objectContaining({ case_id: 'b', decision: 'AMBIGUOUS', vendor_num: null }),
      expect.objectContaining({ case_id: 'c', decision: 'NONE', vendor_num: null }),
    ]);
  });

  it('says nothing of quality where no case is labelled', async () => {
    const { said } = await run(vendors, 'case_id,raw_descriptor\na,GRAINGER\n');
    expect(said).not.toContain('precision');
  });

  it('says how good it was where cases are labelled, and decides the same whatever the labels', async () => {
    const right = await run(
      vendors,
      'case_id,raw_descriptor,label,acceptable\na,GRAINGER,MATCH,1\nb,FASTENAL,AMBIGUOUS,2|3\n',
    );
    expect(right.said).toContain('precision        100.0 % (1 of 1');
    expect(right.said).toMatch(/AMBIGUOUS +0 +1 +0/);
    const wrong = await run(
      vendors,
      'case_id,raw_descriptor,label,acceptable\na,GRAINGER,MATCH,2\nb,FASTENAL,NONE,\n',
    );
    expect(wrong.said).toContain('precision        0.0 % (0 of 1');
    expect(wrong.decisions).toEqual(right.decisions);
  });

  it.each([
    ['semicolons, a byte order mark and CRLF', '\ufeffVendorNum;Name\r\n 7 ;GRAINGER\r\n'],
    ['tabs', 'VendorNum\tName\n7\tGRAINGER\n'],
    ['column names in another case, with spaces', 'vendor num,NAME\n7,GRAINGER\n'],
    ['columns of no use, and cells missing at the end', 'Group,VendorNum,Name,Inactive\nA,7,GRAINGER\n'],
    ['a name over two lines', 'VendorNum,Name\n7,"GRAINGER\nINC"\n'],
    [
      'inactive ones in several ways, and a blank name',
      'VendorNum,Name,Inactive\n5,GRAINGER,Yes\n6,GRAINGER,TRUE\n8,GRAINGER,1\n9,,0\n7,GRAINGER,No\n',
    ],
  ])('reads vendors with %s', async (_, vendorText) => {
    const { decisions } = await run(vendorText, 'case_id;raw_descriptor\na;GRAINGER 912\n');
    expect(decisions).toEqual([expect.objectContaining({ case_id: 'a', decision: 'MATCH', vendor_num: 7 })]);
  });

  it('reads what a spreadsheet saved as Windows-1252 or UTF-16', async () => {
    const text = 'VendorNum,Name\n7,MÜLLER PUMPEN\n';
    for (const bytes of [Buffer.from(text, 'latin1'), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const { decisions } = await run(bytes, 'case_id,raw_descriptor\na,MUELLER PUMPEN\n');
      expect(decisions).toEqual([expect.objectContaining({ vendor_num: 7 })]);
    }
  });

  it('takes category codes that a spreadsheet made numbers of', async () => {
    const { decisions } = await run(
      'VendorNum,Name\n7,LARCH LANDSCAPING\n8,LARCH LUMBER\n',
      'case_id,raw_descriptor,mcc\na,LARCH,780\nb,LARCH,0780.0\n',
    );
    expect(decisions.map(({ vendor_num }) => vendor_num)).toEqual([7, 7]);
  });

  it('gives each row its own decision, also under an id that stands twice, and says so', async () => {
    const { decisions, said } = await run(vendors, 'case_id,raw_descriptor\na,GRAINGER\na,\n');
    expect(decisions.map(({ decision }) => decision)).toEqual(['MATCH', 'NONE']);
    expect(said).toContain('Some case ids stand more than once (1 rows)');
  });

  it('passes over blank rows and rows of separators, and counts them where it names a row', async () => {
    const gaps = 'case_id,raw_descriptor\n\n,\na,GRAINGER\n\n , \n,FASTENAL\n';
    await expect(run(vendors, gaps)).rejects.toThrow(/cases\.csv, row 7: case_id is empty/);
    const { decisions } = await run(vendors, gaps.replace(',FASTENAL', 'b,FASTENAL'));
    expect(decisions.map(({ case_id }) => case_id)).toEqual(['a', 'b']);
  });

  it('says that a workbook is no CSV, and from which row on a quote is not closed', async () => {
    const workbook = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('rest of an archive')]);
    await expect(run(workbook, 'case_id,raw_descriptor\n')).rejects.toThrow(
      /vendors\.csv is a workbook of Excel/,
    );
    await expect(run(vendors, 'case_id,raw_descriptor\na,GRAINGER\nb,"FASTENAL\n')).rejects.toThrow(
      /cases\.csv is not readable as CSV from row \d+ on/,
    );
  });

  it('names a file that is not there, and one that cannot be written', async () => {
    const files = { vendors: at('gone.csv'), cases: at('cases.csv'), out: at('decisions.jsonl') };
    await expect(matchFiles(files, () => {})).rejects.toThrow(
      /gone.csv cannot be read: there is no such file/,
    );
    await run(vendors, 'case_id,raw_descriptor\na,GRAINGER\n');
    const into = { vendors: at('vendors.csv'), cases: at('cases.csv'), out: at('no/such/folder.jsonl') };
    await expect(matchFiles(into, () => {})).rejects.toThrow(/folder.jsonl cannot be written/);
  });

  it.each([
    [
      'a missing column',
      'Name\nX\n',
      'case_id,raw_descriptor\n',
      /no column VendorNum; its columns are: Name/,
    ],
    ['a missing text', vendors, 'case_id,mcc\n1,5085\n', /no column raw_descriptor or merchant_name/],
    [
      'a vendor number',
      'VendorNum,Name\nV7,X\n',
      'case_id,raw_descriptor\n',
      /row 2: VendorNum "V7" is not a whole/,
    ],
    [
      'a number twice',
      'VendorNum,Name\n7,X\n7,Y\n',
      'case_id,raw_descriptor\n',
      /row 3: VendorNum 7 stands twice/,
    ],
    ['an empty file', '', 'case_id,raw_descriptor\n', /is empty. It needs a first row/],
    ['a case without an id', vendors, 'case_id,raw_descriptor\n,X\n', /row 2: case_id is empty/],
    [
      'a name with a comma but no quotes',
      'VendorNum,Name\n7,ACME, INC\n',
      'case_id,raw_descriptor\n',
      /row 2: has 3 cells, the first row 2. Put a cell with a comma/,
    ],
    [
      'an inactive mark',
      'VendorNum,Name,Inactive\n7,X,maybe\n',
      'case_id,raw_descriptor\n',
      /row 2: Inactive "maybe" is neither true nor false/,
    ],
    ['a quote left open', 'VendorNum,Name\n7,"X\n', 'case_id,raw_descriptor\n', /not readable as CSV/],
    ['a label', vendors, 'case_id,raw_descriptor,label\n1,X,MAYBE\n', /row 2: label "MAYBE" is none of/],
  ])('names file, place and remedy for %s', async (_, vendorText, caseText, words) => {
    await expect(run(vendorText, caseText)).rejects.toThrow(words);
  });
});
