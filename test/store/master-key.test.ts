import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey } from '../../store';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'master-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const key = Buffer.alloc(32, 7);

describe('the master key of the environment', () => {
  it('is BREX_KINETIC_MASTER_KEY, 32 bytes in base64; no file is made', async () => {
    const loaded = await loadMasterKey({ BREX_KINETIC_MASTER_KEY: key.toString('base64') }, folder);
    expect(Buffer.from(loaded)).toEqual(key);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it.each([
    ['of another length', Buffer.alloc(16, 7).toString('base64')],
    ['not base64', 'correct horse battery staple, and more'],
    ['cut short', key.toString('base64').slice(0, -1)],
  ])('is refused where it is %s, without being told', async (_, text) => {
    const refusal = await loadMasterKey({ BREX_KINETIC_MASTER_KEY: text }, folder).catch((error) => error);
    expect(refusal).toMatchObject({
      name: 'MasterKeyError',
      message: expect.stringContaining('BREX_KINETIC_MASTER_KEY is not 32 bytes in base64'),
    });
    expect(refusal.message).not.toContain(text);
  });

  it('must be set in production', async () => {
    await expect(loadMasterKey({ NODE_ENV: 'production' }, folder)).rejects.toThrow(
      'BREX_KINETIC_MASTER_KEY is not set',
    );
  });
});

describe('the master key of a developer', () => {
  it('is made once, in a file that only its owner can read', async () => {
    const made = await loadMasterKey({}, join(folder, 'new'));
    expect(made).toHaveLength(32);
    await expect(loadMasterKey({}, join(folder, 'new'))).resolves.toEqual(made);
    expect((await stat(join(folder, 'new', 'master-key'))).mode & 0o777).toBe(0o600);
  });

  it('is one where several processes ask at the same moment, and nothing else is left', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => loadMasterKey({}, folder)));
    expect(new Set(keys.map((each) => Buffer.from(each).toString('hex'))).size).toBe(1);
    await expect(readdir(folder)).resolves.toEqual(['master-key']);
  });

  it('is refused from a file that others can read', async () => {
    await loadMasterKey({}, folder);
    await chmod(join(folder, 'master-key'), 0o640);
    await expect(loadMasterKey({}, folder)).rejects.toThrow(/can be read by others: run "chmod 600/);
  });

  it('is refused from a file that holds something else', async () => {
    await writeFile(join(folder, 'master-key'), 'hello', { mode: 0o600 });
    await expect(loadMasterKey({}, folder)).rejects.toMatchObject({ name: 'MasterKeyError' });
  });
});
