import type { Command } from 'commander';
import { loadMasterKey } from '../store';
import { startCodecServer } from '../temporal/codec-server';
import { connectTemporal } from '../temporal/connection';
import { createDataConverter, payloadCodecs } from '../temporal/data-converter';
import { ensureSearchAttributes } from '../temporal/search-attributes';
import { dataDirectory } from './open';

type Say = (line: string) => void;

const masterKey = () => loadMasterKey(process.env, dataDirectory());

/** Adds the commands with which a deployment prepares its Temporal server and lets its Web UI read payloads. */
export function addTemporalCommands(program: Command, say: Say): void {
  program
    .command('search-attributes')
    .description(
      "create what the Temporal Web UI searches by in TEMPORAL_NAMESPACE, where it isn't there yet",
    )
    .action(() => createSearchAttributes(say));

  program
    .command('codec-server')
    .description('decrypt payloads for the Temporal Web UI; whoever reaches it reads every payload')
    .requiredOption('--ui-origin <url...>', 'where browsers open the Web UI, such as http://localhost:8080')
    .option('--port <number>', 'port to listen on', Number, 8081)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action((options: CodecServerCommand) => serveCodec(options, say));
}

async function createSearchAttributes(say: Say): Promise<void> {
  const client = await connectTemporal({
    dataConverter: createDataConverter(await masterKey()),
    identity: 'brex-kinetic search-attributes',
  });
  try {
    const names = await ensureSearchAttributes(client.connection, client.options.namespace);
    say(names.length > 0 ? `Created: ${names.join(', ')}` : 'Every search attribute is there.');
  } finally {
    await client.connection.close();
  }
}

interface CodecServerCommand {
  readonly uiOrigin: readonly string[];
  readonly port: number;
  readonly host: string;
}

/** Serves until SIGTERM or SIGINT. */
async function serveCodec({ uiOrigin, port, host }: CodecServerCommand, say: Say): Promise<void> {
  const server = await startCodecServer({
    codecs: payloadCodecs(await masterKey()),
    uiOrigins: uiOrigin.map(originOf),
    port,
    host,
  });
  say(`codec server ready at ${server.url} for ${uiOrigin.join(', ')}`);
  await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  await server.close();
}

/** A browser names no path in the Origin of its requests, so that one with a path would never be met. */
function originOf(text: string): string {
  if (!URL.canParse(text)) throw new Error(`--ui-origin ${text} is not a URL such as http://localhost:8080.`);
  return new URL(text).origin;
}
