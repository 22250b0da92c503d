import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, runCommand } from './run-command';

export type SdkServer = 'dev-server' | 'time-skipping';

/** The SDK's download of a server takes this long at most; a network that swallows packets must not hang us. */
const timeoutMs = 300_000;

/**
 * Lets Temporal's SDK download one of its servers into the folder and returns the executable. In a process of
 * its own: the SDK downloads only by starting the server, and its native runtime stays for the process's life.
 * Throws where the download is not possible.
 */
export async function downloadBySdk(server: SdkServer, folder: string, log: Log): Promise<string> {
  log(`asking Temporal's SDK to download its ${server} …`);
  const began = Date.now();
  const progress = setInterval(
    () => log(`downloading … ${Math.round((Date.now() - began) / 1000)} s`),
    10_000,
  );
  try {
    await runCommand({ command: process.execPath, args: ['-e', downloadScript, server, folder] });
  } finally {
    clearInterval(progress);
  }
  return largestFile(folder);
}

/** Why a download did not succeed, in one line: the end of the SDK's message names the cause. */
export function reasonOf(error: unknown): string {
  const last = ((error as Error).message.trim().split('\n').at(-1) ?? '').trim();
  return last.length > 120 ? `… ${last.slice(-120)}` : last;
}

const downloadScript = `
const { TestWorkflowEnvironment } = require(${JSON.stringify(require.resolve('@temporalio/testing'))});
const [server, downloadDir] = process.argv.slice(1);
const create = server === 'dev-server' ? 'createLocal' : 'createTimeSkipping';
setTimeout(() => { console.error('no answer in ${timeoutMs / 1000} s'); process.exit(1); }, ${timeoutMs});
TestWorkflowEnvironment[create]({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((environment) => environment.teardown())
  .then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });
`;

async function largestFile(folder: string): Promise<string> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), size: (await stat(join(folder, name))).size })),
  );
  const [largest] = files.sort((one, other) => other.size - one.size);
  if (!largest) throw new Error(`The SDK reported a download, but ${folder} is empty.`);
  return largest.path;
}
