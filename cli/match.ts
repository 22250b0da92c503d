import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { decideByNames, type NameDecision, VendorIndex } from '../accounting/vendor-matching';
import { bytesOf, UnreadableMatchFile } from './match-csv';
import { readCases, readVendors } from './match-files';
import { report } from './match-report';

export interface MatchFiles {
  readonly vendors: string;
  readonly cases: string;
  readonly out: string;
}

/**
 * Matches a file of card purchases with a file of vendors, as the worker would without memory, and writes a decision
 * a line. Where the file carries labels, says how good the decisions are; the matcher never sees them.
 */
export async function matchFiles(files: MatchFiles, say: (line: string) => void): Promise<void> {
  const vendors = readVendors(await bytesOf(files.vendors), files.vendors);
  const cases = readCases(await bytesOf(files.cases), files.cases);
  const index = VendorIndex.of(vendors);
  const out = createWriteStream(files.out);
  const decided = cases.map((one) => ({ ...one, decision: decideByNames(index, one.merchant) }));
  for (const { caseId, decision } of decided) out.write(`${JSON.stringify(line(caseId, decision))}\n`);
  out.end();
  await once(out, 'finish').catch((error: Error) => {
    throw new UnreadableMatchFile(
      `${files.out} cannot be written: ${error.message}. Check that its folder exists.`,
    );
  });
  say(`${decided.length} cases against ${vendors.length} vendors: ${files.out}`);
  const twice = decided.length - new Set(decided.map(({ caseId }) => caseId)).size;
  if (twice > 0)
    say(
      `Some case ids stand more than once (${twice} rows); each row has its own line, in the order of the file.`,
    );
  for (const words of report(decided)) say(words);
}

function line(caseId: string, { decision, vendorNum, score, candidates, reason }: NameDecision): object {
  return {
    case_id: caseId,
    decision: decision.toUpperCase(),
    vendor_num: vendorNum,
    score: Math.round(score * 100) / 100,
    candidates: candidates.map((vendor) => ({
      vendor_num: vendor.vendorNum,
      name: vendor.name,
      score: vendor.score,
    })),
    reason,
  };
}
