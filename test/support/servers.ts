import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../local/ports';
import { startPostgres } from '../../local/postgres';
import { ProcessGroup } from '../../local/process-group';
import { findTemporalCli } from '../../local/temporal-cli';
import { temporalAddress, temporalServer } from '../../local/temporal-server';

export interface TestServers {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  stop(): Promise<void>;
}

/** Only `var` declares a property of globalThis. */
declare global {
  var brexKineticTestServers: TestServers | undefined;
}

const log = (line: string): void => {
  process.stderr.write(`[servers] ${line}\n`);
};

/** Jest ends at Ctrl-C without its teardown; leaving in order lets the servers be killed with us. */
function endServersWithUs(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
}

/** Starts both servers on free ports; DATABASE_URL and TEMPORAL_ADDRESS name servers that are used instead. */
export async function startTestServers(): Promise<TestServers> {
  endServersWithUs();
  const folder = await mkdtemp(join(tmpdir(), 'brex-kinetic-test-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: await freePort(), log });
  try {
    const temporal = await startTemporal(folder);
    return {
      databaseUrl: postgres.url,
      temporalAddress: temporal.address,
      stop: async () => {
        await temporal.stop();
        await postgres.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function startTemporal(logFolder: string): Promise<{ address: string; stop(): Promise<void> }> {
  if (process.env.TEMPORAL_ADDRESS) {
    return { address: process.env.TEMPORAL_ADDRESS, stop: async () => undefined };
  }
  const cli = await findTemporalCli({ log });
  const port = await freePort();
  const group = new ProcessGroup({ logFolder, log, onGivenUp: log });
  await group.start(temporalServer({ cli, port, uiPort: null, dbFile: null }));
  return { address: temporalAddress(port), stop: () => group.stop() };
}
