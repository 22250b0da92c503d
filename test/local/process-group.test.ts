import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessSpec } from '../../local/managed-process';
import { ProcessGroup } from '../../local/process-group';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();
const lines: string[] = [];
const givenUp: string[] = [];
let group: ProcessGroup;

beforeEach(() => {
  lines.length = 0;
  givenUp.length = 0;
  group = new ProcessGroup({
    logFolder: folder(),
    log: (line) => lines.push(line),
    onGivenUp: (message) => givenUp.push(message),
    restartAfterMs: 1,
  });
});
afterEach(() => group.kill());

/** A process of node that runs the script and is ready when it prints "ready". */
function script(name: string, code: string, more: Partial<ProcessSpec> = {}): ProcessSpec {
  return {
    name,
    command: process.execPath,
    args: ['-e', code],
    ready: { line: /^ready/ },
    remedy: 'try again',
    ...more,
  };
}

const forever = 'setInterval(() => {}, 1000); console.log("ready here");';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

describe('a process', () => {
  it('is up when it prints its line, and its output is in its log', async () => {
    const started = await group.start(script('Sandbox Brex', `console.log('loading'); ${forever}`));
    expect(started.readyLine).toBe('ready here');
    await group.stop();
    expect(readFileSync(join(folder(), 'sandbox-brex.log'), 'utf8')).toMatch(/loading\nready here\n/);
  });

  it('is up when its page answers', async () => {
    const serve = `require('http').createServer((_, r) => r.end()).listen(0, '127.0.0.1', function () {
      require('fs').writeFileSync(process.env.PORT_FILE, String(this.address().port)); });`;
    const portFile = join(folder(), 'port');
    const asked: boolean[] = [];
    await group.start(
      script('gateway', serve, {
        env: { PORT_FILE: portFile },
        ready: {
          check: async () => {
            const port = await sleep(50)
              .then(() => readFileSync(portFile, 'utf8'))
              .catch(() => '');
            asked.push(Boolean(port));
            return port !== '' && (await fetch(`http://127.0.0.1:${port}`)).ok;
          },
        },
      }),
    );
    expect(asked.at(-1)).toBe(true);
  });

  it('that ends instead is reported with its name, its last lines, its log and the remedy', async () => {
    const starting = group.start(script('worker', 'console.error("no database"); process.exit(3)'));
    await expect(starting).rejects.toThrow(
      [
        'The worker did not come up: it ended with exit code 3.',
        'Its last lines:',
        '  no database',
        `Log: ${join(folder(), 'worker.log')}`,
        'What helps: try again',
      ].join('\n'),
    );
  });

  it('that stays silent is reported and killed', async () => {
    const pidFile = join(folder(), 'pid');
    const silent = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    await expect(group.start(script('worker', silent, { readyWithinMs: 1_500 }))).rejects.toThrow(
      'The worker did not come up: it was not ready within 1.5 s.\nIt printed nothing.',
    );
    await until(() => !isAlive(Number(readFileSync(pidFile, 'utf8'))));
  });

  it('whose executable is missing is reported by its name', async () => {
    const spec = script('Temporal server', '', { command: join(folder(), 'no-such-temporal') });
    await expect(group.start(spec)).rejects.toThrow(
      /The Temporal server did not come up: .*no-such-temporal ENOENT/,
    );
  });

  it('that ends by itself later is started again, and that is said', async () => {
    const once = `const fs = require('fs'), f = ${JSON.stringify(join(folder(), 'ran'))};
      if (fs.existsSync(f)) { ${forever} } else { fs.writeFileSync(f, ''); console.log('ready'); setTimeout(() => process.exit(9), 50); }`;
    await group.start(script('worker', once));
    await until(() => lines.some((line) => line.includes('the worker is up again')));
    expect(lines[0]).toContain('The worker ended by itself: exit code 9.');
    expect(givenUp).toEqual([]);
  });

  it('that ends again and again is given up, with the remedy', async () => {
    await group.start(script('worker', 'console.log("ready"); setTimeout(() => process.exit(9), 10)'));
    await until(() => givenUp.length > 0);
    expect(givenUp[0]).toMatch(/It ended 5 times within a minute. What helps: try again/);
  });
});

describe('stopping', () => {
  it('stops the last one started first, and waits for each', async () => {
    const story = join(folder(), 'story');
    const say = (name: string) => `process.on('SIGTERM', () => setTimeout(() => {
      require('fs').appendFileSync(${JSON.stringify(story)}, '${name} '); process.exit(0); }, 50)); ${forever}`;
    for (const name of ['database', 'worker', 'gateway']) await group.start(script(name, say(name)));
    await group.stop();
    expect(readFileSync(story, 'utf8')).toBe('gateway worker database ');
    expect(lines).toEqual([]);
  });

  it('kills one that does not end in time, with its descendants', async () => {
    const childFile = join(folder(), 'child');
    const stubborn = `process.on('SIGTERM', () => {});
      const child = require('child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
      require('fs').writeFileSync(${JSON.stringify(childFile)}, String(child.pid)); ${forever}`;
    const { pid } = await group.start(script('worker', stubborn, { stopWithinMs: 200 }));
    await group.stop();
    const child = Number(readFileSync(childFile, 'utf8'));
    await until(() => !isAlive(pid) && !isAlive(child));
  });

  it('also stops one that is still coming up, and starts no other', async () => {
    const starting = group.start(script('worker', 'setInterval(() => {}, 1000)'));
    const refused = expect(starting).rejects.toThrow('it ended with signal SIGTERM');
    await group.stop();
    await refused;
    await expect(group.start(script('gateway', forever))).rejects.toThrow('everything is being stopped');
  });
});
