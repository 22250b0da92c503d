import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { transform } from '@swc/core';

const root = resolve(__dirname, '..', '..', '..');

export interface PostgresProcess {
  readonly process: ChildProcess;
  readonly url: string;
}

/** Starts PostgreSQL from a process of its own, compiled into `folder`, as the user given or as ourselves. */
export async function postgresProcess(
  folder: string,
  options: { readonly dataDir: string; readonly port: number },
  user: { readonly uid?: number; readonly gid?: number } = {},
): Promise<PostgresProcess> {
  await compileLocal(folder);
  const started = spawn(process.execPath, ['-e', program(folder, options)], {
    ...user,
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_PATH: join(root, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { process: started, url: await firstLine(started) };
}

/** Ends by itself on SIGTERM, after it has stopped the server. */
function program(folder: string, options: object): string {
  return `
    const { startPostgres } = require(${JSON.stringify(join(folder, 'local', 'postgres.js'))});
    startPostgres({ ...${JSON.stringify(options)}, log: () => undefined }).then((server) => {
      console.log(server.url);
      const alive = setInterval(() => undefined, 1000);
      process.once('SIGTERM', () => server.stop().then(() => clearInterval(alive)));
    });`;
}

async function compileLocal(folder: string): Promise<void> {
  const target = join(folder, 'local');
  await mkdir(target, { recursive: true });
  await Promise.all([folder, target].map((each) => chmod(each, 0o755)));
  for (const name of await readdir(join(root, 'local'))) {
    if (!name.endsWith('.ts')) continue;
    const { code } = await transform(await readFile(join(root, 'local', name), 'utf8'), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    await writeFile(join(target, name.replace(/\.ts$/, '.js')), code);
  }
}

function firstLine(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (started.stdout) createInterface({ input: started.stdout }).once('line', resolve);
    started.once('exit', (code, signal) =>
      reject(new Error(`the starter ended with ${signal ?? `exit code ${code}`}`)),
    );
  });
}
