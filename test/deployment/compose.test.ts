import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compose, composeText, root, type Service, substituted, textOf, variablesOf } from './compose-file';
import { problemsOf } from './compose-schema';

const services = Object.entries(compose.services);
const ofProduct = services.filter(([, { build }]) => build !== undefined);
const mebibytes = (text: string): number => Number.parseInt(text, 10) * (text.endsWith('g') ? 1024 : 1);

/** Whether a service starts only after another has done what `condition` says, at once or by way of others. */
function comesAfter(name: string, earlier: string, condition: string): boolean {
  const direct = compose.services[name]?.depends_on ?? {};
  return Object.entries(direct).some(
    ([other, how]) =>
      (other === earlier && how.condition === condition) || comesAfter(other, earlier, condition),
  );
}

/** A service that does its work and ends. */
const isJob = ({ restart }: Service): boolean => restart?.startsWith('on-failure') ?? false;

describe('docker-compose.yml', () => {
  it('is as the Compose specification wants it', () => {
    expect(problemsOf(parse(substituted(composeText, 'x'), { merge: true }))).toEqual([]);
  });

  it.each([
    ['an unknown key', { imagge: 'postgres:17' }],
    ['a port that is none', { image: 'a', ports: ['http'] }],
    ['an interval without a unit', { image: 'a', healthcheck: { test: 'true', interval: '5' } }],
    ['an unknown condition', { image: 'a', depends_on: { b: { condition: 'ready' } } }],
  ])('would be refused with %s', (_, service) => {
    expect(problemsOf({ services: { a: service } })).not.toEqual([]);
  });

  it('pins every image to one version', () => {
    for (const [, { image }] of services)
      expect(substituted(image, '')).toMatch(/^[a-z/-]+:(local|\d+\.\d+(\.\d+)?(-[a-z]+)?)$/);
    expect(textOf('Dockerfile')).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-\w+-slim$/m);
  });

  it('runs one version of Temporal', () => {
    const versions = services.flatMap(([, { image }]) =>
      /^temporalio\/(server|admin-tools):/.test(image) ? [image.split(':')[1]] : [],
    );
    expect(versions).toHaveLength(3);
    expect(new Set(versions).size).toBe(1);
  });

  it('takes no variable that .env.example does not explain, and no other way round', () => {
    const example = textOf('.env.example');
    const explained = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name).sort();
    expect(variablesOf(composeText)).toEqual(explained);
    // each group of variables has a line of words before it
    expect(example).not.toMatch(/\n\n[A-Z_]+=/);
  });

  it('has the defaults that .env.example shows, and none for secrets', () => {
    for (const [, name, shown] of textOf('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)) {
      const used = [...composeText.matchAll(new RegExp(`\\$\\{${name}([^}]*)\\}`, 'g'))].map(
        ([, how]) => how,
      );
      if (shown) expect(new Set(used)).toEqual(new Set([`:-${shown}`]));
      else for (const how of used) expect(how).toMatch(/^:\?set /);
    }
  });

  it('depends on services that exist, healthy where they have a health check and done where they end', () => {
    for (const [, { depends_on = {} }] of services)
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const other = compose.services[name];
        if (!other) throw new Error(`there is no service ${name}`);
        expect(condition).toBe(isJob(other) ? 'service_completed_successfully' : 'service_healthy');
        if (!isJob(other)) expect(other.healthcheck).toBeDefined();
      }
  });

  it('starts the worker after migrations, schema, namespace and search attributes', () => {
    for (const job of ['migrate', 'search-attributes', 'temporal-namespace', 'temporal-schema'])
      expect(comesAfter('worker', job, 'service_completed_successfully')).toBe(true);
  });

  it('starts the gateway without Temporal, since it answers 503 until then', () => {
    expect(comesAfter('gateway', 'migrate', 'service_completed_successfully')).toBe(true);
    expect(comesAfter('gateway', 'temporal', 'service_healthy')).toBe(false);
  });

  it('runs what the build makes', () => {
    for (const [, { command = [], entrypoint = [] }] of ofProduct) {
      const script = [...entrypoint, ...command].find((word) => word.startsWith('dist/'));
      const source = script?.replace(/^dist\//, '').replace(/\.js$/, '.ts') ?? 'nothing';
      expect(existsSync(join(root, source))).toBe(true);
    }
  });

  it('names commands that the command has', () => {
    const source = textOf('cli/main.ts') + textOf('cli/temporal-commands.ts');
    const commands = ofProduct.flatMap(([, { command = [] }]) => {
      const at = command.indexOf('dist/cli/main.js');
      return at < 0 ? [] : [command[at + 1]];
    });
    expect(commands.sort()).toEqual(['codec-server', 'migrate', 'search-attributes']);
    for (const command of commands) expect(source).toContain(`.command('${command}')`);
  });

  it('gives every process of ours the database, the key and Temporal', () => {
    for (const [, { environment = {} }] of ofProduct)
      expect(Object.keys(environment)).toEqual(
        expect.arrayContaining([
          'DATABASE_URL',
          'PGPASSWORD',
          'BREX_KINETIC_MASTER_KEY',
          'TEMPORAL_ADDRESS',
          'TEMPORAL_NAMESPACE',
        ]),
      );
  });

  it('leaves a fifth of its memory to what is not on the heap of Node', () => {
    const limited = ofProduct.filter(([, { mem_limit }]) => mem_limit !== undefined);
    expect(limited.map(([name]) => name).sort()).toEqual(['codec-server', 'gateway', 'worker']);
    for (const [, { command = [], mem_limit = '' }] of limited) {
      const heap = command.find((word) => word.startsWith('--max-old-space-size='))?.split('=')[1];
      expect(Number(heap)).toBeGreaterThan(0);
      expect(Number(heap)).toBeLessThanOrEqual(mebibytes(mem_limit) * 0.8);
    }
  });

  it('lets the worker finish a write to Epicor', () => {
    expect(textOf('worker/run-worker.ts')).toContain("const grace = '30 seconds'");
    expect(Number.parseInt(compose.services.worker?.stop_grace_period ?? '', 10)).toBeGreaterThan(30);
  });

  it('opens ports to this machine only, each once, and those of databases and Temporal not at all', () => {
    const ports = services.flatMap(([name, service]) =>
      (service.ports ?? []).map((port) => [name, substituted(port, '')] as const),
    );
    expect(ports.map(([name]) => name).sort()).toEqual(['codec-server', 'gateway', 'temporal-ui']);
    const open = ports.map(([, port]) => /^127\.0\.0\.1:(\d+):\d+$/.exec(port)?.[1]);
    expect(open).not.toContain(undefined);
    expect(new Set(open).size).toBe(open.length);
  });

  it('listens inside where its ports and health checks point', () => {
    const { gateway, 'codec-server': codec } = compose.services;
    expect(gateway?.ports?.[0]).toMatch(new RegExp(`:${gateway?.environment?.PORT}$`));
    expect(gateway?.healthcheck?.test.join(' ')).toContain(`:${gateway?.environment?.PORT}/readyz`);
    expect(codec?.command).toEqual(expect.arrayContaining(['--host=0.0.0.0', '--port=8081']));
    expect(codec?.ports?.[0]).toMatch(/:8081$/);
    expect(codec?.healthcheck?.test.join(' ')).toContain(':8081/healthz');
  });

  it('lets pages of the Temporal Web UI, and of nothing else, have payloads decoded', () => {
    const { 'temporal-ui': ui, 'codec-server': codec } = compose.services;
    const port = ui?.ports?.[0]?.split(':').slice(1, -1).join(':');
    expect(codec?.command?.slice(codec.command.indexOf('--ui-origin') + 1)).toEqual([
      `http://localhost:${port}`,
      `http://127.0.0.1:${port}`,
    ]);
  });

  it('keeps what must not be lost in named volumes, and mounts files that exist', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((mount) => mount.split(':')[0] ?? ''),
    );
    const [files, named] = [
      mounts.filter((from) => from.startsWith('.')),
      mounts.filter((from) => !from.startsWith('.')),
    ];
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const file of files) expect(existsSync(join(root, file))).toBe(true);
  });

  it('starts everything again but the jobs that are done', () => {
    for (const [name, service] of services) {
      if (service.profiles) continue;
      expect(service.restart).toMatch(isJob(service) ? /^on-failure:\d+$/ : /^unless-stopped$/);
      if (isJob(service))
        expect(['migrate', 'search-attributes', 'temporal-schema', 'temporal-namespace']).toContain(name);
    }
  });
});
