import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadBySdk } from '../../local/sdk-download';
import { findTemporalCli } from '../../local/temporal-cli';
import { tempFolder } from '../support/temp-folder';

jest.mock('../../local/sdk-download', () => ({
  ...jest.requireActual('../../local/sdk-download'),
  downloadBySdk: jest.fn(),
}));
const download = jest.mocked(downloadBySdk);

const folder = tempFolder();
const lines: string[] = [];
const log = (line: string): void => {
  lines.push(line);
};

function executable(path: string, content = '#!/bin/sh\n'): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

/** A cache and a PATH of the test's own. */
function environment(more: Record<string, string> = {}): Record<string, string> {
  return { BREX_KINETIC_CACHE: join(folder(), 'cache'), PATH: join(folder(), 'bin'), ...more };
}

beforeEach(() => {
  lines.length = 0;
  download.mockReset().mockRejectedValue(new Error('Failed to start\ndns error: temporal.download'));
});

describe('finding the temporal executable', () => {
  it('takes the one that TEMPORAL_CLI names before any other', async () => {
    const named = executable(join(folder(), 'mine'));
    executable(join(folder(), 'bin', 'temporal'));
    expect(await findTemporalCli({ env: environment({ TEMPORAL_CLI: named }), log })).toBe(named);
  });

  it('says so where TEMPORAL_CLI names no executable, instead of taking another', async () => {
    executable(join(folder(), 'bin', 'temporal'));
    const finding = findTemporalCli({ env: environment({ TEMPORAL_CLI: '/nowhere/temporal' }), log });
    await expect(finding).rejects.toThrow('TEMPORAL_CLI names /nowhere/temporal');
  });

  it('takes the one on PATH before the cached one', async () => {
    const onPath = executable(join(folder(), 'bin', 'temporal'));
    executable(join(folder(), 'cache', 'temporal-v1.5.1'));
    expect(await findTemporalCli({ env: environment(), log })).toBe(onPath);
  });

  it('takes the cached one without asking the network', async () => {
    const cached = executable(join(folder(), 'cache', 'temporal-v1.5.1'));
    expect(await findTemporalCli({ env: environment(), log })).toBe(cached);
    expect(download).not.toHaveBeenCalled();
  });

  it('keeps what the SDK downloads, so that it is downloaded once', async () => {
    download.mockImplementation(async (_server, work) =>
      executable(join(work, 'temporal-sdk'), 'downloaded'),
    );
    const found = await findTemporalCli({ env: environment(), log });
    expect(readFileSync(found, 'utf8')).toBe('downloaded');
    expect(await findTemporalCli({ env: environment(), log })).toBe(found);
    expect(download).toHaveBeenCalledTimes(1);
  });

  it('has Go build it where the download is not possible, and says why', async () => {
    executable(
      join(folder(), 'bin', 'go'),
      '#!/bin/sh\necho "$@" > "$GOBIN/temporal"\n/bin/chmod +x "$GOBIN/temporal"\n',
    );
    const found = await findTemporalCli({ env: environment(), log });
    expect(readFileSync(found, 'utf8').trim()).toBe(
      'install -v github.com/temporalio/cli/cmd/temporal@v1.5.1',
    );
    expect(lines).toContainEqual('the download did not succeed (dns error: temporal.download)');
  });

  it("quotes Go's last words and the remedies where the build fails", async () => {
    executable(join(folder(), 'bin', 'go'), '#!/bin/sh\necho "module lookup disabled" >&2\nexit 1\n');
    const finding = findTemporalCli({ env: environment(), log });
    await expect(finding).rejects.toThrow(/Go could not build.*module lookup disabled/s);
    await expect(finding).rejects.toThrow('TEMPORAL_ADDRESS');
  });

  it('names every remedy where there is neither a download nor Go', async () => {
    const finding = findTemporalCli({ env: environment(), log });
    await expect(finding).rejects.toThrow("Temporal's server is missing");
    for (const remedy of [
      'on PATH',
      'TEMPORAL_CLI',
      'TEMPORAL_ADDRESS',
      'https://temporal.download',
      'install Go',
    ]) {
      await expect(finding).rejects.toThrow(remedy);
    }
  });
});
