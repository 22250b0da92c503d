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
async function run(vendorText: string, caseText: string) {
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
    ['a quote left open', 'VendorNum,Name\n7,"X\n', 'case_id,raw_descriptor\n', /not readable as CSV/],
    ['a label', vendors, 'case_id,raw_descriptor,label\n1,X,MAYBE\n', /row 2: label "MAYBE" is none of/],
  ])('names file, place and remedy for %s', async (_, vendorText, caseText, words) => {
    await expect(run(vendorText, caseText)).rejects.toThrow(words);
  });
});
