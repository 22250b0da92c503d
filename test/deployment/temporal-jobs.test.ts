import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { tempFolder } from '../support/temp-folder';
import { compose, root, textOf } from './compose-file';

const folder = tempFolder();

/**
 * The shell scripts of the jobs, run by a real shell; the two programs of Temporal's image are stand-ins that
 * note how they were called and end as the test says.
 */
function run(script: string, programs: Record<string, string>, env: Record<string, string> = {}) {
  const bin = join(folder(), 'bin');
  const calls = join(folder(), 'calls');
  mkdirSync(bin);
  writeFileSync(calls, '');
  for (const [name, body] of Object.entries({ sleep: '', ...programs })) {
    const file = join(bin, name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${calls}"\n${body}\n`);
    chmodSync(file, 0o755);
  }
  const { status, stderr } = spawnSync('/bin/sh', [join(root, 'deploy/temporal', script)], {
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, ...env },
  });
  return { status, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n') };
}

describe('the namespace job', () => {
  const env = { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'default', RETENTION: '90d' };
  const ensureNamespace = (body: string) => run('ensure-namespace.sh', { temporal: body }, env);

  it('creates the namespace with its retention', () => {
    const { status, calls } = ensureNamespace('case "$*" in *describe*) exit 1;; esac');
    expect(status).toBe(0);
    expect(calls.at(-1)).toBe('temporal operator namespace create --namespace default --retention 90d');
  });

  it('sets the retention of a namespace that exists', () => {
    const { status, calls } = ensureNamespace('');
    expect(status).toBe(0);
    expect(calls.at(-1)).toBe('temporal operator namespace update --namespace default --retention 90d');
  });

  it('waits for a server that is not healthy yet, and fails in words where it never is', () => {
    const { status, stderr, calls } = ensureNamespace('exit 1');
    expect(status).toBe(1);
    expect(stderr).toContain('Temporal at temporal:7233 did not become healthy');
    expect(calls.filter((call) => call === 'temporal operator cluster health')).toHaveLength(60);
  });

  it('fails where the namespace could not be made', () => {
    const { status } = ensureNamespace('case "$*" in *describe*|*create*) exit 1;; esac');
    expect(status).toBe(1);
  });

  it('is told everything that it asks for', () => {
    expect(Object.keys(compose.services['temporal-namespace']?.environment ?? {}).sort()).toEqual(
      Object.keys(env).sort(),
    );
  });
});

describe('the schema job', () => {
  it('brings both databases up to date', () => {
    const { status, calls } = run('setup-schema.sh', { 'temporal-sql-tool': '' });
    expect(status).toBe(0);
    const schemas = '/etc/temporal/schema/postgresql/v12';
    expect(calls).toEqual([
      'temporal-sql-tool --db temporal create',
      'temporal-sql-tool --db temporal setup-schema -v 0.0',
      `temporal-sql-tool --db temporal update-schema -d ${schemas}/temporal/versioned`,
      'temporal-sql-tool --db temporal_visibility create',
      'temporal-sql-tool --db temporal_visibility setup-schema -v 0.0',
      `temporal-sql-tool --db temporal_visibility update-schema -d ${schemas}/visibility/versioned`,
    ]);
  });

  it('fails where a step fails, so that the server does not start on half a schema', () => {
    const { status, calls } = run('setup-schema.sh', {
      'temporal-sql-tool': 'case "$*" in *update-schema*) exit 1;; esac',
    });
    expect(status).not.toBe(0);
    expect(calls).toHaveLength(3);
  });
});

describe("Temporal's dynamic settings", () => {
  it('are a list of values for each key, as the server reads them', () => {
    const settings = parse(textOf('deploy/temporal/dynamic-config.yaml')) as Record<string, unknown>;
    for (const values of Object.values(settings))
      expect(values).toEqual([expect.objectContaining({ value: expect.anything() })]);
  });

  it('are where the server is told to find them', () => {
    expect(compose.services.temporal).toMatchObject({
      environment: { DYNAMIC_CONFIG_FILE_PATH: '/deploy/dynamic-config.yaml' },
      volumes: ['./deploy/temporal:/deploy:ro'],
    });
  });
});
