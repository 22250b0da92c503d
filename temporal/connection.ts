import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { defaultPostingQueue } from '../workflows/contract';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Temporal is and how it is reached; `connectionOptions` serve client and worker alike. */
export interface TemporalSettings {
  readonly connectionOptions: ReturnType<typeof loadClientConnectConfig>['connectionOptions'];
  readonly address: string;
  readonly namespace: string;
}

/**
 * Temporal's own settings: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_… or a
 * profile of Temporal's configuration file; unset, localhost:7233 and the namespace `default`.
 */
export function temporalSettings(env: Environment = process.env): TemporalSettings {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(set),
  });
  const address = connectionOptions.address ?? 'localhost:7233';
  return { connectionOptions: { ...connectionOptions, address }, address, namespace: namespace ?? 'default' };
}

/** The task queue of workflows and local steps: BREX_KINETIC_TASK_QUEUE, else the contract's. */
export function postingQueue(env: Environment = process.env): string {
  return env.BREX_KINETIC_TASK_QUEUE || defaultPostingQueue;
}

export interface ConnectTemporalOptions {
  /** Every process uses the one of data-converter.ts, so that each reads what the others wrote. */
  readonly dataConverter: DataConverter;
  /** Connect at the first call instead of now: the gateway starts before Temporal does. */
  readonly lazy?: boolean;
  /** Who acts, as Temporal's history shows it. */
  readonly identity?: string;
  readonly env?: Environment;
}

/** A client whose connection also reaches the operator service. */
export type TemporalClient = Client & { readonly connection: Connection };

/**
 * A client of Temporal. Close it by `client.connection.close()`.
 * Throws, naming address and setting, where the server is not reached (not with `lazy`).
 */
export async function connectTemporal(options: ConnectTemporalOptions): Promise<TemporalClient> {
  const settings = temporalSettings(options.env);
  const connection = options.lazy ? Connection.lazy(settings.connectionOptions) : await connectNow(settings);
  const client = new Client({
    connection,
    namespace: settings.namespace,
    dataConverter: options.dataConverter,
    ...(options.identity ? { identity: options.identity } : {}),
  });
  return Object.assign(client, { connection });
}

async function connectNow(settings: TemporalSettings): Promise<Connection> {
  try {
    return await Connection.connect(settings.connectionOptions);
  } catch (cause) {
    throw new Error(
      `Temporal is not reached at ${settings.address}: start it, or set TEMPORAL_ADDRESS to where it runs.`,
      { cause },
    );
  }
}
