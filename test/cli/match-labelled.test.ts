import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decideByNames, VendorIndex } from '../../accounting/vendor-matching';
import { readCases, readVendors } from '../../cli/match-files';
import { type Quality, qualityOf } from '../../cli/match-report';

/** Labelled purchases beside the checkout, of which one half was seen while the matcher was made. */
const directory = resolve(process.env.MATCHING_DIR ?? '../shared/matching');
const present = existsSync(directory);
if (!present) process.stderr.write(`skipped: no labelled purchases in ${directory} (MATCHING_DIR)\n`);

const half = (caseId: string) =>
  (createHash('sha256').update(caseId).digest()[0] ?? 0) % 2 === 0 ? 'tuned on' : 'held out';

function quality(which: 'tuned on' | 'held out'): Quality {
  const file = (name: string) => readFileSync(join(directory, name));
  const index = VendorIndex.of(readVendors(file('vendors.csv'), 'vendors.csv'));
  const cases = readCases(file('cases.csv'), 'cases.csv').filter(({ caseId }) => half(caseId) === which);
  return qualityOf(
    cases.flatMap(({ merchant, label }) =>
      label ? [{ label, decision: decideByNames(index, merchant) }] : [],
    ),
  );
}

(present ? describe : describe.skip)('on labelled purchases', () => {
  it('matches none wrongly in the half it was tuned on, and asks about few', () => {
    const { precision, coverage } = quality('tuned on');
    expect(precision.part).toBe(precision.of);
    expect(coverage.part / coverage.of).toBeGreaterThanOrEqual(0.9);
  });

  it('does not get worse than it was measured in the half held out', () => {
    const { precision, coverage, topThree } = quality('held out');
    expect(precision.of - precision.part).toBeLessThanOrEqual(1);
    expect(coverage.part / coverage.of).toBeGreaterThanOrEqual(0.96);
    expect(topThree.part).toBe(topThree.of);
  });
});
