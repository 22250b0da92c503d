import { Connection } from '@temporalio/client';
import { searchAttributes as contractAttributes } from '../workflows/contract';
import type { ProcessSpec } from './managed-process';

export interface TemporalServerOptions {
  /** The executable that findTemporalCli found. */
  readonly cli: string;
  readonly port: number;
  /** Port of the Web UI; null starts none. */
  readonly uiPort: number | null;
  /** Where state survives a restart; null keeps it in memory. */
  readonly dbFile: string | null;
  /** Where the Web UI has payloads decoded. */
  readonly codecEndpoint?: string;
}

const host = '127.0.0.1';

/** Temporal's development server, with the namespace `default` and our search attributes. */
export function temporalServer(options: TemporalServerOptions): ProcessSpec {
  const { port, uiPort, dbFile, codecEndpoint } = options;
  return {
    name: 'Temporal server',
    command: options.cli,
    args: [
      ...['server', 'start-dev', '--ip', host, '--port', `${port}`, '--log-level', 'error'],
      ...(uiPort === null ? ['--headless'] : ['--ui-port', `${uiPort}`]),
      ...(dbFile === null ? [] : ['--db-filename', dbFile]),
      ...(codecEndpoint ? ['--ui-codec-endpoint', codecEndpoint] : []),
      ...Object.values(contractAttributes).flatMap(({ name, type }) => [
        '--search-attribute',
        `${name}=${cliType(type)}`,
      ]),
    ],
    ready: { check: () => answers(temporalAddress(port)) },
    remedy: `see that port ${port} is free; a state file of another Temporal version is removed by \`npm start -- --fresh\``,
  };
}

export const temporalAddress = (port: number): string => `${host}:${port}`;

/** Whether the server at the address knows the namespace `default`: it opens its port a little earlier. */
async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

/** The contract says KEYWORD and DATETIME, the command says Keyword and Datetime. */
function cliType(type: string): string {
  return type
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
