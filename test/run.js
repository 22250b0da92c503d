/**
 * Runs every test: first the projects that use the product, then `contract`, which checks what those
 * exchanged with the sandbox. Ends with one line "N passed, N failed" and fails where a test failed, a file
 * could not be run, or nothing ran.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'brex-kinetic-run-'));
const exchanges = process.env.EXCHANGE_LOG_DIR || join(scratch, 'exchanges');
const contracts = resolve(root, process.env.CONTRACTS_DIR || '../shared/contracts');

/** The jest that runs now: whoever ends us ends it, and it its servers. */
let jest = null;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = true;
    jest?.kill(signal);
  });
}

/** Runs jest on projects and counts; a test file that could not be run counts as one failure. */
async function run(title, projects) {
  console.log(`── ${title}`);
  const report = join(scratch, `${projects[0]}.json`);
  const args = [
    require.resolve('jest/bin/jest'),
    '--selectProjects',
    ...projects,
    '--maxWorkers=2',
    '--json',
    `--outputFile=${report}`,
  ];
  jest = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, EXCHANGE_LOG_DIR: exchanges, CONTRACTS_DIR: contracts },
  });
  const [status, signal] = await once(jest, 'close');
  if (stopped) process.exit(130);
  if (!existsSync(report)) {
    console.log(`jest did not finish (${signal ?? `exit code ${status}`}) and counts as one failure.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    // a failure outside any test, such as a global teardown, is one too
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: result.numPendingTests,
  };
}

async function main() {
  const results = [await run('unit, store and whole', ['unit', 'store', 'whole'])];
  if (existsSync(contracts)) {
    results.push(await run('contract', ['contract']));
  } else {
    console.log(`── contract: skipped, since there is no folder ${contracts} (CONTRACTS_DIR names another).`);
  }
  rmSync(scratch, { recursive: true, force: true });

  const sum = (key) => results.reduce((total, each) => total + each[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  if (skipped > 0) console.log(`${skipped} skipped`);
  if (passed + failed === 0) console.log('No test ran.');
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main();
