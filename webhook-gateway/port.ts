const defaultPort = 3000;

/** The port to listen on: PORT, default 3000. Throws where it is no port. */
export function portOf(env: Readonly<Record<string, string | undefined>>): number {
  const text = env.PORT?.trim();
  if (!text) return defaultPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`PORT is "${text}": set it to a number from 0 to 65535.`);
}
