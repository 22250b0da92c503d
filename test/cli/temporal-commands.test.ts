import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { addTemporalCommands } from '../../cli/temporal-commands';

const previous = process.env.BREX_KINETIC_MASTER_KEY;
beforeAll(() => {
  process.env.BREX_KINETIC_MASTER_KEY = randomBytes(32).toString('base64');
});
afterAll(() => {
  if (previous === undefined) delete process.env.BREX_KINETIC_MASTER_KEY;
  else process.env.BREX_KINETIC_MASTER_KEY = previous;
});

/** Runs the command in this process; `said` grows by its lines. */
function run(...args: string[]): { done: Promise<unknown>; said: string[] } {
  const said: string[] = [];
  const program = new Command().exitOverride();
  addTemporalCommands(program, (line) => said.push(line));
  return { done: program.parseAsync(args, { from: 'user' }), said };
}

describe('codec-server', () => {
  it('serves the pages of the origins named, whatever path was given with them, until it is asked to stop', async () => {
    const { done, said } = run(
      ...['codec-server', '--port', '0', '--ui-origin', 'http://localhost:8080/', 'https://ui.example.com/x'],
    );
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said[0] ?? '')?.[0];
    const statusFor = async (origin: string) =>
      (await fetch(`${url}/healthz`, { headers: { origin } })).status;
    expect(await statusFor('http://localhost:8080')).toBe(200);
    expect(await statusFor('https://ui.example.com')).toBe(200);
    expect(await statusFor('https://elsewhere.example.com')).toBe(403);

    process.emit('SIGTERM', 'SIGTERM');
    await done;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('refuses an origin that is no address', async () => {
    await expect(run('codec-server', '--ui-origin', 'localhost').done).rejects.toThrow(
      '--ui-origin localhost is not a URL such as http://localhost:8080.',
    );
  });
});
