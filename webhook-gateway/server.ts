import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GatewayServer {
  readonly port: number;
  /** Takes no more connections, lets requests in flight finish, and drops what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default: every interface. */
  readonly host?: string;
  /** How long a sender may take for its headers; default 10 seconds. */
  readonly headersWithinMs?: number;
  /** How long a sender may take for its whole request; default 15 seconds. */
  readonly requestWithinMs?: number;
}

/**
 * Serves `app` with bounded patience, so that slow senders cannot hold the door: they are answered 408.
 * Rejects where the port is in use.
 */
export async function serve(app: RequestListener, options: ServeOptions): Promise<GatewayServer> {
  const { port, host, headersWithinMs = 10_000, requestWithinMs = 15_000 } = options;
  const server = createServer(
    {
      headersTimeout: headersWithinMs,
      requestTimeout: requestWithinMs,
      connectionsCheckingInterval: Math.min(headersWithinMs, 2_000),
    },
    app,
  );
  // Longer than load balancers keep an idle connection, so that they never reuse one that is being closed.
  server.keepAliveTimeout = 65_000;
  let closing = false;
  server.on('request', (_request, response) => {
    response.on('close', () => {
      // A connection whose last request has ended would otherwise stay open until its keep-alive ends.
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs = 20_000) {
      closing = true;
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(force);
    },
  };
}
