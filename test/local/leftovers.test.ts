import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers, rememberProcesses } from '../../local/leftovers';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();
const lines: string[] = [];
const log = (line: string): void => {
  lines.push(line);
};
let child: ChildProcess;

beforeEach(async () => {
  lines.length = 0;
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  await once(child, 'spawn');
});
afterEach(() => {
  child.kill('SIGKILL');
});

const commandLine = `${process.execPath} -e setInterval(() => {}, 1000)`;

describe('processes of an earlier start that was killed', () => {
  it('are ended, and that is said', async () => {
    const { pid = 0 } = child;
    const ended = once(child, 'exit');
    rememberProcesses(folder(), [{ name: 'worker', pid, commandLine }]);
    await endLeftovers(folder(), log);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(lines).toEqual([
      `The worker of an earlier start is still running (process ${pid}): it is ended first.`,
    ]);
    expect(existsSync(join(folder(), 'processes.json'))).toBe(false);
  });

  it('are left alone where the number has become that of another program', async () => {
    rememberProcesses(folder(), [
      { name: 'worker', pid: child.pid ?? 0, commandLine: 'node dist/worker/main.js' },
    ]);
    await endLeftovers(folder(), log);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    expect(lines).toEqual([]);
  });

  it('are none where the last start ended well', async () => {
    rememberProcesses(folder(), []);
    await expect(endLeftovers(folder(), log)).resolves.toBeUndefined();
  });
});
