import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetSandbox, requireAlone, sayRunning, sayStopped } from '../../local/data-folder';
import { readLocalSettings } from '../../local/local-settings';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();
const settings = () => readLocalSettings([], { BREX_KINETIC_DATA: folder() });

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder(), name, '..'), { recursive: true });
    writeFileSync(join(folder(), name), 'content');
  }
}

describe('--fresh', () => {
  it("removes the sandbox's state", async () => {
    put('postgres/PG_VERSION', 'temporal.db', 'sandbox/brex.json', 'logs/worker.log', 'master-key');
    await forgetSandbox(settings());
    expect(readdirSync(folder())).toEqual([]);
  });

  it('keeps what belongs to real systems, and the key of their secrets', async () => {
    put('temporal.db', 'connected/postgres/PG_VERSION', 'master-key');
    await forgetSandbox(settings());
    expect(readdirSync(folder()).sort()).toEqual(['connected', 'master-key']);
  });

  it('removes nothing that is not ours', async () => {
    put('temporal.db', 'thesis.docx');
    await forgetSandbox(settings());
    expect(readdirSync(folder())).toEqual(['thesis.docx']);
  });

  it('has nothing to do before the first start', async () => {
    const nowhere = readLocalSettings([], { BREX_KINETIC_DATA: join(folder(), 'none') });
    await expect(forgetSandbox(nowhere)).resolves.toBeUndefined();
  });
});

describe('what runs here', () => {
  it('is left for commands beside it, readable by its owner only, and removed at the end', () => {
    sayRunning(settings(), { DATABASE_URL: 'postgres://localhost:5433/brex' });
    const file = join(folder(), 'running.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      DATABASE_URL: 'postgres://localhost:5433/brex',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    sayStopped(settings());
    expect(readdirSync(folder())).toEqual([]);
  });

  it('keeps a second one out while it lives', () => {
    sayRunning(settings(), {});
    expect(() => requireAlone(settings())).toThrow(`npm start runs here already (process ${process.pid})`);
  });

  it('does not keep another out after it was killed', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder(), 'running.json'), JSON.stringify({ BREX_KINETIC_PID: String(pid) }));
    expect(() => requireAlone(settings())).not.toThrow();
  });

  it('is not removed by one that was kept out', () => {
    writeFileSync(join(folder(), 'running.json'), JSON.stringify({ BREX_KINETIC_PID: String(process.ppid) }));
    sayStopped(settings());
    expect(readdirSync(folder())).toEqual(['running.json']);
  });
});
