import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideByNames, VendorIndex } from '../../../accounting/vendor-matching';
import { readCases, readVendors } from '../../../cli/match-files';
import { qualityOf } from '../../../cli/match-report';

/** Purchases labelled before the matcher saw them, each list with vendors of its own. See docs/vendor-matching.md. */
const lists = [
  // of the cases with one right vendor, in per cent, how many are matched by themselves: as measured
  ['lake-states', 91.9],
  ['food-service', 90],
  ['north-west', 92.6],
  ['florida', 93.1],
] as const;

const bytesOf = (file: string) => readFileSync(join(__dirname, 'labelled', file));

/** Each labelled purchase with its decision. */
function decided(list: string) {
  const index = VendorIndex.of(readVendors(bytesOf(`${list}.vendors.csv`), list));
  return readCases(bytesOf(`${list}.cases.csv`), list).flatMap(({ caseId, merchant, label }) =>
    label ? [{ caseId, label, decision: decideByNames(index, merchant) }] : [],
  );
}

describe.each(lists)('the labelled purchases of %s', (list, covered) => {
  it('are matched to no wrong vendor', () => {
    const wrong = decided(list).filter(
      ({ label, decision }) =>
        decision.decision === 'match' &&
        (label.label !== 'MATCH' || decision.vendorNum !== label.acceptable[0]),
    );
    expect(wrong.map(({ caseId }) => caseId)).toEqual([]);
  });

  it('are matched by themselves, as many of those that have one right vendor as were measured', () => {
    const { coverage } = qualityOf(decided(list));
    expect((100 * coverage.part) / coverage.of).toBeGreaterThanOrEqual(covered);
  });

  it('have the right vendor among the first three where they are asked about', () => {
    const { topThree } = qualityOf(decided(list));
    expect(topThree.part).toBe(topThree.of);
  });
});
