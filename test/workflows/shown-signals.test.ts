import { candidateTable, vendorSignals } from '../../workflows/shown-signals';

const candidates = [
  { vendorNum: 7, vendorId: 'FASTA', name: 'Fastenal', score: 0.83, hint: 'Boise, ID' },
  { vendorNum: 8, vendorId: 'FASTB', name: 'Fastenal Co', score: 0.8, hint: '' },
];

/** What is to be typed, as the page shows it: signal and argument. */
const typed = (lines: readonly string[]) =>
  lines.map((line) => {
    const [, signal, argument] = /^- `(\w+)` `(\{.*?\})`/.exec(line) ?? [];
    return [signal, JSON.parse(argument ?? 'null')];
  });

describe('a run that waits for a vendor shows', () => {
  it('the exact signals that answer, with a number from the table', () => {
    expect(typed(vendorSignals(candidates))).toEqual([
      ['approveVendor', { vendorNum: 7, by: 'your name' }],
      ['rejectVendor', { by: 'your name' }],
      ['createVendor', { by: 'your name' }],
    ]);
    expect(vendorSignals(candidates)[0]).toContain('`"override": true`');
  });

  it('nothing to reject where no vendor is offered', () => {
    expect(typed(vendorSignals([])).map(([signal]) => signal)).toEqual(['approveVendor', 'createVendor']);
    expect(candidateTable([])).toEqual([]);
  });

  it('the candidates in the order in which they are like', () => {
    expect(candidateTable(candidates).slice(3)).toEqual([
      '| 7 | FASTA | Fastenal | 83 % | Boise, ID |',
      '| 8 | FASTB | Fastenal Co | 80 % |  |',
    ]);
  });
});
