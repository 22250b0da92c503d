import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the contracts are: CONTRACTS_DIR, or beside the checkout. */
export const contractsDirectory = resolve(
  __dirname,
  '../..',
  process.env.CONTRACTS_DIR || '../shared/contracts',
);

/** `describe`, or skipping with a line that says so where the contracts are not there. */
export function describeWithContracts(): jest.Describe {
  if (existsSync(contractsDirectory)) return describe;
  process.stderr.write(
    `contract tests are skipped: there is no folder ${contractsDirectory} (CONTRACTS_DIR names another)\n`,
  );
  return describe.skip;
}
