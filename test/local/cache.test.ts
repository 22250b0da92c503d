import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installOnce } from '../../local/cache';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();

/** An installation that counts how often it is made and takes a moment. */
function installation(target: string) {
  const state = { made: 0, told: [] as string[] };
  return {
    state,
    target,
    log: (line: string) => state.told.push(line),
    make: async (work: string) => {
      state.made += 1;
      const file = join(work, 'server');
      writeFileSync(file, 'half');
      await sleep(50);
      expect(existsSync(target)).toBe(false);
      writeFileSync(file, 'whole');
      return file;
    },
  };
}

describe('the cache of servers', () => {
  it('puts what was made into place and leaves nothing else behind', async () => {
    const target = join(folder(), 'deep', 'temporal');
    expect(await installOnce(installation(target))).toBe(target);
    expect(readFileSync(target, 'utf8')).toBe('whole');
    expect(readdirSync(join(folder(), 'deep'))).toEqual(['temporal']);
  });

  it('makes it once where several ask at the same time', async () => {
    const one = installation(join(folder(), 'temporal'));
    await Promise.all([installOnce(one), installOnce(one), installOnce(one)]);
    expect(one.state.made).toBe(1);
    expect(one.state.told).toContainEqual(expect.stringContaining(`process ${process.pid} is preparing`));
  });

  it('takes over from a process that died while making it', async () => {
    const one = installation(join(folder(), 'temporal'));
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(`${one.target}.lock`, String(pid));
    await installOnce(one);
    expect(one.state.made).toBe(1);
  });

  it('leaves no target and no lock where making it fails, so that the next may try', async () => {
    const one = installation(join(folder(), 'temporal'));
    const failing = {
      ...one,
      make: async () => {
        throw new Error('no network');
      },
    };
    await expect(installOnce(failing)).rejects.toThrow('no network');
    expect(readdirSync(folder())).toEqual([]);
    await installOnce(one);
    expect(readFileSync(one.target, 'utf8')).toBe('whole');
  });
});
