import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExchanges } from './exchange-files';
import { ViolationReport } from './violation';

describe('the report of violations', () => {
  it('says a kind once, whatever the row, and how often it came', () => {
    const report = new ViolationReport();
    for (const row of [0, 1, 2]) {
      const violations = [{ place: `body /ds/APInvDtl/${row}/Amount`, expected: 'no such column' }];
      report.add('POST', '/a', { operation: 'A/Update', violations });
    }
    expect(report.lines()).toEqual([
      'POST /a: body /ds/APInvDtl/*/Amount: expected no such column (3 times)',
    ]);
  });

  it('lists no more than asked for, and says how many there are beyond', () => {
    const report = new ViolationReport();
    for (const place of ['a', 'b', 'c']) {
      report.add('GET', '/a', { operation: 'A', violations: [{ place, expected: 'none' }] });
    }
    expect(report.lines(2)).toEqual([
      'GET /a: a: expected none',
      'GET /a: b: expected none',
      '… and 1 more kinds',
    ]);
  });
});

describe('the reader of recorded exchanges', () => {
  const directory = mkdtempSync(join(tmpdir(), 'exchanges-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const read = async (content: string): Promise<string[]> => {
    const paths: string[] = [];
    writeFileSync(join(directory, 'brex-1.jsonl'), content);
    await readExchanges(directory, ({ path }) => paths.push(path));
    return paths;
  };

  it('reads every line', async () => {
    expect(await read('{"path":"/a"}\n{"path":"/b"}\n')).toEqual(['/a', '/b']);
  });

  it('forgives half a last line, which a killed process may leave', async () => {
    expect(await read('{"path":"/a"}\n{"path":"/')).toEqual(['/a']);
  });

  it('names the file and line of anything else that is no JSON', async () => {
    await expect(read('{"path":"/a"}\n{"path\n{"path":"/b"}\n')).rejects.toThrow(/brex-1\.jsonl, line 2/);
  });

  it('finds nothing where there is no folder', async () => {
    const each = jest.fn();
    await readExchanges(join(directory, 'none'), each);
    expect(each).not.toHaveBeenCalled();
  });
});
