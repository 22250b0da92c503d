import { join } from 'node:path';
import { type ManagedProcess, spawnProcess } from '../../local/managed-process';
import type { Stack } from './stack';

const root = join(__dirname, '../..');

/** A gateway in a process of its own, as in a deployment, so that it can be killed. Needs `npm run build`. */
export async function startGatewayProcess(
  stack: Stack,
  { port, logFolder }: { port: number; logFolder: string },
): Promise<ManagedProcess> {
  const gateway = spawnProcess(
    {
      name: 'gateway',
      command: process.execPath,
      args: [join(root, 'dist/webhook-gateway/main.js')],
      env: {
        PORT: String(port),
        DATABASE_URL: stack.databaseUrl,
        BREX_KINETIC_TASK_QUEUE: stack.postingQueue,
      },
      ready: { url: `http://127.0.0.1:${port}/readyz` },
      remedy: 'run npm run build',
    },
    join(logFolder, 'gateway.log'),
  );
  await gateway.ready;
  return gateway;
}
