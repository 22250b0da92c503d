import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, installOnce } from './cache';
import { isExecutable, onPath } from './executables';
import { runCommand, sparseLog } from './run-command';
import { downloadBySdk, reasonOf } from './sdk-download';
import type { FindOptions } from './temporal-cli';

const serverVersion = '1.31.0';
const loggingVersion = '2.0.16';

/**
 * The executable of Temporal's time-skipping test server, for
 * `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`:
 * TEMPORAL_TEST_SERVER → cached → the SDK's download → fetched from Maven and run by Java (TEMPORAL.md 2.7).
 */
export async function findTimeSkippingServer({ env = process.env, log }: FindOptions): Promise<string> {
  if (env.TEMPORAL_TEST_SERVER) return env.TEMPORAL_TEST_SERVER;
  const target = join(cacheDirectory(env), `temporal-test-server-${serverVersion}`);
  const executable = join(target, 'temporal-test-server');
  if (await isExecutable(executable)) return executable;
  log(`no time-skipping test server here yet: it is fetched once into ${target}`);
  await installOnce({
    target,
    log,
    make: async (folder) => {
      const made = join(folder, 'made');
      await mkdir(made);
      await obtain(folder, made, { env, log });
      return made;
    },
  });
  return executable;
}

async function obtain(scratch: string, made: string, options: Required<FindOptions>): Promise<void> {
  try {
    await bySdk(scratch, made, options);
  } catch (error) {
    options.log(`the download did not succeed (${reasonOf(error)})`);
    await byMaven(scratch, made, options);
  }
}

async function bySdk(scratch: string, made: string, { log }: Required<FindOptions>): Promise<void> {
  const download = join(scratch, 'download');
  await mkdir(download);
  await rename(await downloadBySdk('time-skipping', download, log), join(made, 'server'));
  await writeWrapper(made, 'exec "$(dirname "$0")/server" "$@"');
}

async function byMaven(scratch: string, made: string, { env, log }: Required<FindOptions>): Promise<void> {
  const [java, maven] = [await onPath('java', env), await onPath('mvn', env)];
  if (!java || !maven) {
    const lacking = [java ? '' : 'Java 17 (java)', maven ? '' : 'Maven (mvn)'].filter(Boolean);
    throw new Error(missing(lacking.join(' and ')));
  }
  log('fetching it from Maven instead, to be run by Java');
  const pomFile = join(scratch, 'pom.xml');
  await writeFile(pomFile, pom);
  const folder = `-DoutputDirectory=${join(made, 'lib')}`;
  await runCommand({
    command: maven,
    args: ['-B', '-f', pomFile, 'dependency:copy-dependencies', folder],
    onLine: sparseLog(log, 'fetching the test server'),
  });
  const classPath = '"$(dirname "$0")/lib/*"';
  await writeWrapper(made, `exec "${java}" -Xmx512m -cp ${classPath} io.temporal.testserver.TestServer "$@"`);
  log('the time-skipping test server is there');
}

async function writeWrapper(folder: string, command: string): Promise<void> {
  const wrapper = join(folder, 'temporal-test-server');
  await writeFile(wrapper, `#!/bin/sh\n${command}\n`);
  await chmod(wrapper, 0o755);
}

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>brex-kinetic</groupId><artifactId>time-skipping-server</artifactId><version>1</version>
  <dependencies>
    ${dependency('io.temporal', 'temporal-test-server', serverVersion)}
    ${dependency('org.slf4j', 'slf4j-simple', loggingVersion)}
  </dependencies>
</project>
`;

const missing = (lacking: string): string =>
  [
    `Temporal's time-skipping test server is missing: it could not be downloaded, and ${lacking} is not on PATH.`,
    'Any one of these helps:',
    '  - allow this machine to reach https://temporal.download',
    '  - install Java 17 and Maven, with access to Maven Central',
    '  - set TEMPORAL_TEST_SERVER to where its executable is',
  ].join('\n');
