import { join } from 'node:path';
import { cacheDirectory, installOnce } from './cache';
import { isExecutable, onPath } from './executables';
import { type Log, runCommand, sparseLog } from './run-command';
import { downloadBySdk, reasonOf } from './sdk-download';

type Environment = Readonly<Record<string, string | undefined>>;

/** The newest release that `go install` can build: later ones replace modules, which it refuses. */
const cliVersion = 'v1.5.1';
const cliPackage = `github.com/temporalio/cli/cmd/temporal@${cliVersion}`;

export interface FindOptions {
  readonly env?: Environment;
  readonly log: Log;
}

/**
 * The `temporal` executable: TEMPORAL_CLI → on PATH → cached → the SDK's download → built by Go (about six
 * minutes, once). Throws an error that names what is missing and every remedy.
 */
export async function findTemporalCli({ env = process.env, log }: FindOptions): Promise<string> {
  if (env.TEMPORAL_CLI) return namedCli(env.TEMPORAL_CLI);
  const found = await onPath('temporal', env);
  if (found) return found;
  const target = join(cacheDirectory(env), `temporal-${cliVersion}`);
  if (await isExecutable(target)) return target;
  log(`no temporal executable here yet: it is fetched once into ${target}`);
  return installOnce({ target, log, make: (folder) => obtain(folder, env, log) });
}

async function namedCli(path: string): Promise<string> {
  if (await isExecutable(path)) return path;
  throw new Error(`TEMPORAL_CLI names ${path}, which is not an executable file: correct it, or unset it.`);
}

async function obtain(folder: string, env: Environment, log: Log): Promise<string> {
  try {
    return await downloadBySdk('dev-server', folder, log);
  } catch (error) {
    log(`the download did not succeed (${reasonOf(error)})`);
  }
  const go = await onPath('go', env);
  if (!go) throw new Error(missing);
  log(`building it with Go instead: go install ${cliPackage} (about six minutes, only this once)`);
  try {
    await runCommand({
      command: go,
      args: ['install', '-v', cliPackage],
      env: { GOBIN: folder, GOFLAGS: env.GOFLAGS ?? '' },
      onLine: sparseLog(log, 'building temporal'),
    });
  } catch (error) {
    throw new Error(`Go could not build Temporal's server.\n${(error as Error).message}\n${missing}`);
  }
  log('temporal is built');
  return join(folder, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
}

const missing = [
  "Temporal's server is missing, and could neither be downloaded nor built. Any one of these helps:",
  '  - install the Temporal CLI (https://docs.temporal.io/cli), so that `temporal` is on PATH',
  '  - set TEMPORAL_CLI to where the executable is',
  '  - set TEMPORAL_ADDRESS to a Temporal server that runs already',
  '  - allow this machine to reach https://temporal.download',
  '  - install Go 1.23 or later (https://go.dev/dl) with access to a Go module proxy',
].join('\n');
