import { createServer } from 'node:net';

/** A port that one of our processes listens on. */
export interface PortUse {
  readonly port: number;
  /** What listens there, as a sentence would name it: "the webhook gateway". */
  readonly role: string;
  /** The environment variable that chooses another port. */
  readonly variable: string;
}

/** Throws, naming every port in use with its role and the variable that changes it; and ports named twice. */
export async function requireFreePorts(uses: readonly PortUse[]): Promise<void> {
  const problems: string[] = [];
  for (const [index, use] of uses.entries()) {
    const earlier = uses.slice(0, index).find(({ port }) => port === use.port);
    if (earlier) {
      problems.push(
        `Port ${use.port} is meant for both ${earlier.role} and ${use.role}: set ${earlier.variable} or ${use.variable} to another one.`,
      );
    } else if (!(await isFree(use.port))) {
      problems.push(
        `Port ${use.port}, needed for ${use.role}, is in use by another program: stop that, or choose another port with ${use.variable}=<port>.`,
      );
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The port that the environment names, else the usual one. Throws where it is not a port number. */
export function portOf(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
  usual: number,
): number {
  const text = env[variable];
  if (!text) return usual;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} is "${text}", which is not a port number (1 to 65535).`);
}

/** A port that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('The system gave no free port.');
  return address.port;
}

/** Free on every address a child may choose: all interfaces and both loopbacks, which differ where IPv6 is on. */
async function isFree(port: number): Promise<boolean> {
  for (const host of [undefined, '127.0.0.1', '::1']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** Whether nothing listens on the port at this address (every address where there is none). */
export function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // an address family that this machine lacks is not a port in use
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
