import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GatewayServer {
  readonly port: number;
  /** Takes no more connections, lets requests in flight finish, and drops what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/**
 * Serves `app` with bounded patience: a sender has 10 seconds for its headers and 15 for all of a request,
 * so that slow ones cannot hold the door. Port 0 takes a free one. Rejects where the port is in use.
 */
export async function serve(app: RequestListener, port: number, host?: string): Promise<GatewayServer> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 2_000 },
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
