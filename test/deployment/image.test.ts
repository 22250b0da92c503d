import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf } from './compose-file';

const dockerfile = textOf('Dockerfile');
const [, , final = ''] = dockerfile.split(/^FROM /m);
const sent = [...textOf('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path ?? '');

describe('the image', () => {
  it('is built of every folder that the compiler reads, and of nothing that is not there', () => {
    for (const path of sent) expect(existsSync(join(root, path))).toBe(true);
    const { include } = JSON.parse(textOf('tsconfig.json')) as { include: string[] };
    const { exclude } = JSON.parse(textOf('tsconfig.build.json')) as { exclude: string[] };
    // measures are taken from a checkout, not from the image
    const compiled = include.filter((folder) => ![...exclude, 'bench'].includes(folder));
    expect(sent).toEqual(expect.arrayContaining(compiled));
  });

  it('is sent neither secrets nor state nor tests', () => {
    expect(textOf('.dockerignore')).toMatch(/^\*$/m);
    for (const path of ['.env', '.data', '.git', 'node_modules', 'dist', 'test'])
      expect(sent).not.toContain(path);
  });

  it('contains what is run, without sources and tools of the build', () => {
    const copied = [...final.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, path]) => path);
    expect(copied.sort()).toEqual(['bin', 'dist', 'node_modules', 'package.json']);
    expect(dockerfile).toContain('npm prune --omit=dev');
  });

  it('does not run as root', () => {
    expect(final).toMatch(/^USER node$/m);
    expect(final.indexOf('USER node')).toBeGreaterThan(final.lastIndexOf('COPY'));
  });

  it('is of a Node that package.json allows and of glibc', () => {
    const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
    const major = Number(/node:(\d+)\./.exec(dockerfile)?.[1]);
    expect(major).toBeGreaterThanOrEqual(Number(/(\d+)/.exec(engines.node)?.[1]));
    expect(dockerfile).not.toContain('alpine');
  });

  it('keeps keys out: .env is never committed', () => {
    expect(textOf('.gitignore')).toMatch(/^\.env$/m);
    expect(readdirSync(root)).toContain('.env.example');
  });
});
