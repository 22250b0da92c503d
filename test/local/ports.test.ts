import { createServer, type Server } from 'node:net';
import { freePort, portOf, requireFreePorts } from '../../local/ports';

const gateway = { role: 'the webhook gateway', variable: 'PORT' };
const servers: Server[] = [];

async function occupy(host?: string): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('ports that will be needed', () => {
  it('may be free', async () => {
    await expect(requireFreePorts([{ ...gateway, port: await freePort() }])).resolves.toBeUndefined();
  });

  it.each([undefined, '127.0.0.1', '0.0.0.0'])('are refused where a program listens on %s', async (host) => {
    const port = await occupy(host);
    await expect(requireFreePorts([{ ...gateway, port }])).rejects.toThrow(
      `Port ${port}, needed for the webhook gateway, is in use by another program: stop that, or choose another port with PORT=<port>.`,
    );
  });

  it('are all named where several are in use', async () => {
    const [one, two] = [await occupy(), await occupy()];
    const refused = requireFreePorts([
      { ...gateway, port: one },
      { port: two, role: 'the Temporal server', variable: 'TEMPORAL_PORT' },
    ]);
    await expect(refused).rejects.toThrow(`Port ${one}, needed for the webhook gateway`);
    await expect(refused).rejects.toThrow(`Port ${two}, needed for the Temporal server`);
  });

  it('are refused where two of ours are to listen on the same one', async () => {
    const port = await freePort();
    const uses = [
      { ...gateway, port },
      { port, role: 'the Temporal server', variable: 'TEMPORAL_PORT' },
    ];
    await expect(requireFreePorts(uses)).rejects.toThrow(/meant for both .* set PORT or TEMPORAL_PORT/);
  });
});

describe('the number of a port', () => {
  it('comes from the environment, else is the usual one', () => {
    expect(portOf({ PORT: '3100' }, 'PORT', 3000)).toBe(3100);
    expect(portOf({}, 'PORT', 3000)).toBe(3000);
    expect(portOf({ PORT: '' }, 'PORT', 3000)).toBe(3000);
  });

  it.each(['http', '0', '65536', '30.5'])('is refused, naming the variable, where it is "%s"', (text) => {
    expect(() => portOf({ PORT: text }, 'PORT', 3000)).toThrow(`PORT is "${text}"`);
  });
});
