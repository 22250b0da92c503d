import { cpus, totalmem } from 'node:os';
import { measureCalls } from './calls-per-record';
import { measureExport } from './export-calls';
import { measureGateway } from './gateway-load';
import { measurePoll } from './poll-cost';
import { note, report, round } from './report';
import { startServers } from './servers';
import { openStand } from './stand';
import { measureThroughput } from './throughput';

/**
 * `npm run bench`: what a record costs, how fast records are booked and what polling Epicor costs, as JSON lines on
 * standard output; `npm run bench -- poll` the latter alone, `npm run bench -- rates` records and deliveries per
 * second alone. Every server is the run's own. Rates are worth reading beside the bare runs of the same run only.
 */
async function main(): Promise<void> {
  report('machine', {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: round(totalmem() / 2 ** 30, 1),
    node: process.version,
    at: new Date().toISOString(),
  });
  const servers = await startServers();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void servers.stop().finally(() => process.exit(130)));
  try {
    if (process.argv[2] === 'poll') return await measurePoll(servers);
    const way = await measureCalls(servers);
    const stand = await openStand(servers, 'bench', { recorded: false });
    try {
      await measureThroughput(servers, stand, way);
      await measureGateway(stand);
    } finally {
      await stand.stop();
    }
    if (process.argv[2] === 'rates') return;
    await measureExport(servers, 1_000);
    await measureExport(servers, 2_000);
    await measurePoll(servers);
  } finally {
    await servers.stop();
  }
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  });
